import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleFacts, EXAMPLE_PRODUCTS } from '../testing/example.ts';
import type { ProductBasis } from '../products.ts';
import { explainRecord } from './explain-record.ts';
import { MINIMUM_ORDERS, MINIMUM_TOGETHER, NEIGHBOURS } from './minimum.ts';
import { readRecommendParameters } from './parameters.ts';
import { recommend, recommendationCandidates } from './recommend.ts';
import { recommendationRecord } from './record.ts';
import { trainRecommend, trainRecommendations } from './train.ts';

const line = (productId: string, category: string | null = null) => ({
  productId,
  title: `The ${productId}`,
  category,
});
const orderOf = (ids: readonly string[]) => ({
  lines: ids.map((id) => line(id, id < 'd' ? 'Kitchen' : null)),
});
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
/** Enough orders for pairs to be told, some with a product twice. */
const orders = fc
  .array(fc.array(id, { minLength: 0, maxLength: 5 }), { minLength: 20, maxLength: 40 })
  .map((some) =>
    Array.from({ length: 12 }, () => some)
      .flat()
      .map(orderOf),
  );

describe('what is counted', () => {
  test('is what counting slowly by hand comes to', () => {
    fc.assert(
      fc.property(orders, (past) => {
        const learned = trainRecommendations(past);
        const baskets = past
          .map(({ lines }) => new Set(lines.map(({ productId }) => productId)))
          .filter((one) => one.size > 0);
        const having = (...ids: string[]) =>
          baskets.filter((basket) => ids.every((one) => basket.has(one))).length;
        expect(learned.orders).toBe(baskets.length);
        for (const one of ['a', 'b', 'c', 'd', 'e', 'f']) {
          expect(learned.sold[one] ?? 0).toBe(having(one));
          const ties =
            baskets.length < MINIMUM_ORDERS
              ? []
              : ['a', 'b', 'c', 'd', 'e', 'f']
                  .filter(
                    (other) =>
                      other !== one &&
                      having(one, other) >= MINIMUM_TOGETHER &&
                      having(one, other) * baskets.length > having(one) * having(other),
                  )
                  .map((other) => [other, having(one, other)]);
          expect([...(learned.together[one] ?? [])].toSorted()).toEqual(ties.toSorted());
        }
        expect(readRecommendParameters(JSON.parse(JSON.stringify(learned)) as never)).toEqual(learned);
      }),
      { numRuns: 60 },
    );
  });

  test('does not depend on the order of the orders, nor on how often a product stands in one', () => {
    fc.assert(
      fc.property(orders, (past) => {
        const twice = past.map(({ lines }) => ({ lines: [...lines, ...lines] }));
        expect(trainRecommendations(past.toReversed())).toEqual(trainRecommendations(past));
        expect(trainRecommendations(twice)).toEqual(trainRecommendations(past));
      }),
      { numRuns: 40 },
    );
  });

  test('leaves out the baskets of resellers, and keeps so many neighbours of each', () => {
    const many = Array.from({ length: 31 }, (_, index) => `p${index}`);
    expect(trainRecommendations([orderOf(many)])).toMatchObject({ orders: 0, sold: {} });
    expect(trainRecommendations([orderOf(many.slice(1))]).orders).toBe(1);
    const alone = Array.from({ length: 400 }, () => orderOf(['z']));
    const learned = trainRecommendations([
      ...Array.from({ length: 10 }, () => orderOf(many.slice(1))),
      ...alone,
    ]);
    for (const ties of Object.values(learned.together)) expect(ties.length).toBeLessThanOrEqual(NEIGHBOURS);
    expect(learned.together['z']).toBeUndefined();
  });

  test('of nothing is nothing, and says so', () => {
    for (const past of [[], [{ lines: [] }]])
      expect(trainRecommend(past)).toMatchObject({ parameters: null, reason: expect.stringMatching(/\.$/) });
  });
});

describe('what is shown', () => {
  const basis = fc.constantFrom<ProductBasis>(
    'bought-together',
    'best-sellers',
    'same-category',
    'recently-viewed',
  );
  const product = fc.record({
    productId: id,
    category: fc.constantFrom('Kitchen', 'Home', null),
    price: fc.integer({ min: 0, max: 90_000 }),
    cost: fc.option(fc.integer({ min: 0, max: 90_000 })),
    stock: fc.option(fc.integer({ min: -2, max: 4 })),
    isForSale: fc.boolean(),
  });
  const products = fc
    .uniqueArray(product, { selector: ({ productId }) => productId, maxLength: 6 })
    .map((list) => list.map((one) => ({ ...one, title: `The ${one.productId}` })));
  const basket = fc.uniqueArray(id, { maxLength: 3 });

  test('agrees with its record: the same products in the same order, each with its reason, the best first', () => {
    fc.assert(
      fc.property(
        orders,
        products,
        basket,
        basis,
        fc.uniqueArray(id, { maxLength: 3 }),
        fc.integer({ min: 0, max: 5 }),
        (past, list, ids, by, seen, count) => {
          const lines = ids.map((one) => ({ ...exampleFacts().cart!.lines[0]!, ...line(one, 'Kitchen') }));
          const facts = exampleFacts({
            cart: { lines },
            models: { recommend: trainRecommendations(past) as never },
          });
          const wish = { basis: by, count, except: [], viewed: seen };
          const { shown, record } = recommendationRecord(facts, list, wish);
          expect(shown.length).toBeLessThanOrEqual(count);
          for (const { productId, score } of shown) {
            const own = list.find((one) => one.productId === productId)!;
            expect(own.isForSale && (own.stock ?? 1) > 0 && !ids.some((one) => one === productId)).toBe(true);
            expect(Number.isFinite(score)).toBe(true);
          }
          if (shown.length > 0) {
            expect(record.options.map((option) => option.id)).toEqual(shown.map((one) => one.productId));
            expect([record.chosen, record.score]).toEqual([shown[0]!.productId, Math.round(shown[0]!.score)]);
            for (const { productId } of shown) expect(record.explanation[0]).toContain(`The ${productId}`);
            for (const { note } of record.options) expect(note).toMatch(/^[A-Z].*\.$/);
          } else expect(record.chosen).toBe('nothing');
          // The order in which a shop lists its products changes nothing.
          expect(recommendationRecord(facts, list.toReversed(), wish).shown).toEqual(shown);
          for (const one of recommendationCandidates(facts, trainRecommendations(past), seen))
            expect(ids).not.toContain(one);
        },
      ),
      { numRuns: 80 },
    );
  });

  test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'])(
    'a product with an id like a part of every object is a product like any other: %s',
    (odd) => {
      const past = [...Array.from({ length: 300 }, () => orderOf(['a', 'b'])), orderOf(['c'])];
      const stored = JSON.parse(JSON.stringify(trainRecommendations(past))) as never;
      const lines = [{ ...exampleFacts().cart!.lines[0]!, ...line(odd) }];
      const facts = exampleFacts({ cart: { lines }, models: { recommend: stored } });
      const list = [...EXAMPLE_PRODUCTS, { ...EXAMPLE_PRODUCTS[0]!, productId: 'a' }];
      const wish = { basis: 'bought-together', count: 3, except: [], viewed: [] } as const;
      expect(recommendationRecord(facts, list, wish).shown).toHaveLength(3);
      const told = {
        ...recommendationRecord(facts, list, wish).record,
        options: [{ id: odd, probability: 1, score: 0, note: null }],
      };
      expect(explainRecord(told, 'EUR').options).toEqual(Object.fromEntries([[odd, odd]]));
      expect(recommendationCandidates(facts, stored)).toEqual(expect.arrayContaining(['a', 'b']));
      const [own] = recommend(
        exampleFacts({ models: {} }),
        stored,
        [{ ...EXAMPLE_PRODUCTS[1]!, productId: odd, category: null }],
        wish,
      );
      expect(own).toMatchObject({ productId: odd, why: 'for-sale', score: 0 });
      expect(trainRecommendations([orderOf([odd, 'a'])]).orders).toBe(1);
    },
  );
});
