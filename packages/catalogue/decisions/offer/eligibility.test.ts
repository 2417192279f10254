import { expect, test } from 'vitest';
import fc from 'fast-check';
import { eligibility, type OfferOption, type OfferSettings } from './index.ts';
import { exampleFacts } from '../testing/example.ts';
import { basketOf, marginIfBought, marginShareUnder } from './margin.ts';

const percent = (value: number): OfferOption => ({ id: `percent-${value}`, kind: 'percentage', value });
const none: OfferOption = { id: 'none', kind: 'none', value: 0 };
const shipping: OfferOption = { id: 'free-shipping', kind: 'free-shipping', value: 0 };
const settings = (changes: Partial<OfferSettings> = {}): OfferSettings => ({
  options: [none, shipping, percent(10), percent(40)],
  spareFullPriceBuyers: false,
  ...changes,
});
const refusalOf = (
  facts: ReturnType<typeof exampleFacts>,
  id: string,
  changes: Partial<OfferSettings> = {},
) => eligibility(facts, settings(changes), null).find((entry) => entry.option.id === id)?.refusal;

test('a discount that leaves less than the floor is refused with the figures', () => {
  // The cart costs 3,600 of 8,000: at 40% off 4,800 are paid and a quarter of that is margin.
  expect(refusalOf(exampleFacts({ store: { marginFloor: 0.25 } }), 'percent-40')).toBeNull();
  expect(refusalOf(exampleFacts({ store: { marginFloor: 0.26 } }), 'percent-40')).toBe(
    'Not given: 40% off would leave 25% as margin, below the floor of 26%.',
  );
});

test('the higher of the floors of store and node applies', () => {
  expect(
    refusalOf(exampleFacts({ store: { marginFloor: 0.1 } }), 'percent-40', { marginFloor: 0.5 }),
  ).toContain('below the floor of 50%');
  expect(
    refusalOf(exampleFacts({ store: { marginFloor: 0.5 } }), 'percent-40', { marginFloor: 0.1 }),
  ).toContain('below the floor of 50%');
});

test('free shipping counts with the cost of shipping to the store', () => {
  expect(refusalOf(exampleFacts({ store: { shippingCost: 2_400 } }), 'free-shipping')).toBeNull();
  expect(refusalOf(exampleFacts({ store: { shippingCost: 4_000 } }), 'free-shipping')).toContain(
    'would leave 5% as margin',
  );
});

test('free shipping is not offered on a cart that is shipped free anyway', () => {
  expect(refusalOf(exampleFacts({ store: { freeShippingFrom: 8_000 } }), 'free-shipping')).toBe(
    'Not given: this cart is shipped free anyway.',
  );
});

test('a full-price buyer gets no discount when that is set, whatever segment the cart gives', () => {
  const customer = { discountShare: 0 };
  for (const cart of [{}, { step: 'payment' }, { newCategory: true }]) {
    const facts = exampleFacts({ customer, cart });
    expect(refusalOf(facts, 'percent-10', { spareFullPriceBuyers: true })).toContain('buys at full price');
    expect(refusalOf(facts, 'free-shipping', { spareFullPriceBuyers: true })).toContain('buys at full price');
    expect(refusalOf(facts, 'percent-10', { spareFullPriceBuyers: false })).toBeNull();
  }
});

test('a discount already in the cart counts before another one is given', () => {
  const facts = exampleFacts({
    cart: { total: 5_000, discountCodes: ['SAVE'] },
    store: { marginFloor: 0.25 },
  });
  expect(basketOf(facts).revenue).toBe(5_000);
  expect(refusalOf(facts, 'percent-10')).toContain('below the floor');
});

test('without a cart the average order counts, and without that whatever costs something is refused', () => {
  expect(basketOf(exampleFacts({ cart: null }))).toEqual({
    revenue: 6_000,
    costShare: 0.5,
    from: 'usual order',
  });
  for (const option of ['free-shipping', 'percent-10'])
    expect(refusalOf(exampleFacts({ cart: null, customer: { averageOrder: 0 } }), option)).toContain(
      'is unknown',
    );
});

test('no offer is always allowed, even when goods are sold below cost', () => {
  const cart = exampleFacts().cart!;
  const facts = exampleFacts({ cart: { lines: [{ ...cart.lines[0]!, cost: 9_000 }] } });
  expect(refusalOf(facts, 'none')).toBeNull();
  expect(refusalOf(facts, 'percent-10')).not.toBeNull();
});

test('for any cart, an allowed offer leaves at least the floor', () => {
  const anything = fc.record({
    price: fc.integer({ min: 1, max: 1_000_000 }),
    cost: fc.integer({ min: 0, max: 1_000_000 }),
    quantity: fc.integer({ min: 1, max: 20 }),
    floor: fc.double({ min: 0, max: 0.9, noNaN: true }),
    off: fc.integer({ min: 1, max: 100 }),
    shippingCost: fc.integer({ min: 0, max: 5_000 }),
  });
  fc.assert(
    fc.property(anything, ({ price, cost, quantity, floor, off, shippingCost }) => {
      const line = exampleFacts().cart!.lines[0]!;
      const facts = exampleFacts({
        cart: { total: price * quantity, lines: [{ ...line, price, cost, quantity }] },
        store: { marginFloor: floor, shippingCost },
      });
      for (const { option, refusal } of eligibility(
        facts,
        settings({ options: [shipping, percent(off)] }),
        null,
      )) {
        if (refusal !== null) continue;
        const paid = option.kind === 'percentage' ? price * quantity * (1 - off / 100) : price * quantity;
        const left = paid - cost * quantity - (option.kind === 'free-shipping' ? shippingCost : 0);
        expect(left).toBeGreaterThanOrEqual(floor * paid - 1e-6 * price * quantity);
      }
    }),
  );
});

test('margins are whole minor units and never rounded up', () => {
  const basket = { revenue: 999, costShare: 0.333, from: 'cart' as const };
  expect(marginIfBought(none, basket, 0)).toBe(666);
  expect(marginIfBought(percent(10), basket, 0)).toBe(Math.floor(999 * 0.9 - 999 * 0.333));
  expect(marginShareUnder(percent(100), basket, 0)).toBe(-Infinity);
  expect(marginIfBought(percent(100), basket, 0)).toBe(-333);
});
