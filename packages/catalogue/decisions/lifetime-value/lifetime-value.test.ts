import { DAY } from '@millrace/base';
import { seededRandom } from '@millrace/measure';
import { describe, expect, test } from 'vitest';
import type { PastBuyer, TrainingContext } from '../history.ts';
import { exampleFacts } from '../testing/example.ts';
import { lifetimeCard } from './card.ts';
import { buyerOf, knownOn, spendOf } from './buyers.ts';
import { stillCustomer } from './decide.ts';
import { pastBuyers } from './example.ts';
import { lifetimePredicts } from './predict.ts';
import { trainLifetime } from './train.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const context: TrainingContext = { now: NOW, store: exampleFacts().store, abandonedAfter: 900_000 };
const buyer = (days: readonly number[], revenue = 5_000): PastBuyer => ({
  customerId: 'ann',
  orders: days.map((day) => ({ at: NOW - day * DAY, revenue })),
  now: NOW,
});
const learned = trainLifetime(pastBuyers(seededRandom(1)).map(buyerOf));
const parameters = learned.parameters!;
const valuesOf = (past: PastBuyer) =>
  lifetimePredicts.people(parameters, [buyerOf(past)], context)[0]!.values;

test('orders of one day are one, and what came back to nothing has no value', () => {
  const twice = buyerOf({
    customerId: 'ann',
    orders: [
      { at: NOW - 10 * DAY, revenue: 1_000 },
      { at: NOW - 10 * DAY + 60_000, revenue: 500 },
      { at: NOW - 4 * DAY, revenue: 0 },
    ],
    now: NOW,
  });
  expect(twice).toMatchObject({ days: [6], observed: 10, values: [1_500] });
  expect(knownOn(twice)).toEqual({ repeats: 1, last: 6, observed: 10 });
  expect(knownOn(twice, 5)).toEqual({ repeats: 0, last: 0, observed: 5 });
  expect(spendOf(twice)).toEqual({ orders: 1, mean: 1_500 });
  expect(spendOf(buyerOf(buyer([3], 0)))).toBeNull();
});

describe('what it predicts', () => {
  test('is more of those who order often and lately, less the longer they are silent', () => {
    const [often, seldom] = [valuesOf(buyer([200, 160, 120, 80, 40, 5])), valuesOf(buyer([200, 60]))];
    expect(often['expectedOrders']).toBeGreaterThan(seldom['expectedOrders'] as number);
    expect(often['expectedSpend']).toBeGreaterThan(seldom['expectedSpend'] as number);
    // Six orders a month apart, then silence: the same silence says less of somebody who orders twice a year.
    const silent = valuesOf(buyer([320, 290, 260, 230, 200, 170]));
    const slow = valuesOf(buyer([520, 345, 170]));
    expect(silent['churnRisk']).toBeGreaterThan(0.7);
    expect(silent['churnRisk']).toBeGreaterThan((slow['churnRisk'] as number) + 0.2);
    expect(often['churnRisk']).toBeLessThan(0.3);
  });

  test('is no risk of churn for whoever ordered once, and no spend without an order of any value', () => {
    expect(valuesOf(buyer([100]))).not.toHaveProperty('churnRisk');
    expect(Object.keys(valuesOf(buyer([100, 20], 0)))).toEqual(['churnRisk', 'expectedOrders']);
    expect(lifetimePredicts.tell(parameters, buyerOf(buyer([100])), context)[0]).toContain('ordered once');
  });

  test('is told with the rhythm of people like them, and a range', () => {
    const told = lifetimePredicts.tell(parameters, buyerOf(buyer([320, 290, 260, 230, 200, 170])), context);
    expect(told[0]).toMatch(
      /^Their last order is 170 days ago\. Of people .+ the risk that they are gone is \d+ ?%\.$/,
    );
    expect(told).toHaveLength(3);
    expect(told[2]).toMatch(/eight spend between/);
  });
});

test('it foretells later orders of every group of people within a fifth', () => {
  const { report } = learned;
  expect(report.isBetter).toBe(true);
  expect(Math.abs(report.expected / report.came - 1)).toBeLessThan(0.1);
  for (const group of report.groups)
    expect(Math.abs(group.expected - group.came), group.orders).toBeLessThan(
      0.2 * group.came + 3 * Math.sqrt(group.came),
    );
});

test('its card says when it expected far too few or too many orders', () => {
  const shown = (expected: number) => lifetimeCard.show({ ...learned.report, expected, came: 100 }).standing;
  expect([79, 81, 119, 121].map((expected) => shown(expected)?.words)).toEqual([
    'Expected too few orders',
    'Better than a plain rate',
    'Better than a plain rate',
    'Expected too many orders',
  ]);
});

test('it is not used where everybody orders alike, since a usual rate tells as much', () => {
  const random = seededRandom(8);
  let used = 0;
  for (let shop = 0; shop < 20; shop += 1) {
    const alike = Array.from({ length: 500 }, (): PastBuyer => {
      const first = 40 + Math.floor(300 * random());
      const days = [first];
      for (let day = first; ;) {
        day -= Math.max(1, Math.ceil(-Math.log(1 - random()) * 90));
        if (day < 0) break;
        days.push(day);
      }
      return buyer(days);
    });
    if (trainLifetime(alike.map(buyerOf)).parameters !== null) used += 1;
  }
  expect(used).toBeLessThanOrEqual(2);
});

test('until it has learned, somebody is gone after three times their usual time between orders', () => {
  const at = (days: number, gap: number | null) =>
    stillCustomer(
      exampleFacts({ customer: { lastOrderAt: exampleFacts().now - days * DAY, orderGapDays: gap } }),
    ).chosen;
  expect([at(89, 30), at(91, 30), at(364, null), at(366, null)]).toEqual([
    'active',
    'gone',
    'active',
    'gone',
  ]);
});
