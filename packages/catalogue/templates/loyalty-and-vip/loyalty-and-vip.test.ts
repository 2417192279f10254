import { expect, test } from 'vitest';
import { walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { loyaltyAndVip } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(loyaltyAndVip, path)).toEqual(path.nodes);
});

test('nobody gets more than one message for one moment', () => {
  for (const { messages } of walkThrough(loyaltyAndVip, Object.values(loyaltyAndVip.cast(FROM))))
    expect(messages.length).toBeLessThanOrEqual(1);
});
