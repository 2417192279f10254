import { DAY, dayNumber, readDate } from '@millrace/base';
import { seededNormal, seededRandom } from '@millrace/measure';
import { expect, test } from 'vitest';
import type { PastShopper } from '../history.ts';
import { reorderDrift } from './drift.ts';
import { pastShoppers } from './example.ts';
import { reordersOf, reorderPredicts } from './predict.ts';
import type { ReorderReport } from './report.ts';
import { shopperOf, type Shopper } from './shoppers.ts';
import { trainReorders } from './train.ts';

const made = (seed: number) => pastShoppers(seededRandom(seed)).map(shopperOf);
const SHOPPERS = made(3);
const TRAINED = trainReorders(SHOPPERS);
const context = { now: 0, store: {} as never, abandonedAfter: 0 };

test.each([3, 4, 5])(
  'it is used where people have a pace of their own, and its interval holds (%i)',
  (seed) => {
    const { parameters, report, reason } = trainReorders(made(seed));
    expect(reason).toBeNull();
    expect(report.came).toBeGreaterThan(300);
    expect(report.covered).toBeGreaterThan(0.75);
    expect(report.covered).toBeLessThan(0.85);
    expect(report.error).toBeLessThan(0.95 * report.productError);
    expect(report.error).toBeLessThan(0.95 * report.personError);
    expect(Math.abs(report.expected - report.came)).toBeLessThan(4 * report.expectedError);
    // The lamp is bought once.
    expect(parameters!.again).toEqual(['cedar-soap', 'face-cream', 'house-blend', 'oat-granola']);
  },
);

test('it learns the days that a product lasts', () => {
  const { byProduct } = TRAINED.parameters!.gaps;
  for (const [id, lasts] of [
    ['house-blend', 24],
    ['cedar-soap', 45],
    ['oat-granola', 16],
    ['face-cream', 62],
  ] as const)
    expect(Math.abs(Math.exp(byProduct[id]!.mean) / lasts - 1)).toBeLessThan(0.12);
  expect(TRAINED.report.top.map(({ title }) => title)).toContain('House blend');
});

test('when people changed their pace of late, nothing is foretold', () => {
  const random = seededRandom(8);
  const changed = Array.from({ length: 600 }, (_unused, index): PastShopper => {
    const pace = 20 * Math.exp(0.3 * seededNormal(random));
    const purchases = [];
    for (let ago = 400 * random(); ago >= 0;) {
      purchases.push({ productId: `p${index % 4}`, title: 'Thing', at: NOW - ago * DAY, quantity: 1 });
      // What they buy lasts three times as long as before.
      ago -= pace * (ago < 130 ? 3 : 1) * Math.exp(0.2 * seededNormal(random));
    }
    return { customerId: `${index}`, zone: 'UTC', purchases, now: NOW };
  });
  const { parameters, report, reason } = trainReorders(changed.map(shopperOf));
  expect(parameters).toBeNull();
  expect(report.isBetter).toBe(false);
  expect(reason).toMatch(/^It did not foretell/);
});

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const bought = (
  days: readonly number[],
  more: Partial<PastShopper['purchases'][number]> = {},
): PastShopper => ({
  customerId: 'ann',
  zone: 'Europe/Berlin',
  purchases: days.map((ago) => ({
    productId: 'house-blend',
    title: 'House blend',
    at: NOW - ago * DAY,
    quantity: 1,
    ...more,
  })),
  now: NOW,
});
const told = (past: PastShopper) => reordersOf(TRAINED.parameters!, shopperOf(past));

test('somebody who buys every ten days is due after ten, somebody new by the pace of the product', () => {
  const [often] = told(bought([64, 54, 43, 33, 23, 13, 3]));
  expect(often).toMatchObject({ boughtOn: '2026-10-11', title: 'House blend' });
  expect(daysFrom(often!.boughtOn, often!.dueOn)).toBeGreaterThanOrEqual(9);
  expect(daysFrom(often!.boughtOn, often!.dueOn)).toBeLessThanOrEqual(13);
  const [fresh] = told(bought([3]));
  expect(daysFrom(fresh!.boughtOn, fresh!.dueOn)).toBeGreaterThan(20);
  expect(daysFrom(fresh!.from, fresh!.until)).toBeGreaterThan(daysFrom(often!.from, often!.until));
  expect(often!.chance).toBeGreaterThan(fresh!.chance);
  const [two] = told(bought([3], { quantity: 2 }));
  expect(daysFrom(two!.boughtOn, two!.dueOn)).toBeGreaterThan(1.5 * daysFrom(fresh!.boughtOn, fresh!.dueOn));
});

test('the day stays while somebody waits, and the chance falls until nothing is said', () => {
  const days = [1, 10, 25, 40, 60].map((ago) => told(bought([ago]))[0]);
  const known = days.flatMap((one) => one ?? []);
  expect(known.length).toBeGreaterThan(2);
  for (const one of known)
    expect(daysFrom(one.boughtOn, one.dueOn)).toBe(daysFrom(known[0]!.boughtOn, known[0]!.dueOn));
  const chances = known.map(({ chance }) => chance);
  expect(chances.toSorted((left, right) => right - left)).toEqual(chances);
  expect(told(bought([300]))).toEqual([]);
});

test('a product that is bought once is told to nobody but those who buy it again and again', () => {
  const lamp = { productId: 'desk-lamp', title: 'Desk lamp' };
  expect(told(bought([20], lamp))).toEqual([]);
  expect(told(bought([140, 20], lamp))).toEqual([]);
  expect(told(bought([260, 140, 20], lamp))).toHaveLength(1);
});

test('variants and purchases of one day are one, and a day is one of the person', () => {
  const { products } = shopperOf({
    ...bought([]),
    zone: 'Asia/Tokyo',
    purchases: [
      { productId: 'a', title: 'Old name', at: Date.UTC(2026, 8, 1, 16), quantity: 1 },
      { productId: 'a', title: 'New name', at: Date.UTC(2026, 8, 2, 3), quantity: 2 },
    ],
  });
  expect(products).toEqual([
    {
      productId: 'a',
      title: 'New name',
      purchases: [{ day: dayNumber({ year: 2026, month: 9, day: 2 }), quantity: 3 }],
    },
  ]);
});

test('the next product is a fact with its day, and the page says why', () => {
  const past: PastShopper = {
    ...bought([]),
    purchases: [
      ...bought([60, 40, 20], { productId: 'cedar-soap', title: 'Cedar soap' }).purchases,
      ...bought([30, 20, 10]).purchases,
    ],
  };
  const [ann] = reorderPredicts.people(TRAINED.parameters!, [shopperOf(past)], context);
  expect(ann!.reorders!.map(({ productId }) => productId).toSorted()).toEqual(['cedar-soap', 'house-blend']);
  expect(ann!.values).toMatchObject({
    reorderAt: ann!.reorders![0]!.dueOn,
    reorderProduct: ann!.reorders![0]!.title,
    reorderProductId: ann!.reorders![0]!.productId,
  });
  const sentences = reorderPredicts.tell(TRAINED.parameters!, shopperOf(past), context);
  expect(sentences).toHaveLength(2);
  expect(sentences.join(' ')).toMatch(
    /They bought “House blend” on 3 days, last on .*4 Oct.*\. It is due on .*: of ten who buy it again, eight do so between .* and .*\. The chance that they do within a year is \d+%\./,
  );
});

test('people who go on as before are no decline; people who slow down, or stop, are one', () => {
  const report = (shoppers: readonly Shopper[]): ReorderReport => trainReorders(shoppers).report;
  for (const seed of [11, 12, 13])
    expect(reorderDrift(TRAINED.report, report(made(seed)))?.gotWorse).toBe(false);
  const stopped = made(12)
    .map((one) => ({
      ...one,
      products: one.products.flatMap((product) => {
        const purchases = product.purchases.filter(({ day }) => day < one.today - 100);
        return purchases.length > 0 ? [{ ...product, purchases }] : [];
      }),
    }))
    .filter(({ products }) => products.length > 0);
  expect(reorderDrift(TRAINED.report, report(stopped))?.gotWorse).toBe(true);
  expect(reorderDrift(TRAINED.report, { ...TRAINED.report, covered: 0.6 })?.gotWorse).toBe(true);
  expect(reorderDrift(TRAINED.report, { ...TRAINED.report, judged: 0 })).toBeNull();
});

test('too little is said in figures', () => {
  expect(trainReorders(SHOPPERS.slice(0, 50)).reason).toBe(
    '50 customers have ordered so far, and 200 are needed to learn from.',
  );
  const once = SHOPPERS.map((one) => ({
    ...one,
    products: one.products.map((product) => ({ ...product, purchases: product.purchases.slice(0, 1) })),
  }));
  expect(trainReorders(once).reason).toBe(
    'A product was bought again 0 times so far, and 150 times are needed to learn from.',
  );
});

test('of a gap that is foretold, eight of ten that come are inside, also by another distribution', () => {
  // Gamma-like gaps instead of log-normal ones, by the sum of normal squares.
  const random = seededRandom(21);
  const shoppers = Array.from({ length: 800 }, (_unused, index): PastShopper => {
    const pace = 30 * Math.exp(0.35 * seededNormal(random));
    const purchases = [];
    for (let at = NOW - Math.floor(400 * random()) * DAY; at <= NOW;) {
      purchases.push({ productId: `p${index % 3}`, title: 'Thing', at, quantity: 1 });
      if (random() > 0.85) break;
      const squares = Array.from({ length: 16 }, () => seededNormal(random) ** 2).reduce(
        (sum, one) => sum + one,
        0,
      );
      at += Math.max(1, Math.round((pace * squares) / 16)) * DAY;
    }
    return { customerId: `${index}`, zone: 'UTC', purchases, now: NOW };
  });
  const { report, reason } = trainReorders(shoppers.map(shopperOf));
  expect(reason).toBeNull();
  expect(report.covered).toBeGreaterThan(0.75);
  expect(report.covered).toBeLessThan(0.85);
});

function daysFrom(from: string, until: string): number {
  const [one, other] = [readDate(from), readDate(until)];
  return one?.kind === 'day' && other?.kind === 'day'
    ? dayNumber(other.day) - dayNumber(one.day)
    : Number.NaN;
}
