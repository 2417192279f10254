import { seededRandom } from '@millrace/measure';
import { describe, expect, test } from 'vitest';
import { croston, demandOf, patternOf, smoothed, sum, unbiased, varianceOf } from './estimate.ts';
import { demandDrift } from './drift.ts';
import { foretellProducts } from './foretell.ts';
import { monthsOf, weekdaysOf } from './seasons.ts';
import { poisson, soldAt } from './testing/shops.ts';
import { trainDemand } from './train.ts';
import { sellingOf } from './weeks.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const CONTEXT = { now: NOW };
const mean = (values: readonly number[]) => sum(values) / values.length;

/** Weeks with a sale of six at random, once in so many weeks. */
const nowAndThen = (weeks: number, interval: number, random: () => number) =>
  Array.from({ length: weeks }, () => (random() < 1 / interval ? 6 : 0));

describe('demand now and then', () => {
  const random = seededRandom(3);
  const lives = Array.from({ length: 1_500 }, () => nowAndThen(120, 3, random));

  test('Croston is too high by as much as Syntetos and Boylan (2001) say: 3.295 instead of 2 with alpha 1', () => {
    // E = mu * ln(p) / (p - 1) with sales of 6 in every third week.
    expect(6 * (Math.log(3) / 2)).toBeCloseTo(3.295, 2);
    expect(Math.abs(mean(lives.map((weeks) => croston(weeks, 1))) - 3.295)).toBeLessThan(0.15);
  });

  test('with a usual alpha it is too high by alpha / (2 - alpha) of (p - 1) / p, and the unbiased form is not', () => {
    const alpha = 0.2;
    const bias = 2 * (alpha / (2 - alpha)) * (2 / 3);
    const [plain, fair] = [croston, unbiased].map((way) => mean(lives.map((weeks) => way(weeks, alpha))));
    expect(Math.abs(plain! - (2 + bias))).toBeLessThan(0.05);
    expect(Math.abs(fair! - 2)).toBeLessThan(0.08);
    expect(plain! - 2).toBeGreaterThan(2 * Math.abs(fair! - 2));
  });

  test('the standard error is as large as the estimates differ', () => {
    const found = lives.flatMap((weeks) => demandOf(weeks, 0.1) ?? []);
    const center = mean(found.map(({ rate }) => rate));
    const spread = Math.sqrt(mean(found.map(({ rate }) => (rate - center) ** 2)));
    const said = mean(found.map(({ error }) => error));
    expect(said / spread).toBeGreaterThan(0.75);
    expect(said / spread).toBeLessThan(1.33);
  });

  test('is nothing without a sale, and left to the rule when sales have stopped', () => {
    expect(croston([0, 0, 0], 0.1)).toBe(0);
    expect(demandOf([0, 0, 0], 0.1)).toBeNull();
    const regular = Array.from({ length: 40 }, (_unused, week) => (week % 2 === 0 ? 3 : 0));
    expect(demandOf(regular, 0.1)?.rate).toBeGreaterThan(1);
    expect(demandOf([...regular, ...Array.from({ length: 12 }, () => 0)], 0.1)).toBeNull();
  });
});

test('the pattern follows the mean interval and the unevenness of sales', () => {
  expect(patternOf([3, 4, 3, 4])).toBe('smooth');
  expect(patternOf([1, 1, 12, 1])).toBe('erratic');
  expect(patternOf([3, 0, 0, 4, 0, 3])).toBe('intermittent');
  expect(patternOf([1, 0, 0, 20, 0, 1])).toBe('lumpy');
  expect(patternOf([0, 0])).toBeNull();
  // Exactly at the border of 1.32: 33 weeks with 25 sales.
  expect(patternOf([...Array.from({ length: 25 }, () => 2), ...Array.from({ length: 8 }, () => 0)])).toBe(
    'intermittent',
  );
});

test('smoothing follows a change of level by alpha, and its variance is at least a Poisson one', () => {
  const weeks = [...Array.from({ length: 8 }, () => 10), 20];
  expect(smoothed(weeks, 0.1)).toBeCloseTo(11, 12);
  expect(varianceOf([4, 4, 4, 4])).toBe(4);
  expect(varianceOf([0, 20, 0, 20])).toBeGreaterThan(100);
});

test('weeks without stock are no weeks without demand', () => {
  const inStock = { units: 7, days: 7 };
  const past = {
    productId: 'mug',
    weeks: [...Array.from({ length: 6 }, () => inStock), { units: 0, days: 0 }, { units: 5, days: 5 }],
    weekdays: [],
  };
  const [found] = foretellProducts(null, [sellingOf(past)], CONTEXT);
  expect(found!.forecast).toMatchObject({ by: 'rule', perDay: 1 });
  expect(found!.forecast.sentence).toContain('1 week without stock');
  const asZero = { ...past, weeks: past.weeks.map(({ units }) => ({ units, days: 7 })) };
  expect(foretellProducts(null, [sellingOf(asZero)], CONTEXT)[0]!.forecast.perDay).toBeLessThan(0.9);
});

test('nothing is said of a product that was on sale for less than four weeks', () => {
  const young = { productId: 'new', weeks: [1, 2, 3].map((units) => ({ units, days: 7 })), weekdays: [] };
  expect(foretellProducts(null, [sellingOf(young)], CONTEXT)).toEqual([]);
});

describe('a store', () => {
  const shop = (seed: number, rate: (product: number, week: number) => number, weeks = 60) => {
    const random = seededRandom(seed);
    return Array.from({ length: 120 }, (_unused, product) =>
      sellingOf(soldAt(`p${product}`, weeks, (week) => rate(product, week), random)),
    );
  };

  test('whose products sell steadily uses the model, and its interval holds the truth', () => {
    const rate = (product: number) => 0.4 + 0.1 * product;
    const products = shop(5, rate);
    const { parameters, report, reason } = trainDemand(products, CONTEXT);
    expect(reason).toBeNull();
    expect(report.model).toBeLessThan(report.rule);
    const within = foretellProducts(parameters, products, CONTEXT).filter(
      ({ forecast: { lower, upper } }, product) => lower <= rate(product) / 7 && upper >= rate(product) / 7,
    ).length;
    expect(within / products.length).toBeGreaterThan(0.88);
  });

  test('that swings within eight weeks keeps their mean, because newer weeks mislead', () => {
    for (const seed of [60, 61, 62]) {
      const swings = (product: number, week: number) => (week % 8 < 4 ? 30 : 90) + product / 10;
      const { parameters, report, reason } = trainDemand(shop(seed, swings), CONTEXT);
      expect(report.judged).toBeGreaterThan(100);
      expect(report.model).toBeGreaterThan(report.rule);
      expect(parameters).toBeNull();
      expect(reason).toContain('rule stays in use');
    }
  });

  test('without products, or with a short past, says what is missing', () => {
    expect(trainDemand(shop(7, () => 2).slice(0, 5), CONTEXT).reason).toContain('5 products have sold');
    expect(
      trainDemand(
        shop(7, () => 2, 20),
        CONTEXT,
      ).reason,
    ).toContain('26 weeks are needed');
  });

  test('tells months apart only when two years are alike', () => {
    const wave = (_product: number, week: number) =>
      5 * (1 + 0.8 * Math.cos((2 * Math.PI * (week - 130)) / 52.18));
    const months = monthsOf(shop(8, wave, 130), NOW, 0)!;
    expect(months).toHaveLength(12);
    expect(Math.max(...months) / Math.min(...months)).toBeGreaterThan(3);
    // The present is October, when the wave is at its height.
    expect(months.indexOf(Math.max(...months))).toBe(9);
    expect(
      monthsOf(
        shop(9, () => 5, 130),
        NOW,
        0,
      ),
    ).toBeNull();
    expect(monthsOf(shop(8, wave, 90), NOW, 0)).toBeNull();
  });

  test('tells days of the week apart only when they differ by more than chance', () => {
    const random = seededRandom(10);
    const days = (means: readonly number[]) => [
      { productId: 'p', weeks: [], without: 0, weekdays: means.map((one) => poisson(one, random)) },
    ];
    expect(weekdaysOf(days([150, 150, 150, 150, 150, 150, 150]))).toBeNull();
    expect(weekdaysOf(days([20, 20, 20, 20, 20, 20, 20]))).toBeNull();
    const found = weekdaysOf(days([100, 100, 100, 100, 300, 100, 100]))!;
    expect(found[4]).toBeGreaterThan(2);
    expect(mean(found)).toBeCloseTo(1, 9);
  });
});

test('a decline is told only where it is clear', () => {
  const report = trainDemand(
    Array.from({ length: 60 }, (_unused, product) =>
      sellingOf(soldAt(`p${product}`, 60, () => 3, seededRandom(product))),
    ),
    CONTEXT,
  ).report;
  expect(demandDrift(report, report)?.gotWorse).toBe(false);
  const worse = { ...report, gain: -0.5, model: report.rule + 0.5 };
  expect(demandDrift({ ...report, gain: 0.2, error: 0.02 }, worse)).toMatchObject({ gotWorse: true });
  expect(demandDrift(report, { ...report, judged: 3 })).toBeNull();
});
