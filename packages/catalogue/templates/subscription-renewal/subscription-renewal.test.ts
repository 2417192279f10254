import { expect, test } from 'vitest';
import { wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { subscriptionRenewal } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(subscriptionRenewal, path)).toEqual(path.nodes);
});

test('nobody is asked for a card by a message, and nobody is held back', () => {
  expect(subscriptionRenewal.graph.settings).toMatchObject({ purpose: 'transactional', holdout: 0 });
  expect(JSON.stringify(subscriptionRenewal.graph.nodes)).not.toMatch(/card number/i);
});
