import { seededRandom } from '@millrace/measure';
import { expect, test } from 'vitest';
import { buyerOf, type Buyer } from './buyers.ts';
import { lifetimeDrift } from './drift.ts';
import { pastBuyers } from './example.ts';
import { judge, type LifetimeReport } from './report.ts';

const reported = (change: Partial<LifetimeReport>): LifetimeReport => ({
  buyers: 900,
  returning: 500,
  days: 90,
  judged: 800,
  expected: 400,
  came: 400,
  error: 30,
  groups: [],
  isBetter: true,
  ...change,
});
const drift = (newest: LifetimeReport) => lifetimeDrift(reported({}), newest);

test('orders that stay away, or come in masses, are told', () => {
  expect(drift(reported({ came: 250 }))).toEqual({
    gotWorse: true,
    sentence: 'It got worse: of the last 90 days, 400 orders were expected and 250 came.',
  });
  expect(drift(reported({ came: 700 }))?.gotWorse).toBe(true);
  expect(drift(reported({ came: 330 }))?.gotWorse).toBe(false);
  expect(drift(reported({ came: 250, error: 80 }))?.gotWorse).toBe(false);
});

test('a report of an earlier release says nothing', () => {
  expect(drift(reported({ error: null, came: 100 }))).toBeNull();
});

test('customers who go on as before are no decline, and customers who all stop are one', () => {
  const report = (buyers: readonly Buyer[]) => ({
    buyers: 900,
    returning: 500,
    ...judge(buyers, buyers, 90),
  });
  const bought = (seed: number) => pastBuyers(seededRandom(seed)).map(buyerOf);
  const then = report(bought(5));
  for (const seed of [6, 7, 8, 9]) expect(lifetimeDrift(then, report(bought(seed)))?.gotWorse).toBe(false);
  const stopped = bought(6).map((buyer) => ({
    ...buyer,
    days: buyer.days.filter((day) => day < buyer.observed - 90),
  }));
  expect(lifetimeDrift(then, report(stopped))?.gotWorse).toBe(true);
});
