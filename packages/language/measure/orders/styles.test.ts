import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountOf,
  NOTHING_SAID,
  tellOrder,
  type AccountRules,
  type OrderFields,
  type OrderLine,
} from './index.ts';

const AT = Date.UTC(2026, 10, 10);
const RULES: AccountRules = { currency: 'EUR', assumedCostShare: 0.4, costs: {} };
const comesTo = (fields: Partial<OrderFields>) =>
  accountOf(
    {
      state: tellOrder(NOTHING_SAID, { at: AT, told: AT, happenedAt: AT, placed: true, fields }),
      refunds: [],
      edits: [],
    },
    RULES,
  );

/** An order as it truly was: all figures divide by a hundred, and one discount goes off all goods alike. */
const truth = fc.record({
  goods: fc.array(
    fc.record({
      price: fc.integer({ min: 1, max: 90 }),
      quantity: fc.integer({ min: 1, max: 3 }),
      cost: fc.nat(40),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  percentOff: fc.constantFrom(0, 10, 25, 50, 100),
  shipping: fc.constantFrom(0, 500),
  tip: fc.constantFrom(0, 300),
  taxPercent: fc.constantFrom(0, 10, 20),
  taxIncluded: fc.boolean(),
});
type Truth = typeof truth extends fc.Arbitrary<infer Value> ? Value : never;

function figures({ goods, percentOff, shipping, tip, taxPercent, taxIncluded }: Truth) {
  const gross = goods.reduce((sum, { price, quantity }) => sum + price * 1_000 * quantity, 0);
  const discount = (gross * percentOff) / 100;
  const net = gross - discount;
  // Of a price with tax in it, so much is tax; without, it comes on top. Shipping has none here.
  const tax = taxIncluded ? Math.round((net * taxPercent) / (100 + taxPercent)) : (net * taxPercent) / 100;
  return { gross, discount, net, tax, shipping, tip, total: net + shipping + tip + (taxIncluded ? 0 : tax) };
}
const linesOf = ({ goods, percentOff }: Truth, more: (line: OrderLine) => Partial<OrderLine>): OrderLine[] =>
  goods.map(({ price, quantity, cost }, place) => {
    const line: OrderLine = {
      lineId: `l${place}`,
      productId: `p${place}`,
      variantId: null,
      kind: 'goods',
      quantity,
      currentQuantity: null,
      price: price * 1_000,
      discount: (price * 1_000 * quantity * percentOff) / 100,
      tax: null,
      cost: cost * 100,
    };
    return { ...line, ...more(line) };
  });
const same = () => ({});
const unsaid = () => ({ discount: null });

/** Ways in which senders write down the same order. */
const STYLES: Readonly<Record<string, (order: Truth) => Partial<OrderFields>>> = {
  'discounts on the lines, and all the sums': (order) => {
    const { discount, net, tax, shipping, tip, total } = figures(order);
    return {
      lines: linesOf(order, same),
      discount,
      subtotal: net,
      tax,
      shipping,
      tip,
      total,
      taxIncluded: order.taxIncluded,
    };
  },
  'discounts on the lines and nothing said of them above': (order) => {
    const { tax, shipping, tip, total } = figures(order);
    return { lines: linesOf(order, same), tax, shipping, tip, total, taxIncluded: order.taxIncluded };
  },
  'one discount of the whole order, and goods after it': (order) => {
    const { discount, net, tax, shipping, tip, total } = figures(order);
    return {
      lines: linesOf(order, unsaid),
      discount,
      subtotal: net,
      tax,
      shipping,
      tip,
      total,
      taxIncluded: order.taxIncluded,
    };
  },
  'goods after the discount, and not a word of it': (order) => {
    const { net, tax, shipping, tip, total } = figures(order);
    return {
      lines: linesOf(order, unsaid),
      subtotal: net,
      tax,
      shipping,
      tip,
      total,
      taxIncluded: order.taxIncluded,
    };
  },
  'one discount of the whole order and its total': (order) => {
    const { discount, tax, shipping, tip, total } = figures(order);
    return {
      lines: linesOf(order, unsaid),
      discount,
      tax,
      shipping,
      tip,
      total,
      taxIncluded: order.taxIncluded,
    };
  },
  'no total at all': (order) => {
    const { discount, tax, shipping, tip } = figures(order);
    return { lines: linesOf(order, same), discount, tax, shipping, tip, taxIncluded: order.taxIncluded };
  },
  'figures of now beside those of then': (order) => {
    const { discount, net, tax, shipping, tip, total } = figures(order);
    return {
      lines: linesOf(order, ({ quantity }) => ({ currentQuantity: quantity })),
      discount,
      currentDiscount: discount,
      subtotal: net,
      currentSubtotal: net,
      tax,
      currentTax: tax,
      shipping,
      tip,
      total,
      currentTotal: total,
      refundIds: [],
      taxIncluded: order.taxIncluded,
    };
  },
};

describe.each(Object.entries(STYLES))('an order told with %s', (_name, told) => {
  test('comes to what it was', () => {
    fc.assert(
      fc.property(truth, (order) => {
        const { gross, discount, net, tax, total } = figures(order);
        const account = comesTo(told(order));
        expect(account).toMatchObject({
          counts: true,
          gross,
          discount,
          net,
          tax,
          total,
          revenue: total,
          refunded: 0,
        });
        const cost = order.goods.reduce((sum, one) => sum + one.cost * 100 * one.quantity, 0);
        const withoutTax = net - (order.taxIncluded ? tax : 0);
        expect(account.cost).toBe(cost);
        // The tax of goods in a sum with shipping is spread over both: a rate per cent of the shipping at most.
        expect(Math.abs(account.margin - (withoutTax - cost))).toBeLessThanOrEqual(
          order.taxIncluded && order.shipping > 0 ? order.shipping * 0.2 + 1 : 1,
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe('an order of which nobody says whether its prices contain the tax', () => {
  test('is understood by what the customer paid', () => {
    fc.assert(
      fc.property(truth, (order) => {
        const { tax, total } = figures(order);
        if (tax === 0) return;
        const { taxIncluded: _, ...fields } = STYLES['discounts on the lines, and all the sums']!(order);
        const plain = comesTo(fields);
        expect(plain).toEqual(comesTo({ ...fields, taxIncluded: order.taxIncluded }));
        expect(plain.total).toBe(total);
      }),
      { numRuns: 150 },
    );
  });
});

describe('an order whose lines are priced after the discount', () => {
  test('is not discounted a second time', () => {
    fc.assert(
      fc.property(truth, (order) => {
        const { discount, net, tax, shipping, tip, total } = figures(order);
        if (order.percentOff === 0 || order.percentOff === 100) return;
        const lines = linesOf(order, ({ price }) => ({
          price: (price * (100 - order.percentOff)) / 100,
          discount: null,
        }));
        const account = comesTo({
          lines,
          discount,
          tax,
          shipping,
          tip,
          total,
          taxIncluded: order.taxIncluded,
        });
        expect(account).toMatchObject({ net, total, revenue: total });
      }),
      { numRuns: 150 },
    );
  });
});
