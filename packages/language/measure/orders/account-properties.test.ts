import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountOf,
  contributionOf,
  NO_CONTRIBUTION,
  NO_ORDER,
  NOTHING_SAID,
  tellOrder,
  type AccountRules,
  type OrderAccount,
  type OrderFields,
  type OrderLine,
  type OrderRecord,
  type OrderRefund,
} from './index.ts';

const AT = Date.UTC(2026, 10, 10);
const RULES: AccountRules = { currency: 'EUR', assumedCostShare: 0.4, costs: {} };
const record = (fields: Partial<OrderFields>, more: Partial<OrderRecord> = {}): OrderRecord => ({
  state: tellOrder(NOTHING_SAID, { at: AT, told: AT, happenedAt: AT, placed: true, fields }),
  refunds: [],
  edits: [],
  ...more,
});

/** A line whose figures divide by a hundred, so that nothing has to be rounded. */
const line = (place: number): fc.Arbitrary<OrderLine> =>
  fc
    .record({
      price: fc.integer({ min: 1, max: 300 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      percentOff: fc.constantFrom(0, 10, 50, 100),
      cost: fc.option(fc.integer({ min: 0, max: 100 })),
      variant: fc.constantFrom(null, 'red'),
    })
    .map(({ price, quantity, percentOff, cost, variant }) => ({
      lineId: `l${place}`,
      productId: `p${place}`,
      variantId: variant,
      kind: 'goods' as const,
      quantity,
      currentQuantity: null,
      price: price * 100,
      discount: price * quantity * percentOff,
      tax: null,
      cost: cost === null ? null : cost * 100,
    }));
const lines = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => line(at))));
const netOf = (items: readonly OrderLine[]) =>
  items.reduce((sum, { price, quantity, discount }) => sum + price * quantity - (discount ?? 0), 0);
const back = (items: readonly OrderLine[], place: number, units: number, restocked: boolean): OrderRefund => {
  const { lineId, productId, variantId, price, discount, quantity } = items[place]!;
  const amount = Math.round((price - (discount ?? 0) / quantity) * units);
  return {
    id: `r${place}`,
    at: AT + 1_000,
    amount,
    presented: null,
    removal: false,
    extras: null,
    lines: [{ lineId, productId, variantId, quantity: units, restocked, amount, tax: 0 }],
  };
};
const figures = ({ lines: _lines, ...rest }: OrderAccount) => rest;

describe('whatever is in an order', () => {
  test('it comes to the sum of its lines and the shipping', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(0, 500), (items, shipping) => {
        const total = netOf(items) + shipping;
        const account = accountOf(record({ lines: items, shipping, total }), RULES);
        expect(account).toMatchObject({
          counts: true,
          net: netOf(items),
          gross: items.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
          units: items.reduce((sum, { quantity }) => sum + quantity, 0),
          total,
          revenue: total,
          refunded: 0,
        });
        expect(account.margin).toBe(account.net - account.cost);
      }),
    );
  });

  test('the same without a word of the total', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(0, 500), (items, shipping) => {
        const total = netOf(items) + shipping;
        expect(accountOf(record({ lines: items, shipping }), RULES)).toEqual(
          accountOf(record({ lines: items, shipping, total }), RULES),
        );
      }),
    );
  });

  test('the order of its lines changes no figure', () => {
    fc.assert(
      fc.property(lines, fc.nat(3), fc.boolean(), (items, place, restocked) => {
        const refunds = [back(items, place % items.length, 1, restocked)];
        const of = (listed: readonly OrderLine[]) => accountOf(record({ lines: listed }, { refunds }), RULES);
        expect(figures(of(items.toReversed()))).toEqual(figures(of(items)));
      }),
    );
  });

  test('a line of several is the same as several lines of one', () => {
    fc.assert(
      fc.property(lines, (items) => {
        const single = items.flatMap((item) =>
          Array.from({ length: item.quantity }, (_, unit) => ({
            ...item,
            lineId: `${item.lineId}/${unit}`,
            quantity: 1,
            discount: (item.discount ?? 0) / item.quantity,
          })),
        );
        const [whole, apart] = [items, single].map((listed) => accountOf(record({ lines: listed }), RULES));
        for (const name of ['gross', 'net', 'units', 'total', 'revenue', 'discount'] as const)
          expect(apart![name]).toBe(whole![name]);
        expect(Math.abs(apart!.cost - whole!.cost)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('in a currency with a hundredth of the value every figure is a hundred times as large', () => {
    fc.assert(
      fc.property(lines, fc.nat(3), (items, place) => {
        const times = (listed: readonly OrderLine[]) =>
          listed.map((item) => ({
            ...item,
            price: item.price * 100,
            discount: (item.discount ?? 0) * 100,
            cost: item.cost === null ? null : item.cost * 100,
          }));
        const large = times(items);
        const at = place % items.length;
        const one = accountOf(record({ lines: items }, { refunds: [back(items, at, 1, true)] }), RULES);
        const hundred = accountOf(record({ lines: large }, { refunds: [back(large, at, 1, true)] }), RULES);
        for (const name of [
          'gross',
          'discount',
          'net',
          'total',
          'revenue',
          'refunded',
          'cost',
          'margin',
        ] as const)
          expect(Math.abs(hundred[name] - one[name] * 100)).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('a cost that the sender says is the same as one that is known of the product', () => {
    fc.assert(
      fc.property(lines, (items) => {
        const costs = Object.fromEntries(
          items.flatMap(({ productId, variantId, cost }) =>
            cost === null ? [] : [[`${productId}/${variantId ?? ''}`, cost]],
          ),
        );
        const unsaid = items.map((item) => ({ ...item, cost: null }));
        const [said, known] = [
          accountOf(record({ lines: items }), RULES),
          accountOf(record({ lines: unsaid }), { ...RULES, costs }),
        ];
        expect(figures(known)).toEqual(figures(said));
      }),
    );
  });
});

describe('money that goes back', () => {
  test('for everything, sold again, leaves the shipping and no margin', () => {
    fc.assert(
      fc.property(lines, (items) => {
        const refunds = items.map((_, place) => back(items, place, items[place]!.quantity, true));
        const account = accountOf(
          record({ lines: items, shipping: 700, total: netOf(items) + 700 }, { refunds }),
          RULES,
        );
        expect(account).toMatchObject({ revenue: 700, refunded: netOf(items), margin: 0, cost: 0 });
      }),
    );
  });

  test('for broken goods leaves their cost, and so costs the store more than goods to be sold again', () => {
    fc.assert(
      fc.property(lines, fc.nat(3), (items, place) => {
        const at = place % items.length;
        const of = (restocked: boolean) =>
          accountOf(record({ lines: items }, { refunds: [back(items, at, 1, restocked)] }), RULES);
        const plain = accountOf(record({ lines: items }), RULES);
        expect(of(false).cost).toBe(plain.cost);
        expect(of(true).cost).toBeLessThanOrEqual(plain.cost);
        expect(of(false).margin).toBeLessThanOrEqual(of(true).margin);
        expect(of(false).revenue).toBe(of(true).revenue);
        expect(of(false).net).toBe(plain.net);
      }),
    );
  });

  test('never comes to more than was paid, and no figure below nothing but the margin', () => {
    const odd = fc.record({
      amount: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
      extras: fc.option(fc.integer({ min: 0, max: 5_000 })),
      removal: fc.boolean(),
      place: fc.nat(3),
      units: fc.integer({ min: 0, max: 9 }),
      named: fc.boolean(),
    });
    fc.assert(
      fc.property(lines, fc.array(odd, { maxLength: 3 }), (items, drawn) => {
        const refunds = drawn.map(({ place, units, named, ...more }, index) => ({
          ...back(items, place % items.length, units, true),
          ...more,
          id: `r${index}`,
          ...(named ? {} : { lines: [] }),
        }));
        const {
          margin,
          lines: sold,
          counts,
          ...rest
        } = accountOf(record({ lines: items }, { refunds }), RULES);
        expect(rest.refunded).toBeLessThanOrEqual(rest.total);
        expect(rest.revenue).toBe(rest.total - rest.refunded);
        for (const value of Object.values(rest)) expect(value).toBeGreaterThanOrEqual(0);
        expect([counts, Number.isSafeInteger(margin)]).toEqual([true, true]);
        expect(sold.reduce((sum, { units }) => sum + units, 0)).toBe(rest.units);
      }),
      { numRuns: 300 },
    );
  });

  test('told in another order is the same', () => {
    fc.assert(
      fc.property(lines, (items) => {
        const refunds = items.map((_, place) => back(items, place, 1, place % 2 === 0));
        const of = (told: OrderRefund[]) => accountOf(record({ lines: items }, { refunds: told }), RULES);
        expect(of(refunds.toReversed())).toEqual(of(refunds));
      }),
    );
  });
});

describe('what an order adds to a flow', () => {
  test('is its figures, once, where it counts', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (items, test) => {
        const account = accountOf(record({ lines: items, test }), RULES);
        const { orders, ...sums } = contributionOf(account);
        expect(orders).toBe(test ? 0 : 1);
        expect(test ? sums : account).toMatchObject(test ? { revenue: 0, margin: 0, net: 0 } : sums);
      }),
    );
  });
  test('is nothing for one that was never placed, whatever else was said', () => {
    const parcel = tellOrder(NOTHING_SAID, {
      at: AT,
      told: AT,
      happenedAt: AT,
      placed: false,
      fields: { total: 9_000 },
    });
    const account = accountOf({ state: parcel, refunds: [], edits: [] }, RULES);
    expect([account, contributionOf(account)]).toEqual([NO_ORDER, NO_CONTRIBUTION]);
  });
});
