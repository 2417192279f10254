import { expect, test } from 'vitest';
import { madeRepeats, type TrueGaps } from '../testing/repeats.ts';
import {
  chanceWithin,
  expectedGap,
  fitGaps,
  gapChance,
  gapQuantile,
  noGapWithin,
  type ExpectedGap,
} from './index.ts';

const TRUTH: TrueGaps = {
  products: 0.25,
  people: 0.12,
  rest: 0.09,
  quantity: 0.8,
  usual: Math.log(35),
  first: 0.45,
  later: 0.8,
};

test('gives back what made-up purchases were made with, though most people are still waiting', () => {
  const made = madeRepeats(TRUTH, { seed: 5, products: 60, people: 120, seen: 300 });
  const fitted = fitGaps(made)!;
  expect(Math.abs(fitted.usual.mean - TRUTH.usual)).toBeLessThan(0.2);
  expect(fitted.products).toBeGreaterThan(0.14);
  expect(fitted.products).toBeLessThan(0.4);
  expect(Math.abs(fitted.people - TRUTH.people)).toBeLessThan(0.03);
  expect(Math.abs(fitted.rest - TRUTH.rest)).toBeLessThan(0.015);
  expect(Math.abs(fitted.quantity - TRUTH.quantity)).toBeLessThan(0.06);
  expect(Math.abs(fitted.usual.first - TRUTH.first)).toBeLessThan(0.04);
  expect(Math.abs(fitted.usual.later - TRUTH.later)).toBeLessThan(0.04);
});

test('those who are still waiting are heard: left out, gaps look far too short', () => {
  // Seen for little longer than a gap lasts.
  const truth = { ...TRUTH, usual: Math.log(60), products: 0.001 };
  const made = madeRepeats(truth, { seed: 6, products: 10, people: 800, seen: 120 });
  const fitted = fitGaps(made)!;
  const logs = made.flatMap(({ gaps }) =>
    gaps.map(({ days, quantity }) => Math.log(days) - truth.quantity * Math.log(quantity)),
  );
  const ended = logs.reduce((sum, one) => sum + one, 0) / logs.length;
  expect(Math.exp(ended)).toBeLessThan(45);
  expect(Math.exp(fitted.usual.mean)).toBeGreaterThan(52);
  expect(Math.exp(fitted.usual.mean)).toBeLessThan(69);
});

test('a product that is bought once is told from one that is bought again', () => {
  const again = madeRepeats(TRUTH, { seed: 7, products: 5, people: 200, seen: 300 });
  const once = madeRepeats({ ...TRUTH, first: 0.03 }, { seed: 8, products: 5, people: 200, seen: 300 }).map(
    (one) => ({ ...one, product: `once-${one.product}` }),
  );
  const { byProduct } = fitGaps([...again, ...once])!;
  for (const [id, { first }] of Object.entries(byProduct))
    if (id.startsWith('once')) expect(first).toBeLessThan(0.1);
    else expect(first).toBeGreaterThan(0.3);
});

test('eight of ten gaps that come end in the interval of eight of ten', () => {
  const made = madeRepeats(
    { ...TRUTH, first: 1, later: 1 },
    { seed: 9, products: 30, people: 100, seen: 900 },
  );
  const fitted = fitGaps(made)!;
  let inside = 0;
  let all = 0;
  for (const { product, gaps } of made) {
    // The third gap ends for nearly everybody within the time.
    const third = gaps[2];
    if (!third) continue;
    const gap = expectedGap(fitted, { product, gaps: gaps.slice(0, 2), quantity: third.quantity });
    all += 1;
    if (third.days >= gapQuantile(gap, 0.1) && third.days <= gapQuantile(gap, 0.9)) inside += 1;
  }
  expect(all).toBeGreaterThan(2_000);
  expect(inside / all).toBeGreaterThan(0.77);
  expect(inside / all).toBeLessThan(0.84);
});

test('somebody’s own rhythm counts the more, the more often they bought', () => {
  const fitted = fitGaps(madeRepeats(TRUTH, { seed: 5, products: 20, people: 100, seen: 300 }))!;
  const of = (count: number) =>
    gapQuantile(
      expectedGap(fitted, {
        product: 'product-3',
        gaps: Array.from({ length: count }, () => ({ days: 12, quantity: 1 })),
        quantity: 1,
      }),
      0.5,
    );
  const medians = [0, 1, 2, 5, 20].map(of);
  expect(medians.toSorted((left, right) => right - left)).toEqual(medians);
  expect(medians.at(-1)).toBeLessThan(13.5);
  const twice = gapQuantile(expectedGap(fitted, { product: 'product-3', gaps: [], quantity: 2 }), 0.5);
  expect(twice / medians[0]!).toBeCloseTo(2 ** fitted.quantity, 6);
});

test('products that are bought at random do not widen the intervals of one that is used up', () => {
  const steady = { ...TRUTH, products: 0.001, people: 0.1, rest: 0.04, quantity: 1, later: 0.95, first: 0.9 };
  const used = madeRepeats(steady, { seed: 11, products: 1, people: 200, seen: 330 }).map((one) => ({
    ...one,
    product: 'used-up',
  }));
  const random = madeRepeats(
    { ...TRUTH, people: 0.3, rest: 1 },
    { seed: 12, products: 30, people: 60, seen: 700 },
  );
  const { byProduct, rest } = fitGaps([...used, ...random])!;
  expect(rest).toBeGreaterThan(0.3);
  expect(byProduct['used-up']!.rest).toBeLessThan(0.06);
  expect(byProduct['used-up']!.people).toBeGreaterThan(0.06);
  expect(byProduct['used-up']!.people).toBeLessThan(0.18);
});

test('the chance of another falls with the wait, and all chances add up', () => {
  const gap: ExpectedGap = { mean: Math.log(30), spread: 0.4, again: 0.6 };
  const chances = [0, 10, 30, 60, 200, 2_000].map((days) => chanceWithin(gap, days, 1e9));
  expect(chances[0]).toBeCloseTo(0.6, 6);
  expect(chances.toSorted((left, right) => right - left)).toEqual(chances);
  expect(chances.at(-1)).toBeLessThan(1e-6);
  expect(chanceWithin(gap, 0, 30)).toBeCloseTo(0.3, 6);
  expect(chanceWithin(gap, 20, 30)).toBeCloseTo(gapChance(gap, 20, 50) / noGapWithin(gap, 20), 9);
  // A gap of which nothing has been seen within the horizon is no chance.
  expect(chanceWithin({ ...gap, mean: Math.log(3_000) }, 0, 365)).toBeLessThan(1e-3);
  expect(gapChance(gap, 0, 50) + gapChance(gap, 50, 1e9) + 0.4).toBeCloseTo(1, 6);
  expect(noGapWithin(gap, 50)).toBeCloseTo(1 - gapChance(gap, 0, 50), 6);
  expect(gapQuantile(gap, 0.5)).toBeCloseTo(30, 6);
});

test('without a gap there is nothing to learn, and gaps that are all alike divide by nothing', () => {
  expect(fitGaps([{ product: 'one', gaps: [], waited: 10, quantity: 1 }])).toBeNull();
  const alike = fitGaps(
    Array.from({ length: 20 }, () => ({
      product: 'one',
      gaps: [{ days: 30, quantity: 1 }],
      waited: 0,
      quantity: 1,
    })),
  )!;
  expect(JSON.stringify(alike)).not.toContain('null');
  expect(alike.byProduct['one']!.mean).toBeCloseTo(Math.log(30), 2);
});
