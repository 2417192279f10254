import { describe, expect, test } from 'vitest';
import {
  accountOf,
  NOTHING_SAID,
  tellOrder,
  type AccountRules,
  type OrderFields,
  type OrderLine,
  type OrderRecord,
  type OrderRefund,
} from './index.ts';

const AT = Date.UTC(2026, 10, 10);
const RULES: AccountRules = { currency: 'USD', assumedCostShare: 0.4, costs: {} };
const line = (price: number, more: Partial<OrderLine> = {}): OrderLine => ({
  lineId: 'l1',
  productId: 'p1',
  variantId: 'v1',
  kind: 'goods',
  quantity: 1,
  currentQuantity: null,
  price,
  discount: 0,
  tax: null,
  cost: null,
  ...more,
});
const refund = (amount: number | null, more: Partial<OrderRefund> = {}): OrderRefund => ({
  id: 'r1',
  at: AT + 1_000,
  amount,
  presented: null,
  removal: false,
  extras: null,
  lines: [],
  ...more,
});
const told = (fields: Partial<OrderFields>, at = AT) =>
  tellOrder(NOTHING_SAID, { at, told: at, happenedAt: at, placed: true, fields });
const order = (fields: Partial<OrderFields>, more: Partial<OrderRecord> = {}): OrderRecord => ({
  state: told(fields),
  refunds: [],
  edits: [],
  ...more,
});
const comesTo = (record: OrderRecord, rules: Partial<AccountRules> = {}) =>
  accountOf(record, { ...RULES, ...rules });

describe('what real orders come to', () => {
  test('an app’s technical line of 10,000, discounted by 10,000, brings and costs nothing', () => {
    const lines = [
      line(2_098, { lineId: 'a' }),
      line(1_999, { lineId: 'b' }),
      line(1_000_000, { lineId: 'c', productId: 'app', discount: 1_000_000 }),
    ];
    expect(
      comesTo(order({ lines, total: 5_094, subtotal: 4_097, discount: 1_000_000, shipping: 600, tax: 397 })),
    ).toMatchObject({
      revenue: 5_094,
      net: 4_097,
      cost: 1_639,
      margin: 2_458,
    });
  });

  test('two at 48.00 less 20 %, one removed by an edit, in every form senders use', () => {
    const after = {
      currentTotal: 3_840,
      currentSubtotal: 3_840,
      currentDiscount: 960,
      total: 7_680,
      subtotal: 7_680,
      discount: 1_920,
    };
    const left = (discount: number | null) => [line(4_800, { quantity: 2, currentQuantity: 1, discount })];
    const right = {
      units: 1,
      gross: 4_800,
      discount: 960,
      net: 3_840,
      total: 3_840,
      revenue: 3_840,
      refunded: 0,
    };
    expect(comesTo(order({ ...after, lines: left(1_920) }))).toMatchObject(right);
    expect(comesTo(order({ ...after, lines: left(960) }))).toMatchObject(right);
    // As a removal in the list of refunds, as some editors send it.
    const removal = refund(null, {
      removal: true,
      lines: [
        {
          lineId: 'l1',
          productId: 'p1',
          variantId: 'v1',
          quantity: 1,
          restocked: true,
          amount: 3_840,
          tax: 0,
        },
      ],
    });
    expect(
      comesTo(order({ ...after, lines: left(1_920), refundIds: ['r1'] }, { refunds: [removal] })),
    ).toMatchObject(right);
    // The edit alone, before the new state arrives.
    const edits = [{ id: 'e1', at: AT + 1_000, changes: [{ lineId: 'l1', units: -1 }] }];
    const before = {
      total: 7_680,
      subtotal: 7_680,
      discount: 1_920,
      lines: [line(4_800, { quantity: 2, currentQuantity: 2, discount: 1_920 })],
    };
    expect(comesTo(order(before, { edits }))).toMatchObject(right);
    // Paid before, so the difference was paid back: the same money, and no further loss.
    expect(
      comesTo(order({ ...after, lines: left(1_920), refundIds: ['r1'] }, { refunds: [refund(3_840)] })),
    ).toMatchObject(right);
  });

  test('an order edited up comes to its new amount', () => {
    const lines = [
      line(5_000, { lineId: 'a', currentQuantity: 1 }),
      line(2_500, { lineId: 'b', productId: 'p2', currentQuantity: 1 }),
    ];
    expect(
      comesTo(order({ lines, total: 5_000, currentTotal: 7_500, currentSubtotal: 7_500 })),
    ).toMatchObject({
      total: 7_500,
      revenue: 7_500,
      units: 2,
    });
  });

  test('a CAD shop whose shopper paid and was refunded in USD: the refund lowers by its CAD amount', () => {
    const fields = { lines: [line(136_602)], total: 136_602, presented: { currency: 'USD', total: 100_000 } };
    expect(
      comesTo(
        order(fields, { refunds: [refund(null, { presented: { currency: 'USD', amount: 100_000 } })] }),
        { currency: 'CAD' },
      ),
    ).toMatchObject({
      total: 136_602,
      refunded: 136_602,
      revenue: 0,
    });
    expect(
      comesTo(order(fields, { refunds: [refund(null, { presented: { currency: 'USD', amount: 50_000 } })] })),
    ).toMatchObject({
      refunded: 68_301,
    });
  });

  test('19 % tax in a price of 119: at a cost of 60 the margin is 40, however the sender gives the tax', () => {
    const lines = [line(11_900, { cost: 6_000 })];
    expect(comesTo(order({ lines, total: 11_900, tax: 1_900, taxIncluded: true }))).toMatchObject({
      total: 11_900,
      tax: 1_900,
      margin: 4_000,
    });
    expect(comesTo(order({ lines, total: 11_900, tax: 1_900 }))).toMatchObject({ margin: 4_000 });
    expect(
      comesTo(
        order({ lines: [line(11_900, { cost: 6_000, tax: 1_900 })], total: 11_900, taxIncluded: true }),
      ),
    ).toMatchObject({
      margin: 4_000,
    });
    // Tax on top of the price is not part of the margin either.
    expect(
      comesTo(order({ lines: [line(10_000, { cost: 6_000 })], total: 11_900, tax: 1_900 })),
    ).toMatchObject({
      revenue: 11_900,
      margin: 4_000,
    });
    // Shipping has its share of the tax.
    expect(
      comesTo(order({ lines, total: 17_850, shipping: 5_950, tax: 2_850, taxIncluded: true })),
    ).toMatchObject({ margin: 4_000 });
  });

  test('a discount of 100 %, with lines still at full price, leaves nothing to earn', () => {
    const lines = [
      line(3_000, { discount: 3_000 }),
      line(2_000, { lineId: 'b', productId: 'p2', discount: 2_000 }),
    ];
    expect(comesTo(order({ lines, total: 0, subtotal: 0, discount: 5_000 }))).toMatchObject({
      counts: true,
      gross: 5_000,
      discount: 5_000,
      net: 0,
      revenue: 0,
      margin: 0,
    });
    expect(
      comesTo(
        order({ lines: lines.map((item) => ({ ...item, discount: null })), total: 0, discount: 5_000 }),
      ),
    ).toMatchObject({
      net: 0,
      margin: 0,
    });
    // Goods with a known cost are a loss of that cost.
    expect(
      comesTo(order({ lines: [line(3_000, { discount: 3_000, cost: 1_100 })], total: 0 })),
    ).toMatchObject({ margin: -1_100 });
  });

  test('two discounts on one line both count, and free shipping is a discount too', () => {
    expect(
      comesTo(order({ lines: [line(10_000, { discount: 1_500 })], total: 8_500, discount: 2_100 })),
    ).toMatchObject({
      net: 8_500,
      discount: 2_100,
    });
  });

  test('tips and duties pass through: part of the amount paid, not of the margin', () => {
    const lines = [
      line(10_000, { cost: 4_000 }),
      line(1_500, { lineId: 't', productId: 'custom:Tip', kind: 'tip' }),
    ];
    expect(
      comesTo(order({ lines, total: 13_000, tip: 1_500, duties: 1_500, subtotal: 10_000 })),
    ).toMatchObject({
      units: 1,
      gross: 10_000,
      revenue: 13_000,
      margin: 6_000,
    });
  });

  test('goods that come back to be sold again cost nothing; broken ones do', () => {
    const lines = [line(5_000, { quantity: 2, currentQuantity: 1, cost: 2_000 })];
    const back = (restocked: boolean | null) =>
      refund(5_000, {
        lines: [
          { lineId: 'l1', productId: 'p1', variantId: 'v1', quantity: 1, restocked, amount: 5_000, tax: 0 },
        ],
      });
    const fields = { lines, total: 10_000, currentTotal: 5_000, refundIds: ['r1'] };
    expect(comesTo(order(fields, { refunds: [back(true)] }))).toMatchObject({
      total: 10_000,
      refunded: 5_000,
      revenue: 5_000,
      margin: 3_000,
    });
    expect(comesTo(order(fields, { refunds: [back(false)] }))).toMatchObject({
      revenue: 5_000,
      margin: 1_000,
    });
  });

  test('a refund counts once, whether the order’s own figures reflect it or not, listed or not', () => {
    const back = refund(3_000, {
      lines: [
        {
          lineId: 'l1',
          productId: 'p1',
          variantId: 'v1',
          quantity: 1,
          restocked: true,
          amount: 3_000,
          tax: 0,
        },
      ],
    });
    const before = {
      lines: [line(3_000, { quantity: 3, currentQuantity: 3 })],
      total: 9_000,
      currentTotal: 9_000,
      refundIds: [],
    };
    const after = {
      lines: [line(3_000, { quantity: 3, currentQuantity: 2 })],
      total: 9_000,
      currentTotal: 6_000,
    };
    const right = { total: 9_000, refunded: 3_000, revenue: 6_000, units: 3 };
    expect(comesTo(order(before, { refunds: [back] }))).toMatchObject(right);
    expect(
      comesTo({ state: told({ ...after, refundIds: ['r1'] }, AT + 5_000), refunds: [back], edits: [] }),
    ).toMatchObject(right);
    expect(
      comesTo({ state: told({ ...after, refundIds: [] }, AT + 5_000), refunds: [back], edits: [] }),
    ).toMatchObject(right);
    expect(comesTo({ state: told(after, AT + 5_000), refunds: [back], edits: [] })).toMatchObject(right);
    // A goodwill refund of 10.00 has no lines: some senders subtract it from the current total, others do
    // not.
    const kind = refund(1_000);
    for (const currentTotal of [9_000, 8_000])
      expect(
        comesTo({
          state: told({ ...before, currentTotal, refundIds: ['r1'] }, AT + 5_000),
          refunds: [kind],
          edits: [],
        }),
      ).toMatchObject({ total: 9_000, revenue: 8_000 });
  });

  test('only a sale counts: not a test order, a cancelled one, or a delivery or refund alone', () => {
    expect(comesTo(order({ lines: [line(9_900)], total: 9_900, test: true })).counts).toBe(false);
    const parcel = tellOrder(NOTHING_SAID, {
      at: AT,
      told: AT,
      happenedAt: AT,
      placed: false,
      deliveredAt: AT,
      fields: { fulfilmentStatus: 'delivered' },
    });
    expect(comesTo({ state: parcel, refunds: [refund(500)], edits: [] })).toMatchObject({
      counts: false,
      total: 0,
      revenue: 0,
    });
    const cancelled = tellOrder(told({ lines: [line(9_900)], total: 9_900 }), {
      at: AT,
      told: AT + 5,
      happenedAt: AT + 5,
      placed: false,
      cancelledAt: AT + 5,
      fields: {},
    });
    expect(comesTo({ state: cancelled, refunds: [refund(9_900)], edits: [] })).toMatchObject({
      counts: false,
      revenue: 0,
    });
  });

  test('newer lines make an older total invalid', () => {
    const state = tellOrder(told({ lines: [line(5_000)], total: 5_000 }), {
      at: AT + 9,
      told: AT + 9,
      happenedAt: AT + 9,
      placed: true,
      fields: { lines: [line(5_000, { quantity: 2 })] },
    });
    expect(comesTo({ state, refunds: [], edits: [] })).toMatchObject({ total: 10_000 });
  });
});
