import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { postPurchase } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(postPurchase, path)).toEqual(path.nodes);
});

test('the question comes three days after the delivery, in the evening, or on day 14', () => {
  const asked = (name: string) =>
    walkThrough(postPurchase, [castIn(postPurchase, name)])[0]!.messages.find(
      ({ node }) => node === 'how-was-it',
    )!.at;
  expect((asked('happy-with-a-shirt') - FROM) / DAY).toBeCloseTo(7.25, 1);
  expect(Math.round((asked('parcel-lost') - FROM) / DAY)).toBe(14);
});

test('only people who say that all is good are asked for a review', () => {
  const walked = walkThrough(postPurchase, Object.values(postPurchase.cast(FROM)));
  const asked = walked.filter(({ messages }) => messages.some(({ node }) => node === 'review'));
  expect(asked.map(({ customerId }) => customerId)).toEqual(['happy-with-a-shirt']);
});
