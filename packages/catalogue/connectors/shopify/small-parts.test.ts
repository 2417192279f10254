import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saidIn } from './ask.ts';
import { cartName } from './cart.ts';
import { originOf, shopifyConfig } from './config.ts';
import { shopify } from './connector.ts';
import { consentFrom, consentFromBox, later, type Consent } from './consent.ts';
import { tagsOf } from './customer.ts';
import { changeId, deliveryOf, onceId, shopOf } from './delivery.ts';
import { cartPermalink, lineSchema, productName } from './line.ts';
import { checkShape } from './shape.ts';
import { shopifySignIn } from './sign-in.ts';
import { IGNORED, TOPICS } from './topics.ts';
import { fixture } from './testing/event-of.ts';

const config = shopifyConfig.parse({
  shopDomain: 'harbour-lane.myshopify.com',
  webhookSecret: 'shpss_example',
});
const domain = shopifyConfig.shape.shopDomain;

describe('the address of a shop', () => {
  test('is the same however it is pasted, and pasted again', () => {
    const label = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
    const around = fc.constantFrom(
      ['', ''],
      ['https://', ''],
      ['HTTP://', '/'],
      [' https://', '/admin/orders?x=1 '],
    );
    fc.assert(
      fc.property(label, around, ([name], [before, after]) => {
        const shop = `${name}.myshopify.com`;
        const read = domain.parse(`${before}${shop.toUpperCase()}${after}`);
        expect(read).toBe(shop);
        expect(domain.parse(read)).toBe(read);
        expect(originOf({ shopDomain: read })).toBe(`https://${shop}`);
        expect(shopify.shop!.ofConfig({ shopDomain: read })).toBe(shop);
      }),
    );
  });
  test('of its own name may change, and is what it is known by for no time at all', () => {
    expect(shopify.shop!.ofConfig({ shopDomain: 'harbourlane.example' })).toBeNull();
    for (const odd of [undefined, 7, '', 'harbour lane'])
      expect(shopify.shop!.ofConfig({ shopDomain: odd })).toBeNull();
    expect(shopify.shop!.ofAddress('https://harbour-lane.myshopify.com/cart/1')).toBe(
      'harbour-lane.myshopify.com',
    );
    for (const odd of [
      'https://harbour-lane.myshopify.com.evil.example/',
      'http://harbour-lane.myshopify.com/',
      'https://x.example/',
    ])
      expect(shopify.shop!.ofAddress(odd)).toBeNull();
  });
});

describe('who comes back from signing in', () => {
  test.each([
    [{ shop: 'harbour-lane.myshopify.com' }, null],
    [{ shop: 'other.myshopify.com' }, /other\.myshopify\.com/],
    [{ shop: 'harbour-lane.myshopify.com.evil.example' }, /evil/],
    [{ shop: 'evil.example/harbour-lane.myshopify.com' }, /evil/],
    [{}, /no shop/],
  ])('as %j', (query, problem) => {
    const said = shopifySignIn.backProblem!(config, query as Record<string, string>);
    if (problem === null) expect(said).toBeNull();
    else expect(said).toMatch(problem);
  });
  test('may be any shop of Shopify’s where the settings name it otherwise', () => {
    const own = { ...config, shopDomain: 'harbourlane.example' };
    expect(shopifySignIn.backProblem!(own, { shop: 'harbour-lane.myshopify.com' })).toBeNull();
    expect(shopifySignIn.backProblem!(own, { shop: 'harbourlane.example' })).toMatch(/comes from/);
  });
});

describe('consent', () => {
  const consent = fc.option(
    fc.record({
      state: fc.constantFrom('subscribed', 'unsubscribed', 'pending'),
      source: fc.constant('Shopify'),
      at: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
      optIn: fc.constant('single'),
    }),
    { nil: undefined },
  ) as fc.Arbitrary<Consent | undefined>;

  test('of two words is the later one; what has no date gives way to what has one', () => {
    fc.assert(
      fc.property(consent, consent, (first, second) => {
        const kept = later(first, second);
        expect([first, second]).toContain(kept);
        for (const one of [first, second]) if (one) expect(kept?.at ?? 0).toBeGreaterThanOrEqual(one.at ?? 0);
        if (first?.at !== second?.at && first && second) expect(later(second, first)).toEqual(kept);
      }),
    );
  });

  test.each([
    ['SUBSCRIBED', 'CONFIRMED_OPT_IN', { state: 'subscribed', optIn: 'double' }],
    ['subscribed', 'single_opt_in', { state: 'subscribed', optIn: 'single' }],
    ['pending', null, { state: 'pending', optIn: 'unknown' }],
    ['invalid', null, { state: 'unsubscribed' }],
    ['redacted', null, { state: 'unsubscribed' }],
    ['not_subscribed', null, undefined],
    ['something_new', null, undefined],
  ])('%s by %s', (state, opt_in_level, expected) => {
    const said = consentFrom({ state, opt_in_level: opt_in_level ?? undefined } as never);
    if (expected === undefined) expect(said).toBeUndefined();
    else expect(said).toMatchObject(expected);
  });

  test('by an empty box is none', () => {
    expect(consentFromBox(false, 1)).toBeUndefined();
    expect(consentFromBox(true, undefined)).not.toHaveProperty('at');
  });
});

describe('names of things', () => {
  test('of carts leave the key out, of lines without a product are made of what they have', () => {
    expect(cartName('Z2NwLXVz?key=abc')).toBe('Z2NwLXVz');
    expect(cartName('plain')).toBe('plain');
    expect(productName({ product_id: '7', sku: 'S', title: 'T' })).toBe('7');
    expect(productName({ product_id: undefined, sku: 'S', title: 'T' })).toBe('custom:S');
    expect(productName({ product_id: undefined, sku: undefined, title: 'x'.repeat(400) })).toHaveLength(255);
  });

  test('of events are never longer than is kept, and tell different things apart', () => {
    const word = fc.string({ maxLength: 300 });
    const delivery = { topic: 'orders/updated', config, happening: 'h', triggeredAt: undefined };
    fc.assert(
      fc.property(word, word, fc.option(fc.nat(), { nil: undefined }), (subject, fingerprint, at) => {
        expect(onceId('orders/create', subject).length).toBeLessThanOrEqual(255);
        expect(changeId({ ...delivery, fingerprint }, subject, at).length).toBeLessThanOrEqual(255);
      }),
    );
    expect(changeId({ ...delivery, fingerprint: 'a' }, '1', 1)).not.toBe(
      changeId({ ...delivery, fingerprint: 'b' }, '1', 1),
    );
    expect(onceId('orders/create', '1')).not.toBe(onceId('orders/paid', '1'));
  });

  test('of tags come as a list or as one text, clean, and no more than are kept', () => {
    expect(tagsOf(' vip, coffee ,, ')).toEqual(['vip', 'coffee']);
    expect(tagsOf(['vip', 7, null, ' tea '])).toEqual(['vip', 'tea']);
    expect(tagsOf({ 0: 'vip' })).toBeUndefined();
    expect(tagsOf(Array.from({ length: 400 }, (_, index) => `t${index}`))).toHaveLength(250);
    expect(tagsOf(['x'.repeat(200)])![0]).toHaveLength(120);
  });
});

describe('a link that fills a cart again', () => {
  const line = (variant: string | null, quantity: number | undefined) =>
    lineSchema.parse({ variant_id: variant, quantity, title: 'x' });
  test('names every variant and how many, and is none where one has no variant', () => {
    expect(cartPermalink([line('1', 2), line('3', undefined)], config.shopDomain)).toBe(
      'https://harbour-lane.myshopify.com/cart/1:2,3:1',
    );
    expect(cartPermalink([line('1', 2), line(null, 1)], config.shopDomain)).toBeUndefined();
    expect(cartPermalink([], config.shopDomain)).toBeUndefined();
    expect(
      cartPermalink(
        Array.from({ length: 300 }, () => line('12345678901', 1)),
        config.shopDomain,
      ),
    ).toBeUndefined();
  });
});

describe('what Shopify says without data', () => {
  test.each([
    [{ errors: [{ message: 'x', extensions: { code: 'THROTTLED' } }] }, 'slower'],
    [{ errors: [{ message: 'x', extensions: { code: 'ACCESS_DENIED' } }] }, 'denied'],
    [{ errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }, 'theirs'],
    [{ errors: [{ message: 'x' }, { message: 'y', extensions: { code: 'THROTTLED' } }] }, 'slower'],
    [{ errors: [{ message: 'x', extensions: { code: 'SOMETHING_NEW' } }], data: { a: 1 } }, 'refused'],
    [{ errors: '[API] Invalid API key or access token' }, 'signed-out'],
    [{ errors: [] }, 'unreadable'],
    [{ data: null }, 'unreadable'],
    ['<html>', 'unreadable'],
    [undefined, 'unreadable'],
  ])('%j is %s', (json, no) => expect(saidIn(json)).toMatchObject({ no }));

  test('it waits until there are enough points, a minute at most, and never less than nothing', () => {
    const points = fc.integer({ min: -500, max: 20_000 });
    fc.assert(
      fc.property(
        points,
        points,
        fc.integer({ min: 1, max: 1_000 }),
        (requestedQueryCost, currentlyAvailable, restoreRate) => {
          const cost = { requestedQueryCost, throttleStatus: { currentlyAvailable, restoreRate } };
          const { waitMs } = saidIn({ data: {}, extensions: { cost } });
          const enough = currentlyAvailable + (waitMs / 1_000) * restoreRate;
          expect(waitMs >= 0 && waitMs <= 60_000).toBe(true);
          if (waitMs < 60_000)
            expect(enough).toBeGreaterThanOrEqual(
              Math.min(requestedQueryCost, currentlyAvailable + 60 * restoreRate),
            );
          if (waitMs > 0) expect(enough - restoreRate).toBeLessThan(requestedQueryCost);
        },
      ),
    );
    for (const odd of [
      undefined,
      null,
      'much',
      {},
      { requestedQueryCost: 1, throttleStatus: { currentlyAvailable: 0, restoreRate: 0 } },
    ])
      expect(saidIn({ data: {}, extensions: { cost: odd } })).toMatchObject({ waitMs: 0 });
  });
});

describe('a delivery', () => {
  const connection = (headers: Record<string, string>) => ({
    config,
    headers: { 'x-shopify-shop-domain': 'harbour-lane.myshopify.com', ...headers },
  });
  test('is of the shop that it names, in small letters, and of no other', () => {
    expect(shopOf(connection({ 'x-shopify-shop-domain': ' Harbour-Lane.myshopify.com ' }))).toBe(
      'harbour-lane.myshopify.com',
    );
    for (const shop of ['', 'localhost', 'a b.myshopify.com', 'other.myshopify.com'])
      expect(() => shopOf(connection({ 'x-shopify-shop-domain': shop }))).toThrow(
        expect.objectContaining({ code: 'connection-invalid' }),
      );
  });
  test.each([
    ['2026-11-10T15:41:21.120Z', Date.UTC(2026, 10, 10, 15, 41, 21, 120)],
    ['1970-01-01T00:00:00Z', undefined],
    ['2100-01-01T00:00:00Z', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('triggered at “%s” happened at %j', (given, at) => {
    expect(deliveryOf('orders/create', connection({ 'x-shopify-triggered-at': given })).triggeredAt).toBe(at);
  });
  test('has the shape of its topic, whatever else is in it', () => {
    for (const { topic } of TOPICS)
      expect(() => checkShape(topic, { ...fixture(topic).payload, something_new: 1 })).not.toThrow();
    for (const topic of TOPICS.map((one) => one.topic).filter((one) => !IGNORED.includes(one)))
      expect(() => checkShape(topic, { hello: 'there' })).toThrow(
        expect.objectContaining({ code: 'input-invalid' }),
      );
  });
});
