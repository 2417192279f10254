import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM, HOUR } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { inventoryReplenishment } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(inventoryReplenishment, path)).toEqual(path.nodes);
});

test('the owners are asked after 24 hours, and the flow goes on after 48', () => {
  const [walked] = walkThrough(inventoryReplenishment, [castIn(inventoryReplenishment, 'nobody-decides')]);
  expect(Math.round((walked!.endedAt! - FROM) / HOUR)).toBe(48);
});

test('a product that falls low again within 21 days is not ordered twice', () => {
  const one = castIn(inventoryReplenishment, 'linen-shirt');
  const again = (days: number) =>
    one.events.map(({ event, ...rest }) => ({
      ...rest,
      event: { ...event, id: `${event.id}-again`, at: event.at + days * DAY },
    }));
  const entries = (days: number) =>
    walkThrough(inventoryReplenishment, [{ ...one, events: [...one.events, ...again(days)] }]).length;
  expect(entries(15)).toBe(1);
  expect(entries(30)).toBe(2);
});
