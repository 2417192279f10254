import { expect, test } from 'vitest';
import { walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { loyalty } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(loyalty, path)).toEqual(path.nodes);
});

test('nobody gets more than one message for one moment', () => {
  for (const { messages } of walkThrough(loyalty, Object.values(loyalty.cast(FROM))))
    expect(messages.length).toBeLessThanOrEqual(1);
});
