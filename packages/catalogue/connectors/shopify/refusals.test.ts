import { describe, expect, test } from 'vitest';
import { shopifyConfig } from './config.ts';
import { eventOf, fixture, type Payload } from './testing/event-of.ts';

describe('what is refused', () => {
  const refusal = (code: string, words: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(words) });

  test('amounts in another currency than the shop reports in', () => {
    expect(() => eventOf('orders/create', { currency: 'EUR' })).toThrow(refusal('input-invalid', /EUR.*USD/));
    expect(() => eventOf('orders/create', { currency: 'US DOLLARS' }, {}, { currency: undefined })).toThrow(
      refusal('input-invalid', /three letters/),
    );
    expect(eventOf('orders/create', { currency: 'EUR' }, {}, { currency: undefined }).properties['currency']).toBe('EUR');
  });

  test('an order with more lines than any shop has', () => {
    const line = (fixture('orders/create').payload['line_items'] as Payload[])[0];
    expect(() => eventOf('orders/create', { line_items: Array.from({ length: 501 }, () => line) })).toThrow(
      refusal('input-invalid', /more than 500/),
    );
    expect(
      (eventOf('orders/create', { line_items: Array.from({ length: 500 }, () => line) }).properties['lines'] as unknown[]).length,
    ).toBe(500);
  });

  test('an order without its amount or id, and it says which', () => {
    expect(() => eventOf('orders/create', { total_price: null })).toThrow(refusal('input-invalid', /total_price/));
    expect(() => eventOf('orders/create', { id: undefined })).toThrow(refusal('input-invalid', /id/));
  });

  test('a webhook of another shop, which would mix two stores up', () => {
    expect(() => eventOf('orders/create', {}, { 'x-shopify-shop-domain': 'other.myshopify.com' })).toThrow(
      refusal('connection-invalid', /other\.myshopify\.com/),
    );
    expect(
      eventOf('orders/create', {}, { 'x-shopify-shop-domain': 'other.myshopify.com' }, { shopDomain: 'harbourlane.example' }).type,
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
  expect(shopifyConfig.parse({ shopDomain: ' https://Harbour-Lane.myshopify.com/admin ', webhookSecret: 'shpss_example' }).shopDomain).toBe(
    'harbour-lane.myshopify.com',
  );
  expect(shopifyConfig.safeParse({ shopDomain: 'harbour lane', webhookSecret: 'shpss_example' }).success).toBe(false);
});
