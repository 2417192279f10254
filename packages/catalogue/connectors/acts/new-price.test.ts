import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changePrice, type PriceTerms } from './change-price.ts';
import { leastPrice, newPrice, type PricedVariant } from './new-price.ts';
import { reprice } from './priced-variants.ts';

const TERMS: PriceTerms = {
  ...changePrice.input.parse(changePrice.example),
  floor: null,
  margin: 0,
  showBefore: false,
};
const variant = (change: Partial<PricedVariant> = {}): PricedVariant => ({
  price: 2_000,
  compareAt: null,
  cost: 800,
  ...change,
});
const priced = (change: Partial<PriceTerms>, of: Partial<PricedVariant> = {}) =>
  newPrice(variant(of), { ...TERMS, ...change });

describe('a price', () => {
  test.each<[string, Partial<PriceTerms>, Partial<PricedVariant>, ReturnType<typeof newPrice>]>([
    ['falls by percent', { value: 15 }, {}, { price: 1_700, compareAt: null }],
    ['falls by an amount', { how: 'lower-amount', value: 250 }, {}, { price: 1_750, compareAt: null }],
    ['rises by percent', { how: 'raise-percent', value: 10 }, {}, { price: 2_200, compareAt: null }],
    ['rises by an amount', { how: 'raise-amount', value: 1 }, {}, { price: 2_001, compareAt: null }],
    ['is set', { how: 'set', value: 1_999 }, {}, { price: 1_999, compareAt: null }],
    ['is shown beside the one before', { showBefore: true }, {}, { price: 1_700, compareAt: 2_000 }],
    [
      'keeps the highest one crossed out',
      { showBefore: true },
      { compareAt: 2_400 },
      { price: 1_700, compareAt: 2_400 },
    ],
    [
      'crosses out nothing that is no higher',
      { how: 'raise-amount', value: 500 },
      { compareAt: 2_400 },
      { price: 2_500, compareAt: null },
    ],
    [
      'comes back when the sale ends',
      { how: 'end-sale', value: 0 },
      { compareAt: 2_400 },
      { price: 2_400, compareAt: null },
    ],
    ['stays when there was no sale', { how: 'end-sale', value: 0 }, {}, 'same'],
    ['falls as far as the floor', { value: 60, floor: 1_500 }, {}, { price: 1_500, compareAt: null }],
    ['falls as far as the margin', { value: 60, margin: 0.5 }, {}, { price: 1_600, compareAt: null }],
    [
      'of unknown cost by the share that is assumed',
      { value: 60, margin: 0.5, assumedCostShare: 0.4 },
      { cost: null },
      { price: 1_600, compareAt: null },
    ],
    ['does not rise where it was to fall', { value: 10, floor: 2_500 }, {}, 'same'],
    [
      'is left alone beyond its limits where that is chosen',
      { value: 60, floor: 1_500, beyond: 'refuse' },
      {},
      'beyond',
    ],
    [
      'rises no higher than allowed',
      { how: 'raise-percent', value: 50, ceiling: 2_200 },
      {},
      { price: 2_200, compareAt: null },
    ],
  ])('%s', (_name, terms, of, expected) => expect(priced(terms, of)).toEqual(expected));

  const money = fc.integer({ min: 1, max: 1_000_000 });
  const anyTerms = fc.record({
    how: fc.constantFrom('lower-percent', 'lower-amount', 'raise-percent', 'raise-amount', 'set', 'end-sale'),
    value: fc.integer({ min: 0, max: 500 }),
    showBefore: fc.boolean(),
    floor: fc.option(money),
    ceiling: fc.option(money),
    margin: fc.double({ min: 0, max: 0.95, noNaN: true }),
    assumedCostShare: fc.double({ min: 0, max: 1, noNaN: true }),
    beyond: fc.constantFrom('limit', 'refuse'),
    currency: fc.constant('USD'),
  }) as fc.Arbitrary<PriceTerms>;
  const anyVariant = fc.record({ price: money, compareAt: fc.option(money), cost: fc.option(money) });

  test('that changes keeps floor, margin and ceiling, goes the way it was told, and crosses out only what was more', () => {
    fc.assert(
      fc.property(anyVariant, anyTerms, (of, terms) => {
        const next = newPrice(of, terms);
        if (typeof next === 'string') return;
        expect(Number.isSafeInteger(next.price)).toBe(true);
        if (next.price !== of.price) {
          expect(next.price).toBeGreaterThanOrEqual(leastPrice(of, terms));
          expect(next.price).toBeLessThanOrEqual(terms.ceiling ?? Number.POSITIVE_INFINITY);
          expect(next.price - (of.cost ?? of.price * terms.assumedCostShare)).toBeGreaterThanOrEqual(
            next.price * terms.margin - 1,
          );
        }
        if (terms.how.startsWith('lower')) expect(next.price).toBeLessThanOrEqual(of.price);
        if (terms.how.startsWith('raise')) expect(next.price).toBeGreaterThanOrEqual(of.price);
        expect(next.compareAt === null || next.compareAt > next.price).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of one variant that may not change keeps all of them as they are', () => {
    const variants = [
      { id: 'a', ...variant() },
      { id: 'b', ...variant({ cost: 1_900 }) },
    ];
    expect(reprice(variants, { ...TERMS, margin: 0.2, beyond: 'refuse' })).toMatchObject({
      result: 'refused',
      reason: expect.stringContaining('$23.75'),
    });
    expect(reprice(variants, { ...TERMS, margin: 0.2 })).toEqual({
      learned: { changes: [{ id: 'a', price: 1_700, compareAt: null }], before: 2_000, after: 1_700 },
    });
    expect(reprice([variants[0]!], { ...TERMS, value: 0 })).toMatchObject({
      result: 'done',
      found: { newPrice: 2_000, changed: 0 },
    });
  });
});
