import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM, HOUR } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { WORKS } from './graph.ts';
import { flashSale } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(flashSale, path)).toEqual(path.nodes);
});

test('the reminder comes before the code has ended, with time left to use it', () => {
  const [walked] = walkThrough(flashSale, [castIn(flashSale, 'clicks-the-text')]);
  const { at } = walked!.messages.at(-1)!;
  expect(at - FROM).toBeLessThan((WORKS - 12) * HOUR);
});
