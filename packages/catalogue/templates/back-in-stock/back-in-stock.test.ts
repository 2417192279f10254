import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM, HOUR } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { backInStock } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(backInStock, path)).toEqual(path.nodes);
});

const walked = walkThrough(
  backInStock,
  ['ann', 'grace-finds-none', 'elif-clicks-last-few'].flatMap((name) => {
    const one = castIn(backInStock, name);
    return Array.from({ length: 60 }, (_, index) => ({
      ...one,
      customer: { ...one.customer, id: `${name}-${index}` },
    }));
  }),
);

test('of the people who asked, a third each are told at once, after 6 hours and after a day', () => {
  const hours = walked
    .filter(({ customerId }) => customerId.startsWith('ann'))
    .map(({ messages }) => Math.floor((messages[0]!.at - FROM) / HOUR));
  for (const hour of [0, 6, 24]) expect(hours.filter((one) => one === hour).length).toBeGreaterThan(10);
  expect(hours.every((hour) => [0, 6, 24].includes(hour))).toBe(true);
});

test('later waves are not told of what is gone', () => {
  const late = walked.filter(
    ({ customerId, trace }) =>
      customerId.startsWith('grace') && trace.some(({ node }) => node?.endsWith('-check')),
  );
  expect(late.length).toBeGreaterThan(20);
  for (const { messages } of late) expect(messages.map(({ node }) => node)).toEqual(['went-again']);
});
