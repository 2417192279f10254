import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shopifyConfig, type ShopifyConfig } from './config.ts';
import { shopifyIntake } from './intake.ts';

type Payload = Record<string, unknown>;
interface Fixture { headers: Record<string, string>; payload: Payload }

const config: ShopifyConfig = shopifyConfig.parse({ shopDomain: 'harbour-lane.myshopify.com', webhookSecret: 'shpss_example', currency: 'USD' });
const fixture = (topic: string): Fixture => JSON.parse(readFileSync(join(import.meta.dirname, 'contract', `${topic.replace('/', '__')}.json`), 'utf8')) as Fixture;

/** The event of a fixture, with parts of the payload, the headers or the settings changed. */
function eventOf(topic: string, change: Payload = {}, headers: Record<string, string> = {}, settings: Partial<ShopifyConfig> = {}) {
  const given = fixture(topic);
  const events = shopifyIntake(topic, { ...given.payload, ...change }, { config: { ...config, ...settings }, headers: { ...given.headers, ...headers } });
  return { id: events[0]?.id, type: events[0]?.type, occurredAt: events[0]?.occurredAt, customer: events[0]?.customer, properties: (events[0]?.properties ?? {}) as Payload };
}
const consentOf = (event: ReturnType<typeof eventOf>, channel: string) => event.customer?.consent?.[channel];

describe('a cart and what becomes of it', () => {
  test('a cart, its checkout and its order are known to be one, by whichever name each uses', () => {
    const cart = eventOf('carts/update');
    const checkout = eventOf('checkouts/update');
    const order = eventOf('orders/create');
    expect(cart.properties['cartId']).toBe('Z2NwLXVzLWVhc3QxOjAxSkQ0WkY3UU1WOFhBMk4');
    expect(checkout.properties['cartId']).toBe(cart.properties['cartId']);
    expect(order.properties['cartId']).toBe(cart.properties['cartId']);
    expect(checkout.properties['aliases']).toEqual(expect.arrayContaining(['5f0c2d6a91b84e7c8f3a1d20b6e49c77', '38571926356268']));
    expect(order.properties['cartAliases']).toEqual(['5f0c2d6a91b84e7c8f3a1d20b6e49c77', '38571926356268']);
  });

  test('the person of a cart is nobody yet, and becomes the one who says who they are at checkout', () => {
    const cart = eventOf('carts/create');
    const checkout = eventOf('checkouts/update');
    expect(cart.customer).toEqual({ anonymousId: cart.properties['cartId'] });
    expect(checkout.customer).toMatchObject({ anonymousId: cart.properties['cartId'], email: 'maya.lindqvist@example.com', externalId: '7310558593214' });
  });

  test('a checkout without a cart, such as buy-it-now, is known by its own token', () => {
    expect(eventOf('checkouts/create', { cart_token: null }).properties['cartId']).toBe('5f0c2d6a91b84e7c8f3a1d20b6e49c77');
    expect(eventOf('orders/create', { cart_token: null }).properties['cartId']).toBe('5f0c2d6a91b84e7c8f3a1d20b6e49c77');
  });

  test('a cart can be filled again from a mail, also on another device', () => {
    expect(eventOf('carts/update').properties['recoveryUrl']).toBe('https://harbour-lane.myshopify.com/cart/41802293510334:2,41802295574718:1');
    expect(eventOf('checkouts/update').properties['recoveryUrl']).toContain('/recover?key=');
  });

  test('a line is worth what the shopper pays for one, reductions taken off', () => {
    const { properties } = eventOf('carts/update');
    expect((properties['lines'] as Payload[])[1]).toMatchObject({ price: '21.60', quantity: 1, productId: '7288831738046', title: 'Stoneware Mug ☕ مَقْهَى' });
    expect(properties['total']).toBe(5_860);
  });

  test('how far somebody came in checkout is seen from what they filled in', () => {
    expect(eventOf('checkouts/create').properties['step']).toBe('checkout');
    expect(eventOf('checkouts/update').properties['step']).toBe('shipping');
    expect(eventOf('checkouts/update', { shipping_lines: [{ title: 'Standard' }] }).properties['step']).toBe('payment');
  });

  test('an address typed only half is not taken for an e-mail address', () => {
    expect(eventOf('checkouts/update', { email: 'maya@exam', customer: null }).customer?.email).toBeUndefined();
  });

  test('the friend a present goes to is not taken for the one who buys it', () => {
    const { customer } = eventOf('orders/create');
    expect(customer).toMatchObject({ firstName: 'Maya', phone: '+13125550142' });
    expect(JSON.stringify(customer)).not.toContain('555-0177');
  });
});

describe('an order', () => {
  test('is counted in the currency of the shop, whatever the shopper was shown', () => {
    expect(eventOf('orders/create').properties).toMatchObject({ currency: 'USD', total: '69.62', discount: '2.40', shipping: '6.00', tax: '5.02', discountCodes: ['WELCOME5'] });
  });

  test('of a guest names them by e-mail, and of nobody by its cart', () => {
    expect(eventOf('orders/create', { customer: null }).customer).toMatchObject({ email: 'maya.lindqvist@example.com', firstName: 'Jonas' });
    const till = eventOf('orders/create', { customer: null, email: '', contact_email: null, phone: null, cart_token: null, checkout_token: null, checkout_id: null, source_name: 'pos' });
    expect(till.customer?.anonymousId).toBe('order:6200354537772');
    expect(till.properties['cartId']).toBeUndefined();
  });

  test('is placed, paid and cancelled once, however many subscriptions or replays tell of it', () => {
    for (const topic of ['orders/create', 'orders/paid', 'orders/cancelled']) {
      expect(eventOf(topic, {}, { 'x-shopify-event-id': 'other', 'x-shopify-webhook-id': 'other' }).id).toBe(eventOf(topic).id);
    }
    expect(eventOf('orders/updated', {}, { 'x-shopify-event-id': 'other' }).id).not.toBe(eventOf('orders/updated').id);
  });

  test('counts from when Shopify told of it, so that old stamps in a payload start or stop nothing', () => {
    expect(eventOf('orders/create').occurredAt).toBe(Date.parse('2026-11-20T15:41:21.120Z'));
    expect(eventOf('carts/update', { updated_at: '2021-12-31T19:00:00-05:00' }, { 'x-shopify-triggered-at': '' }).occurredAt).toBeUndefined();
  });

  test('brought over from another shop keeps its own date, so that it starts nothing', () => {
    expect(eventOf('orders/create', { processed_at: '2024-02-01T10:00:00-05:00' }).occurredAt).toBe(Date.parse('2024-02-01T15:00:00Z'));
  });

  test('carries when it last changed, so that an older update cannot overwrite a newer one', () => {
    expect(eventOf('orders/updated').properties['updatedAt']).toBe(Date.parse('2026-11-20T16:20:02Z'));
    expect(eventOf('checkouts/update').properties['updatedAt']).toBe(Date.parse('2026-11-20T15:06:21Z'));
  });

  test('with a tip or an item made up at the till has a name for each line', () => {
    const lines = [{ id: 1, title: 'Tip', price: '3.00', quantity: 1, product_id: null, variant_id: null }];
    expect((eventOf('orders/create', { line_items: lines }).properties['lines'] as Payload[])[0]).toMatchObject({ productId: 'custom:Tip', price: '3.00' });
  });

  test('refunded is worth what really went back, in minor units', () => {
    expect(eventOf('refunds/create').properties).toMatchObject({ orderId: '6200354537772', amount: 2_345, currency: 'USD', lines: [{ productId: '7288831738046', quantity: 1, restocked: false }] });
    expect(eventOf('refunds/create', { transactions: [] }).properties['amount']).toBe(2_345);
    expect(eventOf('refunds/create', { transactions: [{ kind: 'refund', status: 'failure', amount: '9.00', currency: 'USD' }] }).properties['amount']).toBe(2_345);
  });

  test('is delivered once, when its parcel arrives, and its own time of change is left alone', () => {
    const arrived = eventOf('fulfillments/update');
    expect(arrived.type).toBe('order-delivered');
    expect(arrived.properties['updatedAt']).toBeUndefined();
    expect(eventOf('fulfillments/update', { updated_at: '2026-12-01T00:00:00Z' }, { 'x-shopify-event-id': 'later' }).id).toBe(arrived.id);
    expect(eventOf('fulfillments/update', { shipment_status: 'out_for_delivery' }).type).toBe('order-delivery-updated');
  });
});

describe('consent', () => {
  test('given at checkout counts from when the checkout began, so that a late update cannot undo an unsubscribe', () => {
    expect(consentOf(eventOf('checkouts/update'), 'email')).toMatchObject({ state: 'subscribed', source: 'Shopify checkout', at: Date.parse('2026-11-20T15:05:02Z') });
    const left = { ...(fixture('checkouts/update').payload['customer'] as Payload), email_marketing_consent: { state: 'unsubscribed', opt_in_level: null, consent_updated_at: '2026-11-20T15:30:00Z' } };
    expect(consentOf(eventOf('checkouts/update', { customer: left }), 'email')).toMatchObject({ state: 'unsubscribed' });
  });

  test('is said by a ticked box, never by an empty one', () => {
    expect(eventOf('checkouts/create').customer?.consent).toBeUndefined();
    expect(consentOf(eventOf('checkouts/create', { buyer_accepts_sms_marketing: true, sms_marketing_phone: '+13125550142' }), 'sms')).toMatchObject({ state: 'subscribed', optIn: 'single' });
  });

  test('never asked for says nothing, so that an agreement given elsewhere stays', () => {
    expect(consentOf(eventOf('customers/update'), 'sms')).toBeUndefined();
  });

  test('to texts by double opt-in is known as such', () => {
    expect(eventOf('customers_marketing_consent/update')).toMatchObject({ type: 'customer-subscribed', customer: { consent: { sms: { state: 'subscribed', optIn: 'double', at: Date.parse('2026-11-25T13:02:40Z') } } } });
  });

  test('withdrawn is an unsubscribe, and an address that is no longer valid may not be written to', () => {
    expect(eventOf('customers_email_marketing_consent/update').type).toBe('customer-unsubscribed');
    expect(eventOf('customers_email_marketing_consent/update', { email_marketing_consent: { state: 'invalid' } })).toMatchObject({ type: 'customer-unsubscribed' });
    expect(eventOf('customers_email_marketing_consent/update', { email_marketing_consent: { state: 'pending' } })).toMatchObject({ type: 'customer-updated', customer: { consent: { email: { state: 'pending' } } } });
    expect(eventOf('customers/delete').customer?.consent).toMatchObject({ email: { state: 'unsubscribed' }, sms: { state: 'unsubscribed' } });
  });

  test('of older versions, one box for everything, counts for e-mail', () => {
    const old = { email_marketing_consent: undefined, accepts_marketing: true, accepts_marketing_updated_at: '2021-06-01T08:00:00-04:00' };
    expect(consentOf(eventOf('customers/update', old), 'email')).toMatchObject({ state: 'subscribed', at: Date.parse('2021-06-01T12:00:00Z') });
  });
});

describe('products and stock', () => {
  test('a product costs what its cheapest variant does, and has the stock of all that are counted', () => {
    expect(eventOf('products/update').properties).toMatchObject({ price: '6.20', compareAtPrice: '7.00', stock: 215, category: 'Coffee', url: 'https://harbour-lane.myshopify.com/products/dockside-espresso' });
    const uncounted = (fixture('products/update').payload['variants'] as Payload[]).map((variant) => ({ ...variant, inventory_management: null }));
    expect(eventOf('products/update', { variants: uncounted }).properties['stock']).toBeNull();
  });

  test('stock and cost name the inventory item, which the product has told the variant of', () => {
    expect(eventOf('inventory_levels/update').properties).toMatchObject({ inventoryItemId: '43898377338046', locationId: '66034761982', stock: 3 });
    expect(eventOf('inventory_items/update').properties).toMatchObject({ inventoryItemId: '43898377338046', cost: '9.10' });
    expect((eventOf('products/update').properties['variants'] as Payload[])[0]).toMatchObject({ inventoryItemId: '43898377338046' });
  });
});

describe('privacy', () => {
  test('each of the three requests names who and what it is about', () => {
    expect(eventOf('customers/data_request')).toMatchObject({ type: 'customer-data-requested', customer: { externalId: '7310558593214' }, properties: { orderIds: ['6200354537772'], requestId: '90217' } });
    expect(eventOf('customers/redact')).toMatchObject({ type: 'customer-erasure-requested', customer: { externalId: '7310558593214' }, properties: { orderIds: ['6200354537772'] } });
    expect(eventOf('shop/redact')).toMatchObject({ type: 'store-erasure-requested', customer: undefined, properties: { shopDomain: 'harbour-lane.myshopify.com' } });
  });
});

describe('what is refused', () => {
  const refusal = (code: string, words: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(words) });

  test('amounts in another currency than the shop reports in', () => {
    expect(() => eventOf('orders/create', { currency: 'EUR' })).toThrow(refusal('input-invalid', /EUR.*USD/));
    expect(() => eventOf('orders/create', { currency: 'US DOLLARS' }, {}, { currency: undefined })).toThrow(refusal('input-invalid', /three letters/));
    expect(eventOf('orders/create', { currency: 'EUR' }, {}, { currency: undefined }).properties['currency']).toBe('EUR');
  });

  test('an order with more lines than any shop has', () => {
    const line = (fixture('orders/create').payload['line_items'] as Payload[])[0];
    expect(() => eventOf('orders/create', { line_items: Array.from({ length: 501 }, () => line) })).toThrow(refusal('input-invalid', /more than 500/));
    expect((eventOf('orders/create', { line_items: Array.from({ length: 500 }, () => line) }).properties['lines'] as unknown[]).length).toBe(500);
  });

  test('an order without its amount or id, and it says which', () => {
    expect(() => eventOf('orders/create', { total_price: null })).toThrow(refusal('input-invalid', /total_price/));
    expect(() => eventOf('orders/create', { id: undefined })).toThrow(refusal('input-invalid', /id/));
  });

  test('a webhook of another shop, which would mix two stores up', () => {
    expect(() => eventOf('orders/create', {}, { 'x-shopify-shop-domain': 'other.myshopify.com' })).toThrow(refusal('connection-invalid', /other\.myshopify\.com/));
    expect(eventOf('orders/create', {}, { 'x-shopify-shop-domain': 'other.myshopify.com' }, { shopDomain: 'harbourlane.example' }).type).toBe('order-placed');
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
  expect(shopifyConfig.parse({ shopDomain: ' https://Harbour-Lane.myshopify.com/admin ', webhookSecret: 'shpss_example' }).shopDomain).toBe('harbour-lane.myshopify.com');
  expect(shopifyConfig.safeParse({ shopDomain: 'harbour lane', webhookSecret: 'shpss_example' }).success).toBe(false);
});
