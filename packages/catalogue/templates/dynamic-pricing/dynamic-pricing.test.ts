import { expect, test } from 'vitest';
import { product } from '../cast.ts';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { CHANGES } from './graph.ts';
import { dynamicPricing } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(dynamicPricing, path)).toEqual(path.nodes);
});

test('no change leaves less than a quarter of the price as margin', () => {
  const changes = dynamicPricing.graph.nodes.filter(({ kind }) => kind === 'reprice-product');
  expect(changes.map(({ id }) => id).sort()).toEqual([...CHANGES].sort());
  for (const { config } of changes) expect(config?.['margin']).toBe(25);
});

test('a product that changed for another reason does not enter', () => {
  const one = castIn(dynamicPricing, 'slow-seller');
  const untagged = { ...one, products: { 'slow-seller': product('slow-seller') } };
  expect(walkThrough(dynamicPricing, [untagged])).toEqual([]);
});
