import { describe, expect, test } from 'vitest';
import type { Act, ActCall, Inquired } from '../../act.ts';
import { drive } from '../../testing/drive.ts';
import { answered } from '../../testing/recorded.ts';
import { shopifyConfig } from '../config.ts';
import { answerBySchema, schemaFaults } from '../testing/published-schema.ts';
import { exchangeItemsInShopify } from './exchange-items.ts';
import { holdOrderInShopify } from './hold-order.ts';
import { writeProductInShopify } from './write-product.ts';

const config = shopifyConfig.parse({
  shopDomain: 'harbour-lane.myshopify.com',
  webhookSecret: 'a-secret-of-some-length',
  accessToken: 'shpat_x',
});
const call = (input: object, texts: Record<string, string> = {}, more: Partial<ActCall> = {}): ActCall => ({
  callId: '01980000-0000-7000-8000-0000000000a1',
  input,
  texts,
  person: { email: null, phone: null, externalId: '71' },
  about: { order: '450789469', product: '632910392' },
  learned: null,
  ...more,
});
const MARK = '(Millrace 0000000000a1)';

/** Inquires with these answers, each held against the schema with its question. */
function inquired(act: Act<never>, given: ActCall, answers: readonly Record<string, unknown>[]): Inquired {
  const left = [...answers];
  const { result, asked } = drive(act.inquire!(given, config as never), () =>
    answered({ status: 200, body: { data: left.shift() } }),
  );
  for (const [index, question] of asked.entries()) {
    expect(schemaFaults(question)).toEqual([]);
    expect(answerBySchema(question, answers[index]!)).toEqual({ data: answers[index] });
  }
  return result;
}

function requested(act: Act<never>, given: ActCall) {
  const dispatch = act.request(given, config as never);
  if (dispatch.via !== 'http') throw new Error('it is asked by HTTP');
  expect(schemaFaults(dispatch.request)).toEqual([]);
  return JSON.parse(dispatch.request.body ?? '') as { query: string; variables: Record<string, unknown> };
}
const said = (data: unknown) => answered({ status: 200, body: { data } });

describe('a hold', () => {
  const hold = holdOrderInShopify as Act<never>;
  const wanted = { do: 'hold', reason: 'fraud', note: 'x' };
  const parcel = (number: number, status: string, holds: object[] = []) => ({
    id: `gid://shopify/FulfillmentOrder/${number}`,
    status,
    fulfillmentHolds: holds,
  });
  const own = { id: 'gid://shopify/FulfillmentHold/5', handle: 'millrace', heldByRequestingApp: true };
  const foreign = { id: 'gid://shopify/FulfillmentHold/6', handle: 'millrace', heldByRequestingApp: false };
  const order = (...nodes: object[]) => ({ order: { fulfillmentOrders: { nodes } } });

  test('stops each part that is not shipped, in one request, with its reason', () => {
    const result = inquired(hold, call(wanted), [
      order(
        parcel(1, 'OPEN'),
        parcel(2, 'CLOSED'),
        parcel(3, 'ON_HOLD', [foreign]),
        parcel(4, 'ON_HOLD', [own]),
      ),
    ]);
    const { learned } = result as { learned: never };
    const { variables } = requested(hold, call(wanted, { note: ' Ring first ' }, { learned }));
    expect(variables).toEqual({
      hold: {
        reason: 'HIGH_RISK_OF_FRAUD',
        handle: 'millrace',
        notifyMerchant: false,
        reasonNotes: 'Ring first',
      },
      id0: 'gid://shopify/FulfillmentOrder/1',
      id1: 'gid://shopify/FulfillmentOrder/3',
    });
  });

  test('is released by taking our holds alone', () => {
    const result = inquired(hold, call({ do: 'release' }), [order(parcel(4, 'ON_HOLD', [own, foreign]))]);
    const { variables } = requested(
      hold,
      call({ do: 'release' }, {}, { learned: (result as { learned: never }).learned }),
    );
    expect(variables).toEqual({ id0: 'gid://shopify/FulfillmentOrder/4', holds0: [own.id] });
  });

  test.each([
    ['holding what is held', wanted, order(parcel(4, 'ON_HOLD', [own])), { result: 'done' }],
    [
      'releasing what is not ours',
      { do: 'release' },
      order(parcel(3, 'ON_HOLD', [foreign])),
      { result: 'done' },
    ],
    ['what is shipped', wanted, order(parcel(1, 'CLOSED')), { result: 'refused' }],
    ['no order', wanted, { order: null }, { result: 'refused' }],
  ])('%s asks for no change', (_name, input, answer, outcome) => {
    expect(inquired(hold, call(input), [answer])).toMatchObject(outcome);
  });

  test('that an earlier attempt made counts as done, and other errors are told', () => {
    const outcome = (userErrors: object[]) =>
      hold.outcome(said({ changed0: { userErrors } }), call(wanted)).result;
    expect(outcome([])).toBe('done');
    expect(outcome([{ code: 'DUPLICATE_FULFILLMENT_HOLD_HANDLE', field: null, message: 'x' }])).toBe('done');
    expect(outcome([{ code: 'FULFILLMENT_ORDER_NOT_FOUND', field: null, message: 'x' }])).toBe('refused');
    expect(hold.outcome(said({}), call(wanted)).result).toBe('unknown');
  });
});

describe('an exchange', () => {
  const exchange = exchangeItemsInShopify as Act<never>;
  const input = { back: 'x', out: 'x', note: 'x' };
  const returnable = {
    returnableFulfillments: {
      nodes: [
        {
          returnableFulfillmentLineItems: {
            nodes: [
              {
                quantity: 2,
                fulfillmentLineItem: {
                  id: 'gid://shopify/FulfillmentLineItem/11',
                  lineItem: {
                    id: 'gid://shopify/LineItem/466157049',
                    sku: 'SHIRT-M',
                    variant: { legacyResourceId: '808950810' },
                  },
                },
              },
            ],
          },
        },
      ],
    },
  };
  const variants = (...skus: string[]) => ({
    productVariants: {
      nodes: skus.map((sku, at) => ({
        id: `gid://shopify/ProductVariant/${at + 1}`,
        sku,
        legacyResourceId: String(at + 1),
      })),
    },
  });
  const texts = { back: 'shirt-m x 1', out: 'SHIRT-L', note: 'Too small' };

  test('opens a return of the lines, with what is sent for them and our mark', () => {
    const result = inquired(exchange, call(input, texts), [returnable, variants('SHIRT-L')]);
    const { variables } = requested(
      exchange,
      call(input, texts, { learned: (result as { learned: never }).learned }),
    );
    expect(variables).toEqual({
      input: {
        orderId: 'gid://shopify/Order/450789469',
        returnLineItems: [
          {
            fulfillmentLineItemId: 'gid://shopify/FulfillmentLineItem/11',
            quantity: 1,
            returnReasonNote: `Too small ${MARK}`,
          },
        ],
        exchangeLineItems: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }],
      },
    });
  });

  test.each([
    ['more than can come back', { ...texts, back: 'SHIRT-M x 3' }, [returnable], /fewer are left/],
    ['a line there is not', { ...texts, back: 'TEA' }, [returnable], /no line “tea”/],
    ['a variant there is not', texts, [returnable, variants()], /no variant “shirt-l”/],
    ['a name of two variants', texts, [returnable, variants('SHIRT-L', 'shirt-l')], /Several variants/],
    [
      'an order of which nothing came',
      texts,
      [{ returnableFulfillments: { nodes: [] } }],
      /Nothing of this order/,
    ],
  ])('of %s is refused in words', (_name, given, answers, words) => {
    expect(inquired(exchange, call(input, given), answers)).toMatchObject({
      result: 'refused',
      reason: expect.stringMatching(words),
    });
  });

  test('whose answer was lost is found by its mark', () => {
    const { lookUp } = exchangeItemsInShopify;
    expect(schemaFaults(lookUp!.request(call(input), config))).toEqual([]);
    const made = (note: string) =>
      said({
        order: {
          returns: {
            nodes: [{ id: 'r', name: '#1001-R1', returnLineItems: { nodes: [{ returnReasonNote: note }] } }],
          },
        },
      });
    expect(lookUp!.read(made(`a ${MARK}`), call(input))).toMatchObject({
      found: true,
      result: { name: '#1001-R1' },
    });
    expect(lookUp!.read(made('a'), call(input))).toEqual({ found: false });
    expect(lookUp!.read(said({ order: null }), call(input))).toMatchObject({ found: null });
  });

  test('is done with the name of the return, or refused in Shopify’s words', () => {
    const outcome = (made: object | null, userErrors: object[] = []) =>
      exchange.outcome(said({ exchanged: { return: made, userErrors } }), call(input));
    expect(outcome({ id: 'r', name: '#1001-R1' })).toMatchObject({
      result: 'done',
      found: { name: '#1001-R1' },
    });
    expect(outcome(null, [{ field: null, message: 'Not returnable' }])).toMatchObject({ result: 'refused' });
    expect(outcome(null)).toMatchObject({ result: 'unknown' });
  });
});

describe('texts of a product', () => {
  const write = writeProductInShopify as Act<never>;
  const input = { title: 'x', description: '', pageTitle: '', metaDescription: '' };

  test('are written as far as they are there', () => {
    const texts = {
      title: 'Linen shirt',
      description: 'Cool.\n\n- Light',
      pageTitle: '',
      metaDescription: 'Linen',
    };
    expect(requested(write, call(input, texts)).variables).toEqual({
      product: {
        id: 'gid://shopify/Product/632910392',
        title: 'Linen shirt',
        descriptionHtml: '<p>Cool.</p>\n<ul><li>Light</li></ul>',
        seo: { description: 'Linen' },
      },
    });
    expect(requested(write, call(input, { title: 'A' })).variables).toEqual({
      product: { id: 'gid://shopify/Product/632910392', title: 'A' },
    });
  });

  test('that are all empty are not written', () => {
    expect(() => requested(write, call(input, { title: ' ' }))).toThrow(/All texts are empty/);
  });

  test('are done when there is a product', () => {
    const outcome = (product: object | null, userErrors: object[] = []) =>
      write.outcome(said({ written: { product, userErrors } }), call(input)).result;
    expect(outcome({ id: 'p' })).toBe('done');
    expect(outcome(null)).toBe('refused');
    expect(outcome(null, [{ field: ['title'], message: 'x' }])).toBe('refused');
  });
});
