import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Act, ActCall, Inquired } from '../../act.ts';
import { changePrice } from '../../acts/change-price.ts';
import { drive } from '../../testing/drive.ts';
import { PublishedContract } from '../../testing/published-contract.ts';
import { answered } from '../../testing/recorded.ts';
import { woocommerceConfig } from '../config.ts';
import { woocommerce } from '../connector.ts';
import { changePriceInWoocommerce } from './change-price.ts';
import { refundBody, refundInWoocommerce } from './refund.ts';
import type { LineLeft, OrderLeft } from './refundable.ts';
import { writeNoteInWoocommerce } from './write-note.ts';

const contract = new PublishedContract(
  new URL('../contract/wc-v3.openapi.json', import.meta.url),
  '/wp-json',
);
const config = woocommerceConfig.parse(woocommerce.example);
const recorded = (name: string) =>
  JSON.parse(readFileSync(new URL(`../recorded/inquire-${name}.json`, import.meta.url), 'utf8')) as {
    status: number;
    body: never;
  }[];
const COMMON = { restock: true, notify: true, note: 'x' };
const call = (input: object, more: Partial<ActCall> = {}): ActCall => ({
  callId: '01980000-0000-7000-8000-0000000000a1',
  input,
  texts: { note: 'Arrived broken', lines: 'mug-1 x 1' },
  person: { email: null, phone: null, externalId: null },
  about: { order: '727', product: '632910392' },
  learned: null,
  ...more,
});
const MARK = '(Millrace 0000000000a1)';

/** Inquires with recorded answers and makes the request; every one of them is held against the description. */
function made(act: Act<never>, asked: ActCall, answers: { status: number; body: unknown }[]) {
  const left = [...answers];
  const { result, asked: questions } = act.inquire
    ? drive(act.inquire(asked, config as never), () => answered(left.shift()!))
    : { result: { learned: null } as Inquired, asked: [] };
  const dispatch =
    'learned' in result ? act.request({ ...asked, learned: result.learned }, config as never) : null;
  const requests = [...questions, ...(dispatch?.via === 'http' ? [dispatch.request] : [])];
  expect(requests.map((request) => contract.problem(request))).toEqual(requests.map(() => null));
  return {
    result,
    body:
      dispatch?.via === 'http'
        ? (JSON.parse(dispatch.request.body ?? 'null') as Record<string, unknown>)
        : null,
  };
}

describe('a refund', () => {
  test('of lines gives back what is left of them with its tax, and carries our mark', () => {
    const { body } = made(
      refundInWoocommerce as Act<never>,
      call({ what: 'lines', lines: 'x', shipping: true, ...COMMON }),
      recorded('refund'),
    );
    expect(body).toEqual({
      amount: '15.67',
      reason: `Arrived broken ${MARK}`,
      api_refund: true,
      api_restock: true,
      line_items: [
        { id: 315, quantity: 1, refund_total: 9, refund_tax: [{ id: 75, refund_total: 0.67 }] },
        { id: 317, refund_total: 6, refund_tax: [] },
      ],
    });
  });

  test('of the whole order gives back all that is left, and of an amount just that', () => {
    expect(
      made(refundInWoocommerce as Act<never>, call({ what: 'whole', ...COMMON }), recorded('refund')).body,
    ).toMatchObject({
      amount: '19.67',
    });
    expect(
      made(
        refundInWoocommerce as Act<never>,
        call({ what: 'amount', amount: 500, currency: 'USD', ...COMMON }),
        recorded('refund'),
      ).body,
    ).toMatchObject({
      amount: '5.00',
      line_items: [],
    });
  });

  test.each([
    ['too much', { what: 'amount', amount: 1_968, currency: 'USD' }, /Only \$19\.67/],
    ['another currency', { what: 'amount', amount: 1, currency: 'EUR' }, /in USD/],
    ['a line twice', { what: 'lines', lines: 'x', shipping: false }, /fewer are left/, 'mug-1, mug-1 x 1'],
  ])('of %s is refused in words', (_name, input, words, lines = 'mug-1 x 2') => {
    const asked = call({ ...input, ...COMMON }, { texts: { note: '', lines: lines as string } });
    expect(made(refundInWoocommerce as Act<never>, asked, recorded('refund')).result).toMatchObject({
      result: 'refused',
      reason: expect.stringMatching(words),
    });
  });

  test('whose answer was lost is found by its mark, and one without it is not ours', () => {
    const read = (reason: string) =>
      refundInWoocommerce.lookUp!.read(
        answered({ status: 200, body: [{ id: 9, amount: '5.00', reason }] }),
        call({}, { learned: { currency: 'USD' } }),
      );
    expect(read(`x ${MARK}`)).toMatchObject({ found: true, result: { refundId: '9', refunded: 500 } });
    expect(read('x')).toEqual({ found: false });
  });

  test('that the payment provider does not take is a no in its words, also with status 500', () => {
    const body = {
      code: 'woocommerce_rest_cannot_create_order_refund',
      message: 'The gateway <b>does not</b> support refunds',
    };
    expect(refundInWoocommerce.outcome(answered({ status: 500, body }), call({}))).toEqual({
      result: 'refused',
      reason: 'WooCommerce says “The gateway does not support refunds”',
    });
  });

  test('in any parts never comes to more than is left, and the last part of a line takes the rest of it', () => {
    const minor = fc.integer({ min: 0, max: 9_999 });
    const line = fc.record({ left: fc.integer({ min: 1, max: 5 }), total: minor, tax: minor });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
        (lines, wanted) => {
          const own: LineLeft[] = lines.map(({ left, total, tax }, index) => ({
            id: `${index}`,
            item: index,
            names: [`s${index}`],
            left,
            total,
            taxes: [{ id: 1, total: tax }],
          }));
          const money = lines.reduce((sum, { total, tax }) => sum + total + tax, 0);
          const left: OrderLeft = {
            currency: 'USD',
            isPaid: true,
            money,
            lines: own,
            shipping: [],
            fees: [],
          };
          const named = wanted.map((count, index) => `s${index} x ${count}`).join(', ') || 's0';
          const said = refundBody(
            call(
              { what: 'lines', lines: 'x', shipping: false, ...COMMON },
              { texts: { note: '', lines: named } },
            ),
            left,
          );
          if (!('learned' in said)) return;
          const { amount, line_items: items } = said.learned as unknown as {
            amount: string;
            line_items: {
              id: number;
              quantity: number;
              refund_total: number;
              refund_tax: { refund_total: number }[];
            }[];
          };
          const cents = (value: number) => Math.round(value * 100);
          expect(cents(Number(amount))).toBeLessThanOrEqual(money);
          expect(
            items.reduce(
              (sum, one) => sum + cents(one.refund_total) + cents(one.refund_tax[0]!.refund_total),
              0,
            ),
          ).toBe(cents(Number(amount)));
          for (const one of items)
            if (one.quantity === lines[one.id]!.left)
              expect(cents(one.refund_total)).toBe(lines[one.id]!.total);
        },
      ),
    );
  });
});

describe('a price', () => {
  const terms = changePrice.input.parse({ ...changePrice.example, value: 10, floor: null, margin: 0 });
  test('of variations is written for all of them at once: the price before is the regular one', () => {
    expect(made(changePriceInWoocommerce as Act<never>, call(terms), recorded('change-price')).body).toEqual({
      update: [
        { id: 732, regular_price: '20.00', sale_price: '16.20' },
        { id: 733, regular_price: '24.00', sale_price: '21.60' },
      ],
    });
  });
  test('of a simple product is its own; without a price before there is no sale', () => {
    const simple = [
      { status: 200, body: { id: 632910392, type: 'simple', regular_price: '20.00', sale_price: '' } },
    ];
    expect(
      made(changePriceInWoocommerce as Act<never>, call({ ...terms, showBefore: false }), simple).body,
    ).toEqual({
      regular_price: '18.00',
      sale_price: '',
    });
  });
});

test('a note is for the store alone, at orders only, and found again by its mark', () => {
  const asked = call({ about: 'order', note: 'x' }, { texts: { note: 'Asked twice' } });
  expect(made(writeNoteInWoocommerce as Act<never>, asked, []).body).toEqual({
    note: `Asked twice ${MARK}`,
    customer_note: false,
  });
  expect(contract.problem(writeNoteInWoocommerce.lookUp!.request(asked, config))).toBeNull();
  expect(
    writeNoteInWoocommerce.lookUp!.read(answered({ status: 200, body: [{ note: `y ${MARK}` }] }), asked),
  ).toMatchObject({
    found: true,
  });
  expect(() => writeNoteInWoocommerce.request(call({ about: 'customer', note: 'x' }), config)).toThrow(
    /no notes of customers/,
  );
});
