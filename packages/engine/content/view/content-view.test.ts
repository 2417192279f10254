import { cart, customer, event, NOW } from '@millrace/flow/testing';
import type { StoreFacts } from '@millrace/flow';
import type { Json } from '@millrace/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPS, cappedRecord } from './cap-json.ts';
import { contentView, type ContentFacts } from './content-view.ts';
import { sampleView } from './sample-view.ts';

const store = {
  name: 'North',
  url: 'https://shop.example',
  currency: 'USD',
  freeShippingFrom: null,
  zone: 'UTC',
} as unknown as StoreFacts;
const facts = (more: Partial<ContentFacts> = {}): ContentFacts => ({
  customer: customer(),
  cart: cart(),
  order: null,
  store,
  code: null,
  decision: {},
  recommendations: [],
  links: {
    unsubscribe: 'https://m.test/u',
    preferences: 'https://m.test/p',
    returns: null,
    answer: 'https://m.test/a',
  },
  ...more,
});
const order = (more: object = {}) =>
  ({
    id: 'secret-order',
    number: '#1',
    total: 100,
    currency: 'EUR',
    placedAt: NOW,
    lines: [],
    ...more,
  }) as unknown as NonNullable<ContentFacts['order']>;
/** What the store pays for it stays with the store. */
const PRODUCT = {
  id: 'secret-row',
  title: 'Mug',
  category: null,
  vendor: null,
  currency: 'EUR',
  price: 900,
  compareAtPrice: null,
  cost: 123_457,
  stock: 4,
  status: 'active',
  tags: ['secret-tag'],
  url: null,
  image: null,
  dailyDemand: null,
  daysLeft: null,
  reorderPoint: null,
  toReorder: null,
  reorderUnits: null,
  reorderReason: null,
} satisfies NonNullable<ContentFacts['product']>;
const terms = { kind: 'percentage', value: 12.5, expiresAt: NOW, minimum: null } as never;
const shaped = (value: unknown): unknown =>
  Array.isArray(value)
    ? 'list'
    : typeof value === 'object' && value !== null
      ? Object.keys(value).sort()
      : 'value';

describe('what placeholders can see', () => {
  it('has the same shape for a sample as for a real person', () => {
    const [real, sample] = [
      contentView(
        facts({
          event: event('cart-abandoned'),
          order: order(),
          product: PRODUCT,
          code: { code: 'X', terms },
        }),
      ),
      sampleView(),
    ];
    expect(Object.keys(real).sort()).toEqual(Object.keys(sample).sort());
    for (const name of Object.keys(sample) as (keyof typeof sample)[])
      if (name !== 'decision') expect([name, shaped(real[name])]).toEqual([name, shaped(sample[name])]);
  });

  it('has no ids, consents, costs or anything that is not meant to be printed', () => {
    const secret = contentView(
      facts({
        product: PRODUCT,
        customer: customer({
          id: 'secret-id',
          consent: { email: 'unsubscribed' },
          suppressed: { email: true },
        }),
        cart: cart({
          id: 'secret-cart',
          lines: [
            {
              productId: 'secret-product',
              variantId: 'secret-variant',
              title: 'Kettle',
              category: 'secret-category',
              quantity: 2,
              price: 100,
              cost: 4_321,
              image: null,
              url: null,
              stock: 987,
            } as never,
          ],
        }),
      }),
    );
    expect(JSON.stringify(secret)).not.toMatch(/secret|unsubscribed|4321|987|123457/);
    expect(secret.cart?.lines).toEqual([
      { title: 'Kettle', price: 100, currency: 'EUR', image: null, url: null, quantity: 2 },
    ]);
  });

  it.each([
    [{}, 'EUR'],
    [{ cart: null, order: order({ currency: 'GBP' }) }, 'GBP'],
    [{ cart: null }, 'USD'],
  ])('is in the currency of the cart, else of the order, else of the store: %#', (more, currency) => {
    expect(contentView(facts(more)).currency).toBe(currency);
  });

  it.each(['', '  ', '\n\t', null])('says nothing where nothing was said: %j', (firstName) => {
    expect(contentView(facts({ customer: customer({ firstName }) })).customer.firstName).toBeNull();
  });

  it('lists some hundred lines of a cart and no more', () => {
    const line = {
      productId: 'p',
      variantId: null,
      title: 'Kettle',
      category: null,
      quantity: 1,
      price: 1,
      cost: null,
      image: null,
      url: null,
      stock: null,
    };
    const view = contentView(
      facts({ cart: cart({ lines: Array.from({ length: 400 }, () => line), itemsCount: 400 }) }),
    );
    expect(view.cart?.lines).toHaveLength(250);
    expect(view.cart?.itemsCount).toBe(400);
  });

  it.each([
    ['percentage', 12.5, '12.5% off'],
    ['percentage', 100, '100% off'],
    ['percentage', 5, '5% off'],
    ['percentage', 9.9, '9.9% off'],
    ['percentage', 33.33, '33.33% off'],
    ['amount', 1_500, '€15.00 off'],
    ['free-shipping', 0, 'Free shipping'],
  ] as const)('calls an offer what it is: %s %d', (kind, value, label) => {
    const view = contentView(
      facts({ code: { code: 'X', terms: { ...(terms as object), kind, value } as never } }),
    );
    expect(view.discount).toMatchObject({ code: 'X', label, expiresAt: NOW, minimum: null });
  });

  it('shows products alike for every block, or by what each chooses by', () => {
    const product = (title: string) => ({
      title,
      price: 1,
      currency: 'EUR',
      image: null,
      url: null,
      quantity: 1,
    });
    expect(contentView(facts({ recommendations: [product('A')] }))).toMatchObject({
      recommendations: [{ title: 'A' }],
      recommendedBy: {},
    });
    const by = { viewed: [product('B')], bought: [product('C')] };
    expect(contentView(facts({ recommendations: by }))).toMatchObject({
      recommendations: [{ title: 'B' }],
      recommendedBy: by,
    });
    expect(contentView(facts({ recommendations: {} }))).toMatchObject({
      recommendations: [],
      recommendedBy: {},
    });
  });
});

describe('free data', () => {
  const json = fc.jsonValue({ maxDepth: 7, stringUnit: 'binary' }) as fc.Arbitrary<Json>;
  const depth = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
  const records = fc.dictionary(fc.string({ maxLength: 220 }), json) as fc.Arbitrary<Record<string, Json>>;

  it('that is small passes as it is', () => {
    const small = fc.dictionary(
      fc.string({ maxLength: 9 }).filter((name) => name !== '__proto__'),
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
      { maxKeys: 5 },
    );
    fc.assert(
      fc.property(small, (given) => {
        const plain = JSON.parse(JSON.stringify(given)) as Record<string, Json>;
        fc.pre(!JSON.stringify(plain).includes('__proto__'));
        expect(cappedRecord(plain)).toEqual(plain);
      }),
    );
  });

  it('is cut to what a template may see, and cut again it is the same', () => {
    fc.assert(
      fc.property(records, (given) => {
        const cut = cappedRecord(given);
        expect(depth(cut)).toBeLessThanOrEqual(CAPS.depth);
        for (const name of Object.keys(cut)) expect(name.length).toBeLessThanOrEqual(CAPS.name);
        expect(cappedRecord(cut)).toEqual(cut);
      }),
    );
  });

  it.each([
    ['entries', Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`n${at}`, at])), 500],
    ['lists', { list: Array.from({ length: 600 }, () => 1) }, 250],
    ['texts', { text: 'x'.repeat(9_000) }, 5_000],
  ])('has so many %s and no more', (what, given, most) => {
    const cut = cappedRecord(given);
    const size =
      what === 'entries' ? Object.keys(cut).length : ((cut['list'] ?? cut['text']) as string | Json[]).length;
    expect(size).toBe(most);
  });

  it('is no larger together than one walk allows, however it is made', () => {
    const wide = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`n${at}`, 'x'.repeat(5_000)]));
    expect(JSON.stringify(cappedRecord(wide)).length).toBeLessThan(CAPS.total * 1.2);
    const lists = {
      list: Array.from({ length: 250 }, () => Array.from({ length: 250 }, () => 'xxxxxxxxxx')),
    };
    expect(JSON.stringify(cappedRecord(lists)).length).toBeLessThan(CAPS.total * 1.2);
  });

  it('reaches no prototype, and has no half characters', () => {
    const poisoned = JSON.parse('{"__proto__": {"polluted": 1}, "a": {"__proto__": 2}}') as Record<
      string,
      Json
    >;
    const cut = cappedRecord(poisoned);
    expect(cut).toEqual({ a: {} });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(() =>
      encodeURIComponent(cappedRecord({ text: `a${'😀'.repeat(3_000)}` })['text'] as string),
    ).not.toThrow();
  });
});
