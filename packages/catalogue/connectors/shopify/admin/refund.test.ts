import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActCall, Inquired } from '../../act.ts';
import { drive } from '../../testing/drive.ts';
import { answered } from '../../testing/recorded.ts';
import { shopifyConfig } from '../config.ts';
import { answerBySchema, schemaFaults } from '../testing/published-schema.ts';
import { refundInShopify } from './refund.ts';

const config = shopifyConfig.parse({
  shopDomain: 'harbour-lane.myshopify.com',
  webhookSecret: 'a-secret-of-some-length',
  accessToken: 'shpat_x',
});
const recorded = JSON.parse(
  readFileSync(new URL('../recorded/inquire-refund.json', import.meta.url), 'utf8'),
) as {
  status: number;
  body: { data: { order: Record<string, unknown> } };
}[];
const [linesSaid, suggestionSaid] = recorded;
const COMMON = { restock: true, notify: false, note: 'Arrived broken' };
const call = (input: object, more: Partial<ActCall> = {}): ActCall => ({
  callId: '0198-call',
  input: { ...COMMON, ...input },
  texts: { note: 'Arrived broken', lines: 'mug-1, Coffee-250 x 2' },
  person: { email: null, phone: null, externalId: null },
  about: { order: '450789469', product: null },
  learned: null,
  ...more,
});
const bag = (amount: string, shown = amount, shownIn = 'USD') => ({
  shopMoney: { amount, currencyCode: 'USD' },
  presentmentMoney: { amount: shown, currencyCode: shownIn },
});
const suggestion = (change: object) => ({
  ...suggestionSaid!,
  body: {
    data: {
      order: {
        suggestedRefund: { ...(suggestionSaid!.body.data.order['suggestedRefund'] as object), ...change },
      },
    },
  },
});

function inquire(asked: ActCall, answers: readonly { status: number; body: unknown }[] = recorded) {
  const left = [...answers];
  return drive(refundInShopify.inquire!(asked, config), () => answered(left.shift()!));
}
const learnedOf = (result: Inquired) => (result as unknown as { learned: Record<string, unknown> }).learned;
interface Transaction {
  readonly amount: string;
  readonly gateway: string;
}

describe('what a refund asks', () => {
  test.each([
    ['the whole order', { what: 'whole' }],
    ['lines', { what: 'lines', lines: 'x', shipping: true }],
    ['an amount', { what: 'amount', amount: 1_250, currency: 'USD' }],
  ])('for %s is asked and made as the published schema has it, with its key', (_name, input) => {
    const { result, asked } = inquire(call(input));
    expect(asked.flatMap(schemaFaults)).toEqual([]);
    const dispatch = refundInShopify.request(call(input, { learned: learnedOf(result) as never }), config);
    if (dispatch.via !== 'http') throw new Error('it is asked by HTTP');
    expect(schemaFaults(dispatch.request)).toEqual([]);
    expect(dispatch.request.body).toContain('@idempotent(key: $key)');
    expect(JSON.parse(dispatch.request.body ?? '')).toMatchObject({
      variables: { key: '0198-call', input: { allowOverRefunding: false } },
    });
  });

  test('is answered as the schema answers, as far as it was recorded', () => {
    const { asked } = inquire(call({ what: 'lines', lines: 'x', shipping: false }));
    for (const [index, { body }] of recorded.entries())
      expect(answerBySchema(asked[index]!, body.data)).toEqual({ data: body.data });
  });
});

describe('what comes of a suggestion', () => {
  test('is exactly that, line by line: what was sent comes back, what was not is cancelled, each at its place', () => {
    expect(learnedOf(inquire(call({ what: 'lines', lines: 'x', shipping: false })).result)).toEqual({
      orderId: 'gid://shopify/Order/450789469',
      allowOverRefunding: false,
      currency: 'USD',
      notify: false,
      note: 'Arrived broken',
      refundLineItems: [
        {
          lineItemId: 'gid://shopify/LineItem/466157049',
          quantity: 1,
          restockType: 'RETURN',
          locationId: 'gid://shopify/Location/71204400131',
        },
        {
          lineItemId: 'gid://shopify/LineItem/518995019',
          quantity: 2,
          restockType: 'CANCEL',
          locationId: 'gid://shopify/Location/71204400131',
        },
      ],
      transactions: [
        {
          orderId: 'gid://shopify/Order/450789469',
          kind: 'REFUND',
          gateway: 'shopify_payments',
          amount: '52.40',
          parentId: 'gid://shopify/OrderTransaction/389404469',
        },
      ],
    });
  });

  test('without restocking leaves the shelf as it is', () => {
    const learned = learnedOf(inquire(call({ what: 'whole', restock: false })).result);
    expect(
      (learned['refundLineItems'] as { restockType: string }[]).map(({ restockType }) => restockType),
    ).toEqual(['NO_RESTOCK', 'NO_RESTOCK']);
    expect(JSON.stringify(learned)).not.toContain('locationId');
  });

  test('in the money the customer paid in, at the order’s own rate, rounded down', () => {
    const euros = suggestion({
      amountSet: bag('78.30', '71.99', 'EUR'),
      maximumRefundableSet: bag('78.30', '71.99', 'EUR'),
      suggestedTransactions: [
        {
          gateway: 'klarna',
          amountSet: bag('78.30', '71.99', 'EUR'),
          maximumRefundableSet: bag('78.30', '71.99', 'EUR'),
        },
      ],
    });
    const learned = learnedOf(
      inquire(call({ what: 'amount', amount: 1_000, currency: 'USD' }), [linesSaid!, euros]).result,
    );
    expect(learned).toMatchObject({ currency: 'EUR', transactions: [{ amount: '9.19' }] });
  });

  test.each([
    ['too much', { what: 'amount', amount: 7_831, currency: 'USD' }, /Only \$78\.30 of this order/],
    ['another currency', { what: 'amount', amount: 100, currency: 'GBP' }, /of the store is USD/],
    ['a line that is not there', { what: 'lines', lines: 'x', shipping: false }, /no line “tea-1”/, 'TEA-1'],
    [
      'more of a line than is left',
      { what: 'lines', lines: 'x', shipping: false },
      /fewer are left/,
      'MUG-1 x 2',
    ],
    [
      'no line at all',
      { what: 'lines', lines: 'x', shipping: false },
      /No line of this order is named/,
      ' , ',
    ],
  ])('of %s is refused in words, and nothing is made', (_name, input, words, lines = 'mug-1') => {
    const { result } = inquire(call(input, { texts: { note: '', lines: lines as string } }));
    expect(result).toMatchObject({ result: 'refused', reason: expect.stringMatching(words) });
  });

  test('of an order of which nothing is left, or that the shop never told of, is refused', () => {
    const bare = {
      ...linesSaid!,
      body: { data: { order: { ...linesSaid!.body.data.order, refundable: false } } },
    };
    expect(inquire(call({ what: 'whole' }), [bare]).result).toMatchObject({ result: 'refused' });
    expect(
      inquire(call({ what: 'whole' }), [{ status: 200, body: { data: { order: null } } }]).result,
    ).toMatchObject({
      result: 'refused',
    });
    expect(() => inquire(call({ what: 'whole' }, { about: { order: null, product: null } }))).toThrow(
      /sent nothing about this order/,
    );
  });

  test('never gives back more than can be, whatever the payments are and however it is shared among them', () => {
    const cents = fc.integer({ min: 0, max: 20_000 });
    const text = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(
        cents,
        fc.array(cents, { maxLength: 4 }),
        fc.integer({ min: 1, max: 30_000 }),
        fc.boolean(),
        (suggested, payments, amount, isAmount) => {
          const most = payments.reduce((sum, one) => sum + one, 0);
          const said = suggestion({
            amountSet: bag(text(Math.min(suggested, most))),
            maximumRefundableSet: bag(text(most)),
            suggestedTransactions: payments.map((one, index) => ({
              gateway: `g${index}`,
              amountSet: bag(text(one)),
              maximumRefundableSet: bag(text(one)),
            })),
          });
          const { result } = inquire(
            call(isAmount ? { what: 'amount', amount, currency: 'USD' } : { what: 'whole' }),
            [linesSaid!, said],
          );
          if ('result' in result) {
            expect(result.result).toBe('refused');
            expect(isAmount ? amount > most : most === 0).toBe(true);
            return;
          }
          const made = (learnedOf(result)['transactions'] as unknown as Transaction[]).map((one) => ({
            ...one,
            minor: Math.round(Number(one.amount) * 100),
          }));
          expect(made.reduce((sum, one) => sum + one.minor, 0)).toBe(
            isAmount ? amount : Math.min(suggested, most),
          );
          for (const { minor, gateway } of made)
            expect(minor).toBeLessThanOrEqual(payments[Number(gateway.slice(1))]!);
        },
      ),
    );
  });
});

describe('what Shopify says of it', () => {
  const outcome = (body: unknown) =>
    refundInShopify.outcome(answered({ status: 200, body }), call({ what: 'whole' }));
  const made = (userErrors: object[], refund: object | null = null) => ({
    data: { refunded: { refund, userErrors } },
  });

  test('is done with what was really given back', () => {
    expect(
      outcome(
        made([], { id: 'gid://shopify/Refund/1', legacyResourceId: '1', totalRefundedSet: bag('52.40') }),
      ),
    ).toMatchObject({
      result: 'done',
      found: { refundId: '1', refunded: 5_240, currency: 'USD' },
    });
  });
  test('is a no in its words', () => {
    expect(outcome(made([{ field: null, message: 'Refund amount is more than is left' }]))).toMatchObject({
      result: 'refused',
    });
    expect(
      outcome({ errors: [{ message: 'x', extensions: { code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' } }] }),
    ).toMatchObject({
      result: 'refused',
    });
  });
  test('about the key says that an attempt of ours is under way: in doubt, and asked again under the same key', () => {
    for (const code of ['IDEMPOTENCY_CONCURRENT_REQUEST', 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH']) {
      expect(outcome({ errors: [{ message: 'x', extensions: { code } }] })).toMatchObject({
        result: 'unknown',
      });
      expect(outcome(made([{ code, field: null, message: 'x' }]))).toMatchObject({ result: 'unknown' });
    }
  });
  test('is promised for less than the day for which a key is kept', () => {
    expect(refundInShopify.repeat({}).withinMs).toBeLessThan(24 * 3_600_000);
  });
});
