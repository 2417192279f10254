import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marginIfBought, marginShareUnder, smallestOrder, type Discount } from './margin.ts';
import { OFFER_KINDS, type OfferOption } from './options.ts';

/** Margin of an order as a share of the payment, computed from its amounts. */
function remains({ kind, value }: Discount, order: number, costShare: number, shippingCost: number): number {
  const off = kind === 'percentage' ? (order * value) / 100 : kind === 'amount' ? value : 0;
  const paid = order - off;
  return (paid - order * costShare - (kind === 'free-shipping' ? shippingCost : 0)) / paid;
}

const discount = fc.oneof(
  fc.record({ kind: fc.constant('percentage' as const), value: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('amount' as const), value: fc.integer({ min: 1, max: 100_000 }) }),
  fc.record({ kind: fc.constant('free-shipping' as const), value: fc.constant(0) }),
);

test('every order from the smallest on keeps the floor, and none below it does', () => {
  fc.assert(
    fc.property(
      discount,
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (given, cost, shipping, floor, order) => {
        const least = smallestOrder(given, cost / 100, shipping, floor / 100);
        const paid =
          given.kind === 'percentage'
            ? order * (1 - given.value / 100)
            : given.kind === 'amount'
              ? order - given.value
              : order;
        if (paid <= 0) return;
        const kept = remains(given, order, cost / 100, shipping);
        if (least !== null && order >= least) expect(kept).toBeGreaterThanOrEqual(floor / 100 - 1e-6);
        if (least === null || order < least - 1) expect(kept).toBeLessThan(floor / 100 + 1e-6);
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each<[string, Discount, number, number | null]>([
  ['ten percent of goods that cost half, with a floor of a fifth', { kind: 'percentage', value: 10 }, 0.2, 0],
  ['forty percent of them', { kind: 'percentage', value: 40 }, 0.2, null],
  ['$5 off', { kind: 'amount', value: 500 }, 0.2, 1_334],
  ['free shipping that costs $5', { kind: 'free-shipping', value: 0 }, 0.2, 1_667],
  ['free shipping where nothing is left to pay it from', { kind: 'free-shipping', value: 0 }, 0.5, null],
])('%s', (_name, given, floor, least) => {
  expect(smallestOrder(given, 0.5, 500, floor)).toBe(least);
});

/** What is left of a basket, from its amounts. */
function leftOf({ kind, value }: OfferOption, revenue: number, cost: number, shipping: number) {
  const off = kind === 'percentage' ? (revenue * value) / 100 : kind === 'amount' ? value : 0;
  const paid = revenue - off;
  const extra =
    kind === 'free-shipping'
      ? shipping
      : kind === 'gift'
        ? value
        : kind === 'payment-plan'
          ? (revenue * value) / 100
          : 0;
  return { paid, margin: paid - cost - extra };
}

test('the margin under an offer of any kind is what is left of its amounts', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...OFFER_KINDS),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1_000, max: 1_000_000 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 5_000 }),
      (kind, value, revenue, cost, shipping) => {
        const option = { id: kind, kind, value: kind === 'amount' || kind === 'gift' ? value * 30 : value };
        const basket = { revenue, costShare: cost / 100, from: 'cart' as const };
        const { paid, margin } = leftOf(option, revenue, (revenue * cost) / 100, shipping);
        expect(marginIfBought(option, basket, shipping)! - margin).toBeCloseTo(0, -0.5);
        expect(marginShareUnder(option, basket, shipping)).toBeCloseTo(margin / paid, 9);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('an amount off, and a gift that costs something, need to know the basket; a percentage and a payment plan do not', () => {
  const unknown = { revenue: null, costShare: 0.5, from: 'nothing' as const };
  const share = (kind: OfferOption['kind'], value: number) =>
    marginShareUnder({ id: kind, kind, value }, unknown, 500);
  expect([share('amount', 500), share('gift', 500), share('free-shipping', 0)]).toEqual([null, null, null]);
  expect(share('percentage', 10)).toBeCloseTo(4 / 9, 9);
  expect(share('payment-plan', 3)).toBeCloseTo(0.47, 9);
  expect(share('none', 0)).toBeCloseTo(0.5, 9);
});

test('an amount off of all the basket or more leaves nothing to keep a floor of', () => {
  const basket = { revenue: 500, costShare: 0.5, from: 'cart' as const };
  expect(marginShareUnder({ id: 'a', kind: 'amount', value: 500 }, basket, 0)).toBe(-Infinity);
  expect(marginIfBought({ id: 'a', kind: 'amount', value: 900 }, basket, 0)).toBe(-250);
});
