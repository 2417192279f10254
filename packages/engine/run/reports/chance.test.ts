import { DAY } from '@millrace/base';
import { seededRandom } from '@millrace/measure';
import { expect, test } from 'vitest';
import { isNotable, meanMovedBy, movedBy } from './chance.ts';

const RUNS = 4_000;

/** Orders of a time with a mean number: their count, and the sum and the sum of squares of skewed amounts. */
function traded(random: () => number, mean: number) {
  const figures = { orders: 0, revenue: 0, revenueSquared: 0, discount: 0, flowOrders: 0, flowRevenue: 0 };
  for (let at = -Math.log(1 - random()); at < mean; at -= Math.log(1 - random())) {
    const amount =
      2_000 * Math.exp(1.2 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
    figures.orders += 1;
    figures.revenue += amount;
    figures.revenueSquared += amount ** 2;
  }
  return figures;
}

const week = { from: 0, to: 7 * DAY };
const month = { from: 0, to: 30 * DAY };

test('a difference that is chance is told as one in 5% of reports or fewer, also of unequal times', () => {
  const random = seededRandom(11);
  const alarms = { orders: 0, revenue: 0, mean: 0 };
  for (let run = 0; run < RUNS; run += 1) {
    const [now, before] = [traded(random, 70), traded(random, 300)];
    const moved = (value: number, squares: number, other: number, otherSquares: number) =>
      isNotable(movedBy({ value, squares }, { value: other, squares: otherSquares }, week, month));
    if (moved(now.orders, now.orders, before.orders, before.orders)) alarms.orders += 1;
    if (moved(now.revenue, now.revenueSquared, before.revenue, before.revenueSquared)) alarms.revenue += 1;
    if (isNotable(meanMovedBy(now, before))) alarms.mean += 1;
  }
  // Skewed amounts make the normal approximation a little too generous.
  expect(alarms.orders / RUNS).toBeLessThan(0.06);
  expect(alarms.revenue / RUNS).toBeLessThan(0.07);
  expect(alarms.mean / RUNS).toBeLessThan(0.08);
});

test('a third more orders than 300 is told nearly always', () => {
  const random = seededRandom(12);
  let found = 0;
  for (let run = 0; run < 500; run += 1) {
    const [now, before] = [traded(random, 400), traded(random, 300)];
    if (
      isNotable(
        movedBy(
          { value: now.orders, squares: now.orders },
          { value: before.orders, squares: before.orders },
          month,
          month,
        ),
      )
    )
      found += 1;
  }
  expect(found / 500).toBeGreaterThan(0.9);
});

test('without anything in both times there is nothing to tell', () => {
  const nothing = { value: 0, squares: 0 };
  expect(movedBy(nothing, nothing, week, week)).toBeNull();
  expect(movedBy({ value: 3, squares: 3 }, nothing, week, { from: 0, to: 0 })).toBeNull();
});
