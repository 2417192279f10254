import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { ProductNow, ProductWish } from '../products.ts';
import {
  recommend,
  recommendModel,
  recommendationCandidates,
  recommendationRecord,
  trainRecommend,
  trainRecommendations,
} from './index.ts';
import { exampleFacts } from '../testing/example.ts';

const CATEGORY: Readonly<Record<string, string>> = {
  p1: 'Kitchen',
  tea: 'Kitchen',
  cup: 'Kitchen',
  lamp: 'Home',
  rug: 'Home',
};
const TITLE: Readonly<Record<string, string>> = {
  p1: 'Kettle',
  tea: 'Tea',
  cup: 'Cup',
  lamp: 'Lamp',
  rug: 'Rug',
};
const wish = (count: number, changes: Partial<ProductWish> = {}): ProductWish => ({
  basis: 'bought-together',
  count,
  except: [],
  viewed: [],
  ...changes,
});
const order = (...ids: string[]) => ({
  lines: ids.map((productId) => ({
    productId,
    title: TITLE[productId] ?? productId,
    category: CATEGORY[productId] ?? null,
  })),
});
const times = (count: number, ...ids: string[]) => Array.from({ length: count }, () => order(...ids));

/** The kettle of the example (p1) goes with tea; the lamp sells best, with anything. */
const learnt = trainRecommendations([
  ...times(30, 'p1', 'tea'),
  ...times(20, 'p1'),
  ...times(15, 'tea'),
  ...times(60, 'cup'),
  ...times(90, 'lamp'),
  ...times(20, 'rug'),
  ...times(2, 'p1', 'rug'),
]);
const product = (productId: string, changes: Partial<ProductNow> = {}): ProductNow => ({
  productId,
  title: TITLE[productId] ?? productId,
  category: CATEGORY[productId] ?? null,
  price: 2_000,
  cost: 1_000,
  stock: 5,
  isForSale: true,
  ...changes,
});
const everything = ['p1', 'tea', 'cup', 'lamp', 'rug'].map((id) => product(id));

test('what is bought together comes first, then best sellers of the category, then of the shop', () => {
  const shown = recommend(exampleFacts(), learnt, everything, wish(4));
  expect(shown.map(({ productId, why }) => [productId, why])).toEqual([
    ['tea', 'bought-together'],
    ['cup', 'best-seller-in-category'],
    ['lamp', 'best-seller'],
    ['rug', 'best-seller'],
  ]);
  expect(shown[0]?.goesWith).toBe('p1');
});

test('the chance of being bought together is the share of orders shrunk towards the usual share', () => {
  const [tea] = recommend(exampleFacts(), learnt, [product('tea')], wish(1));
  // Of 52 orders with the kettle 30 had tea; of all 237 orders 45 had.
  expect(tea?.score).toBeCloseTo(((30 + (20 * 45) / 237) / (52 + 20)) * 1_000, 9);
});

test('nothing out of stock, not for sale or already in the cart is shown', () => {
  const products = [
    product('p1'),
    product('tea', { stock: 0 }),
    product('cup', { isForSale: false }),
    product('lamp', { stock: null }),
  ];
  expect(recommend(exampleFacts(), learnt, products, wish(4)).map((item) => item.productId)).toEqual([
    'lamp',
  ]);
});

test('two shared orders are not enough for a pair', () => {
  expect(learnt.together['p1']?.map(([id]) => id)).toEqual(['tea']);
});

test('with fewer than two hundred orders only best sellers are shown', () => {
  const young = trainRecommendations([...times(30, 'p1', 'tea'), ...times(50, 'cup')]);
  expect(young.together).toEqual({});
  expect(recommend(exampleFacts(), young, everything, wish(1))[0]?.why).toBe('best-seller-in-category');
});

test('without training products are still shown, in stock and by category', () => {
  expect(recommend(exampleFacts(), null, everything, wish(2)).map((item) => item.productId)).toEqual([
    'cup',
    'tea',
  ]);
});

test('a product sold with everything forms no pair', () => {
  const always = trainRecommendations([...times(150, 'p1', 'bag'), ...times(150, 'tea', 'bag')]);
  expect(always.together['p1']).toBeUndefined();
});

test('the candidates begin with products that go with the basket', () => {
  const candidates = recommendationCandidates(exampleFacts(), learnt, [], 4);
  expect(candidates[0]).toBe('tea');
  expect(candidates).not.toContain('p1');
  expect(recommendationCandidates(exampleFacts(), null)).toEqual([]);
});

test('each product shown comes with the reason in a sentence', () => {
  const { record } = recommendationRecord(
    { ...exampleFacts(), models: { recommend: learnt } },
    everything,
    wish(3),
  );
  expect(record.by).toBe('model');
  expect(record.chosen).toBe('tea');
  expect(record.explanation).toEqual([
    'Shows Tea, Cup and Lamp.',
    'Often bought together with Kettle.',
    'Sells best in the category of Kettle.',
    'Sells best in the shop.',
  ]);
});

test('for any history, only products that can be bought are shown, each once', () => {
  const ids = fc.constantFrom('p1', 'tea', 'cup', 'lamp', 'rug');
  const products = fc.uniqueArray(
    fc.record({ id: ids, stock: fc.option(fc.integer({ min: -2, max: 3 })), isForSale: fc.boolean() }),
    {
      selector: (item) => item.id,
    },
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(ids, { maxLength: 5 }), { minLength: 200, maxLength: 260 }),
      products,
      fc.nat(6),
      (orders, now, count) => {
        const list = now.map(({ id, stock, isForSale }) => product(id, { stock, isForSale }));
        const shown = recommend(
          exampleFacts(),
          trainRecommendations(orders.map((basket) => order(...basket))),
          list,
          wish(count),
        );
        expect(shown.length).toBeLessThanOrEqual(count);
        expect(new Set(shown.map((item) => item.productId)).size).toBe(shown.length);
        for (const { productId } of shown) {
          const found = list.find((item) => item.productId === productId)!;
          expect(productId).not.toBe('p1');
          expect(found.isForSale && (found.stock ?? 1) > 0).toBe(true);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test.each<[ProductWish['basis'], readonly string[], readonly string[]]>([
  [
    'bought-together',
    ['tea', 'cup', 'lamp', 'rug'],
    ['bought-together', 'best-seller-in-category', 'best-seller', 'best-seller'],
  ],
  [
    'same-category',
    ['cup', 'tea', 'lamp', 'rug'],
    ['best-seller-in-category', 'best-seller-in-category', 'best-seller', 'best-seller'],
  ],
  [
    'best-sellers',
    ['lamp', 'cup', 'tea', 'rug'],
    ['best-seller', 'best-seller', 'best-seller', 'best-seller'],
  ],
  [
    'recently-viewed',
    ['rug', 'lamp', 'cup', 'tea'],
    ['viewed', 'viewed', 'best-seller-in-category', 'best-seller-in-category'],
  ],
])('chosen by %s, products have their own order', (basis, ids, why) => {
  const shown = recommend(
    exampleFacts(),
    learnt,
    everything,
    wish(4, { basis, viewed: ['rug', 'p1', 'lamp'] }),
  );
  expect(shown.map((item) => item.productId)).toEqual(ids);
  expect(shown.map((item) => item.why)).toEqual(why);
});

test('products just bought are not shown, for any basis', () => {
  for (const basis of ['bought-together', 'recently-viewed'] as const) {
    const shown = recommend(
      exampleFacts(),
      learnt,
      everything,
      wish(4, { basis, except: ['tea'], viewed: ['tea'] }),
    );
    expect(shown.map((item) => item.productId)).not.toContain('tea');
  }
});

test('the candidates begin with viewed products', () => {
  expect(recommendationCandidates(exampleFacts(), learnt, ['rug'])[0]).toBe('rug');
  expect(recommendationCandidates(exampleFacts(), null, ['rug', 'p1'])).toEqual(['rug']);
});

test('the rule does what its words say: the same category, then the shop, by margin', () => {
  const priced = everything.map((item, index) => ({ ...item, price: 2_000 + 1_000 * index }));
  const { shown, record } = recommendationRecord(exampleFacts(), priced, wish(4));
  expect(shown.map((item) => item.productId)).toEqual(['cup', 'tea', 'rug', 'lamp']);
  expect(record.by).toBe('rule');
  expect(recommendModel.rule).toBe(
    'Shows products of the same category, then others of the shop, those with the most margin first.',
  );
});

test('a product without sales is never called a best seller', () => {
  const shown = recommend(exampleFacts(), null, everything, wish(4));
  expect(new Set(shown.map((item) => item.why))).toEqual(new Set(['in-category', 'for-sale']));
});

test('the report lists the most frequent pairs by title', () => {
  const { report, reason } = trainRecommend([...times(150, 'p1', 'tea'), ...times(100, 'lamp')]);
  expect(reason).toBeNull();
  expect(report).toEqual({
    orders: 250,
    products: 3,
    tied: 2,
    pairs: [{ one: 'Kettle', other: 'Tea', orders: 150 }],
    recall: { tried: 100, found: 100, foundPopular: 100 },
  });
});

test('of a shop with more products than are kept, the best-selling are kept', () => {
  const many = Array.from({ length: 2_500 }, (_unused, index) => order(`n${index}`));
  const { sold } = trainRecommendations([...many, ...times(5, 'tea')]);
  expect(Object.keys(sold)).toHaveLength(2_000);
  expect(sold['tea']).toBe(5);
});
