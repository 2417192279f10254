import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStorable } from '@millrace/base';
import type { Act, ActCall } from '../../act.ts';
import { changePrice } from '../../acts/change-price.ts';
import { makeCode } from '../../acts/make-code.ts';
import { drive } from '../../testing/drive.ts';
import { answered } from '../../testing/recorded.ts';
import { shopifyConfig } from '../config.ts';
import { schemaFaults } from '../testing/published-schema.ts';
import { changePriceInShopify } from './change-price.ts';
import { makeCodeInShopify } from './make-code.ts';
import { tagCustomerInShopify, tagOrderInShopify } from './tag.ts';
import { writeNoteInShopify } from './write-note.ts';

const config = shopifyConfig.parse({
  shopDomain: 'harbour-lane.myshopify.com',
  webhookSecret: 'a-secret-of-some-length',
  accessToken: 'shpat_x',
});
const call = (input: object, more: Partial<ActCall> = {}): ActCall => ({
  callId: '01980000-0000-7000-8000-0000000000a1',
  input,
  texts: {},
  person: { email: null, phone: null, externalId: '71' },
  about: { order: '450789469', product: '632910392' },
  learned: null,
  ...more,
});
interface Asked {
  readonly query: string;
  readonly variables: Record<string, never>;
}
/** What is asked, held against the published schema. */
function asked(act: Act<never>, given: ActCall): Asked {
  const dispatch = act.request(given, config as never);
  if (dispatch.via !== 'http') throw new Error('it is asked by HTTP');
  expect(schemaFaults(dispatch.request)).toEqual([]);
  return JSON.parse(dispatch.request.body ?? '') as Asked;
}
const said = (body: unknown, status = 200) => answered({ status, body });
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
  .filter((text) => /[^\s,]/.test(text));

describe('a discount code', () => {
  const codes = fc.record({
    code: fc.stringMatching(/^[A-Z0-9-]{4,60}$/),
    kind: fc.constantFrom('percentage', 'amount', 'free-shipping'),
    value: fc.integer({ min: 1, max: 100 }),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    minimum: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
    startsAt: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
    endsAt: fc.integer({ min: Date.UTC(2027, 0, 1), max: Date.UTC(2028, 0, 1) }),
    title: words.map((text) => text.slice(0, 200)),
  });

  test('of any kind is asked for as the schema has it, works once, from its beginning to its end', () => {
    fc.assert(
      fc.property(codes, (input) => {
        const { discount } = asked(
          makeCodeInShopify as Act<never>,
          call(makeCode.input.parse(input) as object),
        ).variables as unknown as { discount: Record<string, unknown> };
        expect(discount).toMatchObject({
          code: input.code,
          usageLimit: 1,
          appliesOncePerCustomer: true,
          startsAt: new Date(input.startsAt).toISOString(),
          endsAt: new Date(input.endsAt).toISOString(),
        });
        expect('minimumRequirement' in discount).toBe(input.minimum !== null);
        if (input.kind === 'percentage')
          expect(discount).toMatchObject({ customerGets: { value: { percentage: input.value / 100 } } });
        expect('customerGets' in discount).toBe(input.kind !== 'free-shipping');
      }),
      { numRuns: 60 },
    );
  });

  const errors = (...codes: (string | null)[]) => ({
    data: {
      made: {
        codeDiscountNode: null,
        userErrors: codes.map((code) => ({ code, field: null, message: 'No.' })),
      },
    },
  });
  test.each([
    [['TAKEN'], 'unknown'],
    [['DUPLICATE'], 'unknown'],
    [['INTERNAL_ERROR'], 'retry'],
    [['INVALID'], 'refused'],
    [['TOO_LONG', 'BLANK'], 'refused'],
    [[null], 'refused'],
    [[], 'unknown'],
  ])('of which Shopify says %j is %s', (codes, result) => {
    expect(makeCodeInShopify.outcome(said(errors(...codes)), call(makeCode.example)).result).toBe(result);
  });
});

describe('a tag', () => {
  test.each([
    ['customer', tagCustomerInShopify, 'gid://shopify/Customer/71'],
    ['order', tagOrderInShopify, 'gid://shopify/Order/450789469'],
  ] as const)('of any words is asked for as the schema has it, as one tag, at the %s', (_what, act, gid) => {
    fc.assert(
      fc.property(words, fc.constantFrom('add-tag', 'remove-tag'), (tag, what) => {
        const { variables, query } = asked(
          act as Act<never>,
          call({ do: what, tag: 'x' }, { texts: { tag } }),
        );
        const { id, tags } = variables as unknown as { id: string; tags: string[] };
        expect([id, tags.length]).toEqual([gid, 1]);
        expect(tags[0]!.length).toBeLessThanOrEqual(255);
        // A comma would make two of it.
        expect(tags[0]).not.toMatch(/,|^\s|\s{2}/);
        expect(isStorable(tags[0]!)).toBe(true);
        expect(query).toContain(what === 'add-tag' ? 'tagsAdd' : 'tagsRemove');
      }),
      { numRuns: 60 },
    );
    expect(() =>
      asked(act as Act<never>, call({ do: 'add-tag', tag: 'x' }, { texts: { tag: ' , ' } })),
    ).toThrow(/tag is empty/);
  });

  test.each([
    [{ node: { id: 'gid://1' }, userErrors: [] }, 'done'],
    [{ node: null, userErrors: [] }, 'refused'],
    [{ node: null, userErrors: [{ field: null, message: 'Tags is too long' }] }, 'refused'],
    [{}, 'unknown'],
    [null, 'unknown'],
  ])('answered with %j is %s', (tagged, result) => {
    expect(tagOrderInShopify.outcome(said({ data: { tagged } }), call({})).result).toBe(result);
  });

  test.each([null, '', 'abc', '71; drop', 'gid://shopify/Customer/71'])(
    'is given to nobody the shop did not tell of: %j',
    (id) => {
      const given = call(
        { do: 'add-tag', tag: 'x' },
        {
          texts: { tag: 'x' },
          person: { email: null, phone: null, externalId: id },
          about: { order: id, product: id },
        },
      );
      for (const act of [tagCustomerInShopify, tagOrderInShopify])
        expect(() => act.request(given, config)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
    },
  );
});

describe('a note', () => {
  const noted = (about: 'order' | 'customer', before: string | null, line: string) => {
    const given = call({ about, note: 'x' }, { texts: { note: line } });
    const { result, asked: questions } = drive(writeNoteInShopify.inquire!(given, config), () =>
      said({ data: { noted: { note: before } } }),
    );
    expect(questions.flatMap(schemaFaults)).toEqual([]);
    return 'learned' in result
      ? asked(writeNoteInShopify as Act<never>, { ...given, learned: result.learned })
      : result;
  };

  test('keeps what stood there before and adds a line, at an order or a customer, as the schema has it', () => {
    const line = words.map((text) => text.trim());
    fc.assert(
      fc.property(fc.constantFrom('order', 'customer'), fc.option(line), line, (about, before, added) => {
        const { variables } = noted(about as 'order', before, added) as Asked;
        const { input } = variables as unknown as { input: { note: string } };
        expect(input.note.endsWith(added)).toBe(true);
        expect(input.note.startsWith(before?.trimEnd() ?? added)).toBe(true);
        expect(input.note.length).toBe((before === null ? 0 : before.trimEnd().length + 1) + added.length);
      }),
      { numRuns: 40 },
    );
  });

  test('does not cut what is there: a full one is left as it is', () => {
    expect(noted('order', 'x'.repeat(4_998), 'y')).toMatchObject({
      variables: { input: { note: expect.any(String) } },
    });
    expect(noted('order', 'x'.repeat(4_999), 'y')).toMatchObject({
      result: 'refused',
      reason: expect.stringMatching(/full/),
    });
  });

  test('of nothing is not asked for', () => {
    expect(() => noted('order', null, ' ')).toThrow(/note is empty/);
  });
});

describe('a price of a product with many variants', () => {
  const terms = changePrice.input.parse({
    ...changePrice.example,
    value: 10,
    floor: null,
    margin: 0,
    showBefore: false,
  });
  const variant = (index: number, change: object = {}) => ({
    id: `gid://shopify/ProductVariant/${index}`,
    price: '20.00',
    compareAtPrice: null,
    inventoryItem: { unitCost: { amount: '8.00', currencyCode: 'USD' } },
    ...change,
  });
  function inquire(variants: object[], currencyCode = 'USD') {
    let page = 0;
    return drive(changePriceInShopify.inquire!(call(terms), config), (request) => {
      expect(schemaFaults(request)).toEqual([]);
      const { after } = (JSON.parse(request.body ?? '') as { variables: { after: string | null } }).variables;
      expect(after).toBe(page === 0 ? null : `at-${page}`);
      const nodes = variants.slice(page * 100, (page + 1) * 100);
      page += 1;
      const pageInfo = { hasNextPage: page * 100 < variants.length, endCursor: `at-${page}` };
      return said({ data: { shop: { currencyCode }, product: { variants: { nodes, pageInfo } } } });
    });
  }
  const many = (count: number) => Array.from({ length: count }, (_, index) => variant(index));

  test.each([1, 100, 101, 250])('of %d is written for all of them together', (count) => {
    const { result } = inquire(many(count));
    const { changes } = (result as unknown as { learned: { changes: unknown[] } }).learned;
    expect(changes).toHaveLength(count);
    const { variants } = asked(
      changePriceInShopify as Act<never>,
      call(terms, { learned: (result as { learned: never }).learned }),
    ).variables as unknown as { variants: object[] };
    expect(variants[0]).toEqual({
      id: 'gid://shopify/ProductVariant/0',
      price: '18.00',
      compareAtPrice: null,
    });
    expect(variants).toHaveLength(count);
  });

  test('of more than Shopify takes at once is left as it is, not changed in part', () => {
    expect(inquire(many(251)).result).toMatchObject({
      result: 'refused',
      reason: expect.stringMatching(/more than 250/),
    });
  });

  test.each<[string, object[], string, string]>([
    ['another currency than the limits', many(1), 'EUR', 'refused'],
    ['nothing that is sold', [], 'USD', 'refused'],
    ['a price that cannot be read', [variant(0, { price: 'free' })], 'USD', 'unknown'],
  ])('with %s is left as it is', (_what, variants, currency, result) => {
    expect(inquire(variants, currency).result).toMatchObject({ result });
  });

  test('keeps its margin by the cost the shop knows, in its own money alone', () => {
    const strict = { ...terms, margin: 0.5, assumedCostShare: 0.1, value: 90 };
    const price = (unitCost: object | null) => {
      const { result } = drive(changePriceInShopify.inquire!(call(strict), config), () =>
        said({
          data: {
            shop: { currencyCode: 'USD' },
            product: {
              variants: {
                nodes: [variant(0, { inventoryItem: { unitCost } })],
                pageInfo: { hasNextPage: false },
              },
            },
          },
        }),
      );
      return (result as unknown as { learned: { after: number } }).learned.after;
    };
    expect(price({ amount: '8.00', currencyCode: 'USD' })).toBe(1_600);
    expect([price(null), price({ amount: '8.00', currencyCode: 'EUR' })]).toEqual([400, 400]);
  });
});
