import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActCall } from '../../act.ts';
import { markOf } from '../../acts/mark-of.ts';
import { answered } from '../../testing/recorded.ts';
import { leftOf, orderSchema, partOf, refundsSchema } from './refundable.ts';
import { refundBody, refundInWoocommerce } from './refund.ts';
import { saidByWoo } from './said.ts';

const CALL_ID = '01980000-0000-7000-8000-0000000000a1';
const call = (input: object, more: Partial<ActCall> = {}): ActCall => ({
  callId: CALL_ID,
  input,
  texts: {},
  person: { email: null, phone: null, externalId: null },
  about: { order: '727', product: '93' },
  learned: null,
  ...more,
});
const money = (minor: number) => (minor / 100).toFixed(2);
const COMMON = { restock: true, notify: true, note: 'x' };

interface Made {
  readonly amount: string;
  readonly reason: string;
  readonly line_items: readonly {
    readonly id: number;
    readonly quantity?: number;
    readonly refund_total: number;
    readonly refund_tax: readonly { readonly id: number; readonly refund_total: number }[];
  }[];
}
/** An order of these lines, and what WooCommerce keeps of its refunds: with signs turned, each naming the line it is of. */
class Shop {
  readonly refunds: object[] = [];
  readonly lines: readonly { readonly quantity: number; readonly total: number; readonly tax: number }[];
  readonly shipping: number;
  constructor(lines: Shop['lines'], shipping: number) {
    this.lines = lines;
    this.shipping = shipping;
  }
  left() {
    const total = this.lines.reduce((sum, one) => sum + one.total + one.tax, this.shipping);
    const order = orderSchema.parse({
      currency: 'USD',
      total: money(total),
      date_paid_gmt: '2026-11-10T15:21:00',
      line_items: this.lines.map((one, index) => ({
        id: index + 1,
        sku: `S${index}`,
        quantity: one.quantity,
        total: money(one.total),
        taxes: [{ id: 75, total: money(one.tax) }],
      })),
      shipping_lines: [{ id: 90, total: money(this.shipping), taxes: [] }],
      fee_lines: [],
    });
    return leftOf(order, refundsSchema.parse(this.refunds));
  }
  take({ amount, line_items }: Made): number {
    const items = line_items.map((one) => ({
      id: 500 + this.refunds.length,
      quantity: -(one.quantity ?? 0),
      total: `-${one.refund_total.toFixed(2)}`,
      taxes: one.refund_tax.map((tax) => ({ id: tax.id, total: `-${tax.refund_total.toFixed(2)}` })),
      meta_data: [{ key: '_refunded_item_id', value: String(one.id) }],
    }));
    this.refunds.push({
      id: 800 + this.refunds.length,
      amount,
      reason: null,
      line_items: items.filter((_, index) => line_items[index]!.id !== 90),
      shipping_lines: items.filter((_, index) => line_items[index]!.id === 90),
      fee_lines: [],
    });
    return Math.round(Number(amount) * 100);
  }
}

describe('money that goes back in several parts', () => {
  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 5 }),
      total: fc.integer({ min: 0, max: 20_000 }),
      tax: fc.integer({ min: 0, max: 3_000 }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const wishes = fc.array(
    fc.oneof(
      fc.record({
        what: fc.constant('lines'),
        line: fc.nat(2),
        count: fc.integer({ min: 1, max: 3 }),
        shipping: fc.boolean(),
      }),
      fc.record({ what: fc.constant('amount'), amount: fc.integer({ min: 1, max: 9_000 }) }),
    ),
    { maxLength: 5 },
  );

  test('never comes to more than was paid, and with the whole at the end to just that', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 900 }), wishes, (own, shipping, asked) => {
        const shop = new Shop(own, shipping);
        const paid = own.reduce((sum, one) => sum + one.total + one.tax, shipping);
        let back = 0;
        for (const wish of [...asked, { what: 'whole' } as const]) {
          const input =
            wish.what === 'lines'
              ? { what: 'lines', lines: 'x', shipping: (wish as { shipping: boolean }).shipping, ...COMMON }
              : wish.what === 'amount'
                ? { what: 'amount', amount: (wish as { amount: number }).amount, currency: 'USD', ...COMMON }
                : { what: 'whole', ...COMMON };
          const { line = 0, count = 0 } = wish as { line?: number; count?: number };
          const left = shop.left();
          const said = refundBody(call(input, { texts: { note: '', lines: `s${line} x ${count}` } }), left);
          if (!('learned' in said)) {
            expect(said.result).toBe('refused');
            continue;
          }
          const made = said.learned as unknown as Made;
          for (const one of made.line_items) expect(one.refund_total).toBeGreaterThanOrEqual(0);
          back += shop.take(made);
          expect(back).toBeLessThanOrEqual(paid);
          expect(shop.left().money).toBe(paid - back);
        }
        expect(back).toBe(paid);
        expect(refundBody(call({ what: 'whole', ...COMMON }), shop.left())).toMatchObject({
          result: 'refused',
          reason: expect.stringMatching(/Nothing/),
        });
      }),
      { numRuns: 200 },
    );
  });

  test('of a line unit by unit is the line, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(50_000), fc.nat(9_000), (quantity, total, tax) => {
        let line = new Shop([{ quantity, total, tax }], 0).left().lines[0]!;
        let [sum, taxes] = [0, 0];
        for (let unit = 0; unit < quantity; unit += 1) {
          const part = partOf(line, 1);
          sum += part.total;
          taxes += part.taxes[0]!.total;
          line = {
            ...line,
            left: line.left - 1,
            total: line.total - part.total,
            taxes: [{ id: 75, total: line.taxes[0]!.total - part.taxes[0]!.total }],
          };
        }
        expect([sum, taxes]).toEqual([total, tax]);
      }),
    );
  });

  test('is refused where nothing was paid, and found again by the mark of its call alone', () => {
    const unpaid = { ...new Shop([{ quantity: 1, total: 100, tax: 0 }], 0).left(), isPaid: false };
    expect(refundBody(call({ what: 'whole', ...COMMON }), unpaid)).toMatchObject({
      reason: 'The order was not paid',
    });
    const read = (reasons: (string | null)[]) =>
      refundInWoocommerce.lookUp!.read(
        answered({ status: 200, body: reasons.map((reason, id) => ({ id, amount: '5.00', reason })) }),
        call({}, { learned: { currency: 'USD' } }),
      ).found;
    const other = markOf({ ...call({}), callId: '01980000-0000-7000-8000-0000000000a2' });
    expect([read([null, `x ${markOf(call({}))}`]), read([other, null]), read([])]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('what WooCommerce says', () => {
  test.each([
    [
      400,
      { code: 'rest_invalid_param', message: 'Invalid parameter(s): amount' },
      { result: 'refused', reason: 'WooCommerce says “Invalid parameter(s): amount”' },
    ],
    [404, { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.' }, { result: 'refused' }],
    [404, '<html>', { result: 'refused', reason: 'WooCommerce answered 404' }],
    [
      401,
      { code: 'woocommerce_rest_cannot_edit', message: 'x' },
      { result: 'retry', connectionProblem: true },
    ],
    [500, { code: 'internal_server_error', message: 'x' }, { result: 'unknown' }],
    [
      500,
      { code: 'woocommerce_rest_cannot_create_order_refund', message: 'No <b>gateway</b>' },
      { result: 'refused', reason: 'WooCommerce says “No gateway”' },
    ],
    [503, '', { result: 'unknown' }],
  ])('%i %j', (status, body, ends) => expect(saidByWoo(answered({ status, body }))).toMatchObject({ ends }));
  test('that is good is handed on as it came', () => {
    expect(saidByWoo(answered({ status: 201, body: { id: 9 } }))).toEqual({ json: { id: 9 } });
  });
});
