import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Act, ActCall } from '../../act.ts';
import { makeCode } from '../../acts/make-code.ts';
import type { HttpAnswered } from '../../exchange.ts';
import { shopifyConfig } from '../config.ts';
import { schema, schemaFaults } from '../testing/published-schema.ts';
import { makeCodeInShopify } from './make-code.ts';
import { tagCustomerInShopify } from './tag.ts';

const config = shopifyConfig.parse({
  shopDomain: 'harbour-lane.myshopify.com',
  webhookSecret: 'a-secret-of-some-length',
  accessToken: 'shpat_x',
});
const call = (input: object, more: Partial<ActCall> = {}): ActCall => ({
  callId: 'call-1',
  input,
  texts: {},
  person: { email: null, phone: null, externalId: '71' },
  about: { order: null, product: null },
  learned: null,
  ...more,
});
const code = (more: object = {}) => call({ ...(makeCode.example as object), ...more });
const said = (json: unknown, status = 200): HttpAnswered => ({
  kind: 'answered',
  status,
  headers: {},
  body: '',
  json,
  retryAfterMs: null,
});

/** What a question says against the published schema, its variables too. */
function faults(act: Act<never>, asked: ActCall): readonly string[] {
  const dispatch = act.request(asked, config as never);
  return dispatch.via === 'http' ? schemaFaults(dispatch.request) : ['it is not asked by HTTP'];
}

describe('what Shopify is asked', () => {
  test.each([
    ['a percentage', code()],
    ['an amount', code({ kind: 'amount', value: 1_250 })],
    ['free shipping', code({ kind: 'free-shipping', value: 0, minimum: null })],
  ])('for %s is a question of the published schema', (_name, asked) => {
    expect(faults(makeCodeInShopify as Act<never>, asked)).toEqual([]);
  });

  test.each(['add-tag', 'remove-tag'])('to %s is one too', (what) => {
    expect(
      faults(tagCustomerInShopify as Act<never>, call({ do: what, tag: 'vip' }, { texts: { tag: 'vip' } })),
    ).toEqual([]);
  });

  test('whether a code is there is one too, and goes to the shop with its token apart', () => {
    const request = makeCodeInShopify.lookUp!.request(code(), config);
    expect(validate(schema, parse((JSON.parse(request.body ?? '') as { query: string }).query))).toEqual([]);
    expect(request.url).toBe('https://harbour-lane.myshopify.com/admin/api/2026-10/graphql.json');
    expect(request.auth).toEqual({ kind: 'header', name: 'x-shopify-access-token', value: 'shpat_x' });
    expect(JSON.stringify(request.headers)).not.toContain('shpat_x');
  });

  test('has decimals of the currency, a share for a percentage, one use, and an end', () => {
    const input = (asked: ActCall) => {
      const dispatch = makeCodeInShopify.request(asked, config);
      return dispatch.via === 'http'
        ? (JSON.parse(dispatch.request.body ?? '') as { variables: { discount: Record<string, never> } })
            .variables.discount
        : null;
    };
    expect(input(code())).toMatchObject({
      usageLimit: 1,
      endsAt: new Date(1_790_259_200_000).toISOString(),
      customerGets: { value: { percentage: 0.1 } },
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '30.00' } },
    });
    expect(input(code({ kind: 'amount', value: 500, currency: 'JPY', minimum: null }))).toMatchObject({
      customerGets: { value: { discountAmount: { amount: '500', appliesOnEachItem: false } } },
    });
  });

  test('without a token is the owner’s to mend', () => {
    const bare = shopifyConfig.parse({
      shopDomain: 'a.myshopify.com',
      webhookSecret: 'a-secret-of-some-length',
    });
    expect(() => makeCodeInShopify.request(code(), bare)).toThrow(
      expect.objectContaining({ code: 'connection-invalid' }),
    );
    expect(makeCodeInShopify.isReady?.({}, ['webhookSecret'])).toBe(false);
    expect(makeCodeInShopify.isReady?.({}, ['webhookSecret', 'accessToken'])).toBe(true);
  });
});

describe('what Shopify answers', () => {
  const outcome = (json: unknown, status?: number) => makeCodeInShopify.outcome(said(json, status), code());
  const payload = (userErrors: object[], id: string | null = null) => ({
    data: { made: { codeDiscountNode: id && { id }, userErrors } },
  });

  test('is done when there is a code', () => {
    expect(outcome(payload([], 'gid://1'))).toMatchObject({
      result: 'done',
      found: { code: 'BACK-7KQ2M4XPRT', id: 'gid://1' },
    });
  });
  test('is in doubt when such a code is there already: it may be ours', () => {
    expect(
      outcome(payload([{ code: 'TAKEN', field: ['code'], message: 'Code must be unique.' }])),
    ).toMatchObject({ result: 'unknown' });
  });
  test('is a no, in its words, when something is wrong with what was asked', () => {
    expect(outcome(payload([{ code: 'INVALID', field: null, message: 'Minimum is too high' }]))).toEqual({
      result: 'refused',
      reason: 'Shopify says “Minimum is too high”',
    });
  });
  test('waits for points: what is missing, by what comes back a second', () => {
    const cost = {
      requestedQueryCost: 50,
      throttleStatus: { maximumAvailable: 2_000, currentlyAvailable: 10, restoreRate: 20 },
    };
    expect(
      outcome({
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions: { cost },
      }),
    ).toMatchObject({
      result: 'retry',
      afterMs: 2_000,
    });
  });
  test('tells of a missing permission as of a connection that is wrong', () => {
    expect(
      outcome({ errors: [{ message: 'Access denied', extensions: { code: 'ACCESS_DENIED' } }] }),
    ).toMatchObject({
      result: 'retry',
      connectionProblem: true,
    });
  });
  test('to the question whether it is there is yes, no, or nothing to go by', () => {
    const read = (json: unknown) => makeCodeInShopify.lookUp!.read(said(json), code()).found;
    expect([
      read({ data: { found: { id: 'gid://1' } } }),
      read({ data: { found: null } }),
      read({ data: {} }),
      read({ errors: 'x' }),
    ]).toEqual([true, false, null, null]);
  });
  test('about somebody it never told of is a no before anything is asked', () => {
    const nobody = call(
      { do: 'add-tag', tag: 'vip' },
      { texts: { tag: 'vip' }, person: { email: null, phone: null, externalId: null } },
    );
    expect(() => tagCustomerInShopify.request(nobody, config)).toThrow(
      /has sent nothing about this customer/,
    );
  });
});

test('a shop of a developer on the same network is reached as it is written, and keeps no path', () => {
  const domain = (shopDomain: string) => shopifyConfig.shape.shopDomain.safeParse(shopDomain).data;
  expect(domain(' HTTP://Localhost:3100/admin ')).toBe('http://localhost:3100');
  expect(domain('http://harbour-lane.myshopify.com/')).toBe('harbour-lane.myshopify.com');
  expect(domain('https://harbour-lane.myshopify.com/admin')).toBe('harbour-lane.myshopify.com');
  expect(domain('http://a b:80')).toBeUndefined();
});
