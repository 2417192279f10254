import { describe, expect, test } from 'vitest';
import { shopifyConfig } from './config.ts';
import { eventOf, fixture, type Payload } from './testing/event-of.ts';

describe('what is refused', () => {
  const refusal = (code: string, words: RegExp) =>
    expect.objectContaining({ code, message: expect.stringMatching(words) });

  test('amounts in another currency than the shop reports in', () => {
    const yen = JSON.parse(
      JSON.stringify(fixture('orders/create').payload).replaceAll('"USD"', '"JPY"'),
    ) as Payload;
    expect(() => eventOf('orders/create', yen)).toThrow(refusal('input-invalid', /JPY.*USD/));
    // The shop's own money counts, whatever the bare field beside it says.
    expect(eventOf('orders/create', { currency: 'EUR' }).properties['currency']).toBe('USD');
    const bare = {
      currency: 'EUR',
      total_price_set: null,
      current_total_price_set: null,
      subtotal_price_set: null,
      total_shipping_price_set: null,
    };
    expect(() => eventOf('orders/create', bare)).toThrow(refusal('input-invalid', /EUR.*USD/));
    expect(() =>
      eventOf('orders/create', { ...bare, currency: 'US DOLLARS' }, {}, { currency: undefined }),
    ).toThrow(refusal('input-invalid', /three letters/));
    expect(eventOf('orders/create', bare, {}, { currency: undefined }).properties['currency']).toBe('EUR');
  });

  test.each([
    ['total_price', { total_price: '-5.00' }],
    ['line_items.0.price', { line_items: [{ id: 1, price: '-5.00' }] }],
    ['created_at', { created_at: '0001-01-01T00:00:00Z' }],
    ['processed_at', { processed_at: '2100-06-01T00:00:00Z' }],
    ['total_tax', { total_tax: 'a lot' }],
    ['line_items.0.quantity', { line_items: [{ id: 1, price: '5.00', quantity: -1 }] }],
  ])('what cannot be, by its name: %s', (field, change) => {
    expect(() => eventOf('orders/create', change)).toThrow(
      refusal('input-invalid', new RegExp(field.replaceAll('.', '\\.'))),
    );
  });

  test('an order with more lines than any shop has', () => {
    const line = (fixture('orders/create').payload['line_items'] as Payload[])[0];
    expect(() => eventOf('orders/create', { line_items: Array.from({ length: 501 }, () => line) })).toThrow(
      refusal('input-invalid', /more than 500/),
    );
    expect(
      (
        eventOf('orders/create', { line_items: Array.from({ length: 500 }, () => line) }).properties[
          'lines'
        ] as unknown[]
      ).length,
    ).toBe(500);
  });

  test('an order without its id; without its amount it is worth its lines', () => {
    expect(() => eventOf('orders/create', { id: undefined })).toThrow(refusal('input-invalid', /id/));
    expect(
      eventOf('orders/create', { total_price: null, total_price_set: null }).properties,
    ).not.toHaveProperty('total');
  });

  test('a delivery that does not say which shop it comes from', () => {
    expect(() => eventOf('orders/create', {}, { 'x-shopify-shop-domain': '' })).toThrow(
      refusal('connection-invalid', /Shop-Domain/),
    );
  });

  test('a webhook of another shop, which would mix two stores up', () => {
    expect(() => eventOf('orders/create', {}, { 'x-shopify-shop-domain': 'other.myshopify.com' })).toThrow(
      refusal('connection-invalid', /other\.myshopify\.com/),
    );
    expect(
      eventOf(
        'orders/create',
        {},
        { 'x-shopify-shop-domain': 'other.myshopify.com' },
        { shopDomain: 'harbourlane.example' },
      ).type,
    ).toBe('order-placed');
  });

  test('but no name, however it is written: emoji, right to left, zero bytes and far too long', () => {
    const name = `\u202Eمها ${'👩‍👩‍👧'.repeat(200)}\u0000`;
    const { customer } = eventOf('customers/update', { first_name: name, last_name: 'O’Брайен-李' });
    expect(customer?.lastName).toBe('O’Брайен-李');
    expect(customer?.firstName?.length).toBeLessThanOrEqual(255);
    expect(customer?.firstName).not.toContain('\u0000');
    expect(encodeURIComponent(customer?.firstName ?? '')).not.toBe('');
  });
});

test('the shop address may be pasted as it stands in the browser', () => {
  expect(
    shopifyConfig.parse({
      shopDomain: ' https://Harbour-Lane.myshopify.com/admin ',
      webhookSecret: 'shpss_example',
    }).shopDomain,
  ).toBe('harbour-lane.myshopify.com');
  expect(
    shopifyConfig.safeParse({ shopDomain: 'harbour lane', webhookSecret: 'shpss_example' }).success,
  ).toBe(false);
});
