import { HOUR } from '@millrace/base';
import { describe, expect, it } from 'vitest';
import { shopForTests } from '../live/shop-for-tests.ts';
import { redeemable } from '../shop/codes.ts';
import { answerAdmin, type AdminRequest } from './answer.ts';
import { deskOf } from './desk-of-life.ts';
import type { Desk } from './desk.ts';
import { Throttle } from './throttle.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const TOKEN = 'shpat_of_the_test';
const CREATE = `mutation($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) {
  codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { title status usageLimit endsAt } } } userErrors { code field message } } }`;

function shop() {
  const desk: Desk = {
    ...deskOf(shopForTests().life),
    now: () => NOW,
    knows: (customer) => customer === '1',
  };
  const throttle = new Throttle();
  const ask = (query: string, variables: object = {}, extra: Partial<AdminRequest> = {}) => {
    const request = {
      method: 'POST',
      path: '/admin/api/2026-10/graphql.json',
      token: TOKEN,
      body: JSON.stringify({ query, variables }),
      ...extra,
    };
    const { status, headers, body } = answerAdmin(request, TOKEN, desk, throttle);
    return { status, headers, json: JSON.parse(body) };
  };
  return { desk, ask };
}

const tenPercent = (code: string, more: object = {}) => ({
  d: {
    title: code,
    code,
    startsAt: new Date(NOW).toISOString(),
    endsAt: new Date(NOW + 48 * HOUR).toISOString(),
    usageLimit: 1,
    context: { all: 'ALL' },
    customerGets: { items: { all: true }, value: { percentage: 0.1 } },
    ...more,
  },
});

describe('the Admin API of the shop', () => {
  it('makes a code that its checkout accepts once, until it ends, and only from its minimum order', () => {
    const { desk, ask } = shop();
    const minimumRequirement = { subtotal: { greaterThanOrEqualToSubtotal: '30.00' } };
    const { json } = ask(CREATE, tenPercent('Back-1', { minimumRequirement }));
    expect(json.data.discountCodeBasicCreate).toMatchObject({
      codeDiscountNode: { codeDiscount: { title: 'Back-1', status: 'ACTIVE', usageLimit: 1 } },
      userErrors: [],
    });
    expect(redeemable(desk.codes, 'BACK-1', 3_000, NOW)).toMatchObject({ kind: 'percentage', value: 10 });
    expect(redeemable(desk.codes, 'back-1', 2_999, NOW)).toBeNull();
    expect(redeemable(desk.codes, 'back-1', 3_000, NOW + 49 * HOUR)).toBeNull();
    desk.codes['BACK-1']!.used += 1;
    expect(redeemable(desk.codes, 'back-1', 3_000, NOW)).toBeNull();
    expect(redeemable(desk.codes, 'NEVER-MADE', 3_000, NOW)).toBeNull();
  });

  it('refuses what Shopify refuses, with a sentence, and changes nothing', () => {
    const { desk, ask } = shop();
    ask(CREATE, tenPercent('ONE'));
    const codesOf = (variables: object) =>
      ask(CREATE, variables).json.data.discountCodeBasicCreate.userErrors.map(
        (error: { code: string }) => error.code,
      );
    expect(codesOf(tenPercent('one'))).toEqual(['TAKEN']);
    expect(codesOf(tenPercent(' '))).toContain('BLANK');
    expect(codesOf(tenPercent('TWO', { endsAt: new Date(NOW - 1).toISOString() }))).toEqual([
      'END_DATE_BEFORE_START_DATE',
    ]);
    expect(
      codesOf(tenPercent('TWO', { customerGets: { items: { all: true }, value: { percentage: 10 } } })),
    ).toEqual(['VALUE_OUTSIDE_RANGE']);
    expect(Object.keys(desk.codes)).toEqual(['ONE']);
  });

  it('checks every query against the published schema', () => {
    const { ask } = shop();
    expect(ask('{ shop { nothingOfTheKind } }').json.errors[0].message).toMatch(/Cannot query field/);
    expect(ask(CREATE, { d: { code: 'X', unknownField: 1 } }).json.errors[0].message).toMatch(/unknownField/);
    expect(ask('not a question').json.errors).toHaveLength(1);
  });

  it('accepts only its own token, and only at its own address', () => {
    const { ask } = shop();
    expect(ask('{ __typename }', {}, { token: 'another' }).status).toBe(401);
    expect(ask('{ __typename }', {}, { path: '/admin/api/2026-10/orders.json' }).status).toBe(404);
    expect(ask('{ __typename }').headers['X-Shopify-API-Version']).toBe('2026-10');
  });

  it('finds a code in any case, and no unknown code', () => {
    const { ask } = shop();
    ask(CREATE, tenPercent('ONE'));
    const find = (code: string) =>
      ask('query($c: String!) { codeDiscountNodeByCode(code: $c) { id } }', { c: code }).json.data
        .codeDiscountNodeByCode;
    expect(find('one').id).toMatch(/^gid:\/\/shopify\/DiscountCodeNode\/\d+$/);
    expect(find('two')).toBeNull();
  });

  it('asks callers to wait who send too many queries', () => {
    const { ask } = shop();
    const answers = Array.from({ length: 220 }, (_, index) => ask(CREATE, tenPercent(`C${index}`)).json);
    expect(answers.at(0).extensions.cost.throttleStatus).toMatchObject({
      maximumAvailable: 2_000,
      restoreRate: 100,
    });
    expect(answers.at(-1).errors[0].extensions.code).toBe('THROTTLED');
  });

  it('tags its customers, and nobody else', () => {
    const { desk, ask } = shop();
    const add = (id: string) =>
      ask(
        'mutation($id: ID!, $t: [String!]!) { tagsAdd(id: $id, tags: $t) { node { id } userErrors { message } } }',
        {
          id,
          t: ['vip', 'vip'],
        },
      );
    expect(add('gid://shopify/Customer/1').json.data.tagsAdd.userErrors).toEqual([]);
    expect(add('gid://shopify/Customer/2').json.data.tagsAdd.userErrors).toEqual([
      { message: 'Customer does not exist' },
    ]);
    expect(desk.tags).toEqual({ 1: ['vip'] });
  });
});
