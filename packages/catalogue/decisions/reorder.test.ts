import { seededRandom } from '@millrace/measure';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProductForecast } from './forecasts.ts';
import { poisson } from './product-demand/testing/shops.ts';
import { reorderOf, type ReorderedProduct, type ReorderPolicy, type SupplyTerms } from './reorder.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const forecast = (more: Partial<ProductForecast> = {}): ProductForecast => ({
  version: 1,
  by: 'model',
  perDay: 2,
  lower: 1.7,
  upper: 2.3,
  error: 0,
  variance: 2,
  weekdays: null,
  months: null,
  sentence: 'It sells nearly every week.',
  ...more,
});
const product = (more: Partial<ReorderedProduct> = {}): ReorderedProduct => ({
  forecast: forecast(),
  vendor: 'North Mill',
  stock: 10,
  onOrder: 0,
  cost: 500,
  currency: 'EUR',
  ...more,
});
const terms = (more: Partial<SupplyTerms> = {}): SupplyTerms => ({
  leadDays: 9,
  leadSpreadDays: 0,
  minimum: 1,
  pack: 1,
  ...more,
});
const policy = (more: Partial<ReorderPolicy> = {}): ReorderPolicy => ({
  serviceLevel: 0.95,
  coverDays: 30,
  orderLimit: null,
  ...more,
});
const reorder = (
  about: Partial<ReorderedProduct> = {},
  supply: Partial<SupplyTerms> = {},
  wanted: Partial<ReorderPolicy> = {},
) => reorderOf(product(about), terms(supply), policy(wanted), NOW, 'Europe/Berlin');

describe('the reorder point', () => {
  test('is what is asked for in lead time and review, and a reserve for the service level', () => {
    // 10 days of 2 units: Poisson with mean 20, of which the 95 % quantile is 28.
    expect(reorder()).toMatchObject({ protectedDays: 10, expected: 20, point: 28, safety: 8, daysLeft: 5 });
    expect(reorder({}, {}, { serviceLevel: 0.5 }).point).toBe(20);
  });

  test('grows with the spread of the lead time by d² times its variance', () => {
    // 20 + 2² * 5² = 120: the quantile of a negative binomial distribution with mean 20 and that variance.
    const spread = reorder({}, { leadSpreadDays: 5 });
    expect(spread.point).toBeGreaterThan(36);
    expect(spread.point).toBeLessThan(45);
    expect(reorder({ forecast: forecast({ error: 0.5 }) }).point).toBeGreaterThan(reorder().point!);
  });

  test('keeps its service level in a simulation, for even and uneven demand and lead times', () => {
    for (const [seed, rate, lump, sd] of [
      [1, 2, 1, 0],
      [2, 0.2, 1, 0],
      [3, 2, 1, 3],
      [4, 0.3, 4, 0],
    ] as const) {
      const random = seededRandom(seed);
      const { point } = reorder(
        { forecast: forecast({ perDay: rate * lump, variance: rate * lump * lump }) },
        { leadSpreadDays: sd },
      );
      let kept = 0;
      const LIVES = 4_000;
      for (let life = 0; life < LIVES; life += 1) {
        const days = 10 + (sd === 0 ? 0 : random() < 0.5 ? -sd : sd);
        if (lump * poisson(rate * days, random) <= point!) kept += 1;
      }
      expect([seed, kept / LIVES > 0.94]).toEqual([seed, true]);
      // Not by far too much stock either: whole units, and lumps of four, cannot be met exactly.
      expect([seed, kept / LIVES < 0.995]).toEqual([seed, true]);
    }
  });

  test('uses the days of the week and the months that lie ahead', () => {
    const weekdays = [0, 0, 0, 0, 7, 0, 0].map((one) => Math.max(0.0001, one));
    // From Wednesday on, two days hold one Friday.
    expect(reorder({ forecast: forecast({ weekdays }) }, { leadDays: 1 }).expected).toBeCloseTo(14, 1);
    const months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 1];
    // Of 25 days after 14 October, 17 are in October and 8 in November.
    expect(reorder({ forecast: forecast({ months }) }, { leadDays: 24 }).expected).toBeCloseTo(
      2 * (17 + 3 * 8),
      6,
    );
  });
});

describe('the quantity', () => {
  test('lasts for the days of cover after the delivery, less what is there and on order', () => {
    // 40 days of 2, and a reserve of 8, less 10.
    expect(reorder()).toMatchObject({ units: 78, isDue: true });
    expect(reorder({ onOrder: 20 })).toMatchObject({ units: 58, isDue: false });
    expect(reorder({ stock: -4 }).units).toBe(92);
    expect(reorder({ stock: 300 })).toMatchObject({ units: 0, isDue: false, daysLeft: 150 });
  });

  test('is made up to packs and to the least order', () => {
    expect(reorder({}, { pack: 12 }).units).toBe(84);
    expect(reorder({}, { minimum: 100 }).units).toBe(100);
    expect(reorder({}, { minimum: 100, pack: 12 }).units).toBe(108);
    expect(reorder({}, { minimum: 100 }).because.join(' ')).toContain('the supplier takes 100 or more');
  });

  test('costs no more than the limit, in whole packs', () => {
    const cut = reorder({}, { pack: 12 }, { orderLimit: 20_000 });
    expect(cut.units).toBe(36);
    expect(cut.because.join(' ')).toContain('your limit of €200.00 allows 36');
  });

  test('is not told when not even the least order is within the limit', () => {
    const none = reorder({}, { minimum: 60 }, { orderLimit: 20_000 });
    expect(none).toMatchObject({ units: 0, isDue: true });
    expect(none.because.join(' ')).toContain('more than your limit');
  });

  test('is told with the limit left out when the cost is unknown, and says so', () => {
    const unknown = reorder({ cost: null }, {}, { orderLimit: 100 });
    expect(unknown.units).toBe(78);
    expect(unknown.because.join(' ')).toContain('limit for an order was not applied');
  });
});

describe('what is not known', () => {
  test('is said, and nothing is invented for it', () => {
    const lead = reorder({}, { leadDays: null });
    expect(lead).toMatchObject({ point: null, units: null, isDue: null, dailyDemand: 2, daysLeft: 5 });
    expect(lead.because.at(-1)).toBe('The lead time of North Mill is not set, so there is no reorder point.');
    expect(reorder({ stock: null })).toMatchObject({ point: 28, units: null, isDue: null, daysLeft: null });
    expect(reorder({ forecast: null })).toMatchObject({ dailyDemand: null, point: null, units: null });
    expect(reorder({}, { leadSpreadDays: null }).because.join(' ')).toContain('varies is not set');
  });

  test('what nobody buys is never ordered', () => {
    const still = forecast({ perDay: 0, lower: 0, upper: 0.1, variance: 0 });
    expect(reorder({ forecast: still, stock: 0 })).toMatchObject({ units: 0, isDue: false, point: 0 });
    expect(reorder({ forecast: still, stock: 4 }).daysLeft).toBeNull();
  });
});

test('whatever is known, an order is whole packs, at least the least, and within the limit', () => {
  fc.assert(
    fc.property(
      fc.record({
        perDay: fc.double({ min: 0, max: 50, noNaN: true }),
        stock: fc.integer({ min: -20, max: 400 }),
        cost: fc.integer({ min: 1, max: 5_000 }),
        leadDays: fc.integer({ min: 0, max: 90 }),
        minimum: fc.integer({ min: 1, max: 200 }),
        pack: fc.integer({ min: 1, max: 48 }),
        orderLimit: fc.option(fc.integer({ min: 0, max: 500_000 })),
      }),
      ({ perDay, stock, cost, leadDays, minimum, pack, orderLimit }) => {
        const { units, because } = reorder(
          { forecast: forecast({ perDay, variance: perDay * 2 }), stock, cost },
          { leadDays, minimum, pack },
          { orderLimit },
        );
        for (const sentence of because) expect(sentence).toMatch(/^[A-Z0-9−].*[.]$/);
        if (units === null || units === 0) return;
        expect(units % pack).toBe(0);
        expect(units).toBeGreaterThanOrEqual(minimum);
        if (orderLimit !== null) expect(units * cost).toBeLessThanOrEqual(orderLimit);
      },
    ),
  );
});
