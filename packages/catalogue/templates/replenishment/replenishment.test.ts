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

test('the first e-mail goes a week before the next order is due, or on day 23', () => {
  // The last order was four days before the delivery: 60 days after it, less a week, is day 49.
  expect(first('orders-every-60-days')).toBe(49);
  expect(first('ordered-once')).toBe(23);
});

test('an order of something else lets nobody in', () => {
  const one = castIn(replenishment, 'ordered-once');
  const lamp = one.events.map(({ order, ...rest }) => ({
    ...rest,
    order: order && { ...order, lines: order.lines.map((line) => ({ ...line, category: 'lamps' })) },
  }));
  expect(walkThrough(replenishment, [{ ...one, orders: [], events: lamp }])).toEqual([]);
});
