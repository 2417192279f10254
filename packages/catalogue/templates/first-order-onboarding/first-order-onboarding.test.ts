import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { firstOrderOnboarding } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(firstOrderOnboarding, path)).toEqual(path.nodes);
});

test('a second order of somebody lets nobody in', () => {
  const one = castIn(firstOrderOnboarding, 'happy-with-a-shirt');
  const regular = { ...one, customer: { ...one.customer, ordersCount: 1 } };
  expect(walkThrough(firstOrderOnboarding, [regular])).toEqual([]);
});

test('tips are sent on the day of the delivery', () => {
  const [walked] = walkThrough(firstOrderOnboarding, [castIn(firstOrderOnboarding, 'happy-with-a-shirt')]);
  const tips = walked!.messages.find(({ node }) => node === 'tips-worn')!;
  expect(Math.round((tips.at - FROM) / 86_400_000)).toBe(4);
});
