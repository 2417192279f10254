import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { shippingDelay } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(shippingDelay, path)).toEqual(path.nodes);
});

test('a second delay within three days sends nothing', () => {
  const one = castIn(shippingDelay, 'reads-an-email');
  const again = (days: number) =>
    one.events.map(({ event, ...rest }) => ({
      ...rest,
      event: { ...event, id: `${event.id}-again`, at: event.at + days * DAY },
    }));
  const entries = (days: number) =>
    walkThrough(shippingDelay, [{ ...one, events: [...one.events, ...again(days)] }]).length;
  expect(entries(2)).toBe(1);
  expect(entries(12)).toBe(2);
});
