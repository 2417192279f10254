import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { replenishment } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(replenishment, path)).toEqual(path.nodes);
});

const first = (name: string) =>
  Math.round((walkThrough(replenishment, [castIn(replenishment, name)])[0]!.messages[0]!.at - FROM) / DAY);

test('the first e-mail goes at once, or two weeks later to whoever said that it lasts longer', () => {
  expect(first('due-in-a-week')).toBe(0);
  expect(first('said-so-before')).toBe(14);
});
