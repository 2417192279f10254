import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { returnPrevention } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(returnPrevention, path)).toEqual(path.nodes);
});

test('nobody gets an e-mail while their ticket is open', () => {
  const [walked] = walkThrough(returnPrevention, [castIn(returnPrevention, 'ticket-is-solved')]);
  const days = walked!.messages.map(({ at }) => (at - FROM) / DAY);
  expect(days.filter((day) => day > 1 && day < 10)).toEqual([]);
  expect(days.length).toBe(3);
});
