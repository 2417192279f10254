import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiscountFacts } from '@millrace/flow';
import { exampleFacts } from '../testing/example.ts';
import { chooseOffer } from './choose.ts';
import { limitRefusal } from './limits.ts';
import { OFFER_KINDS, type OfferOption } from './options.ts';

const OPTIONS: readonly OfferOption[] = [
  { id: 'none', kind: 'none', value: 0 },
  { id: 'free-shipping', kind: 'free-shipping', value: 0 },
  { id: 'percent-10', kind: 'percentage', value: 10 },
  { id: 'percent-20', kind: 'percentage', value: 20 },
  { id: 'amount-5', kind: 'amount', value: 500 },
  { id: 'gift', kind: 'gift', value: 100, words: 'a sample' },
  { id: 'plan', kind: 'payment-plan', value: 1, words: 'pay in 3 parts' },
];
const NO_LIMITS: DiscountFacts = { deepest: null, perCustomer: null, ofCarts: null };

/** Ids that may be chosen under these limits. */
function open(discounts: DiscountFacts | undefined): readonly string[] {
  const facts = exampleFacts();
  const { record } = chooseOffer(
    { ...facts, store: { ...facts.store, marginFloor: 0, discounts } },
    { options: OPTIONS, spareFullPriceBuyers: false },
    null,
    0,
  );
  return record.options.filter(({ probability }) => probability > 0).map(({ id }) => id);
}

describe('the limits of the store are constraints of the choice', () => {
  const everything = OPTIONS.map(({ id }) => id);
  const withoutCodes = ['none', 'gift', 'plan'];

  test('without limits everything is open', () => {
    expect(open(undefined)).toEqual(everything);
    expect(open(NO_LIMITS)).toEqual(everything);
  });

  test('the deepest discount holds for percentages, and for amounts by the value of the cart', () => {
    expect(open({ ...NO_LIMITS, deepest: 0.1 })).not.toContain('percent-20');
    expect(open({ ...NO_LIMITS, deepest: 0.1 })).toContain('percent-10');
    expect(open({ ...NO_LIMITS, deepest: 0.01 })).toEqual(['none', 'free-shipping', 'gift', 'plan']);
  });

  test('who had as many discounts as the store allows gets no code, but may get a gift', () => {
    expect(open({ ...NO_LIMITS, perCustomer: { most: 2, days: 90, had: 1 } })).toEqual(everything);
    expect(open({ ...NO_LIMITS, perCustomer: { most: 2, days: 90, had: 2 } })).toEqual(withoutCodes);
  });

  test('when the share of carts is used up nobody gets a code, and the next one has to fit', () => {
    const carts = (discounts: number) => ({ most: 0.2, days: 7, carts: 100, discounts });
    expect(open({ ...NO_LIMITS, ofCarts: carts(19) })).toEqual(everything);
    expect(open({ ...NO_LIMITS, ofCarts: carts(20) })).toEqual(withoutCodes);
    expect(open({ ...NO_LIMITS, ofCarts: { most: 0.2, days: 7, carts: 0, discounts: 0 } })).toEqual(
      withoutCodes,
    );
  });

  test('nothing that is given breaks a limit, whatever the limits are', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    const limits = fc.record({
      deepest: fc.option(share),
      perCustomer: fc.option(
        fc.record({ most: fc.integer({ min: 1, max: 5 }), days: fc.constant(90), had: fc.nat(6) }),
      ),
      ofCarts: fc.option(
        fc.record({ most: share, days: fc.constant(7), carts: fc.nat(50), discounts: fc.nat(50) }),
      ),
    });
    fc.assert(
      fc.property(
        limits,
        fc.constantFrom(...OFFER_KINDS),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 20_000 }),
        (discounts, kind, value, revenue) => {
          if (limitRefusal({ kind, value }, { revenue }, discounts) !== null) return;
          if (kind === 'percentage' || kind === 'amount' || kind === 'free-shipping') {
            const { deepest, perCustomer, ofCarts } = discounts;
            const off = kind === 'percentage' ? (revenue * value) / 100 : kind === 'amount' ? value : 0;
            if (deepest !== null) expect(off).toBeLessThanOrEqual(deepest * revenue + 1e-6);
            if (perCustomer) expect(perCustomer.had + 1).toBeLessThanOrEqual(perCustomer.most);
            if (ofCarts)
              expect(ofCarts.discounts + 1).toBeLessThanOrEqual(ofCarts.most * ofCarts.carts + 1e-6);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('each refusal is a whole sentence with its figures', () => {
    const facts = exampleFacts();
    const refusals = (discounts: DiscountFacts) =>
      chooseOffer(
        { ...facts, store: { ...facts.store, marginFloor: 0, discounts } },
        { options: OPTIONS, spareFullPriceBuyers: false },
        null,
        0,
      ).record.options.flatMap(({ note }) => (note === null ? [] : [note]));
    expect(refusals({ ...NO_LIMITS, deepest: 0.15 })).toContain(
      'Not given: 20% off, as it is deeper than the 15% that the store allows.',
    );
    expect(refusals({ ...NO_LIMITS, perCustomer: { most: 1, days: 90, had: 1 } })[0]).toBe(
      'Not given: free shipping, as they got 1 discount in 90 days, and the store allows 1.',
    );
    expect(refusals({ ...NO_LIMITS, ofCarts: { most: 0.2, days: 7, carts: 50, discounts: 10 } })[0]).toBe(
      'Not given: free shipping, as of 50 carts in 7 days 10 got a discount, and the store allows 20%.',
    );
  });
});
