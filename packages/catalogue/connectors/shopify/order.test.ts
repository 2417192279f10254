import { describe, expect, test } from 'vitest';
import { eventOf, type Payload } from './testing/event-of.ts';

describe('an order', () => {
  test('is counted in the currency of the shop, whatever the shopper was shown', () => {
    expect(eventOf('orders/create').properties).toMatchObject({
      currency: 'USD',
      total: '69.62',
      discount: '2.40',
      shipping: '6.00',
      tax: '5.02',
      discountCodes: ['WELCOME5'],
    });
  });

  test('of a guest names them by e-mail, and of nobody by its cart', () => {
    expect(eventOf('orders/create', { customer: null }).customer).toMatchObject({
      email: 'maya.lindqvist@example.com',
      firstName: 'Jonas',
    });
    const till = eventOf('orders/create', {
      customer: null,
      email: '',
      contact_email: null,
      phone: null,
      cart_token: null,
      checkout_token: null,
      checkout_id: null,
      source_name: 'pos',
    });
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
    expect(eventOf('orders/create').occurredAt).toBe(Date.parse('2026-11-10T15:41:21.120Z'));
    expect(
      eventOf('carts/update', { updated_at: '2021-12-31T19:00:00-05:00' }, { 'x-shopify-triggered-at': '' }).occurredAt,
    ).toBeUndefined();
  });

  test('brought over from another shop keeps its own date, so that it starts nothing', () => {
    expect(eventOf('orders/create', { processed_at: '2024-02-01T10:00:00-05:00' }).occurredAt).toBe(Date.parse('2024-02-01T15:00:00Z'));
  });

  test('carries when it last changed, so that an older update cannot overwrite a newer one', () => {
    expect(eventOf('orders/updated').properties['updatedAt']).toBe(Date.parse('2026-11-10T16:20:02Z'));
    expect(eventOf('checkouts/update').properties['updatedAt']).toBe(Date.parse('2026-11-10T15:06:21Z'));
  });

  test('with a tip or an item made up at the till has a name for each line', () => {
    const lines = [{ id: 1, title: 'Tip', price: '3.00', quantity: 1, product_id: null, variant_id: null }];
    expect((eventOf('orders/create', { line_items: lines }).properties['lines'] as Payload[])[0]).toMatchObject({
      productId: 'custom:Tip',
      price: '3.00',
    });
  });

  test('refunded is worth what really went back, in minor units', () => {
    expect(eventOf('refunds/create').properties).toMatchObject({
      orderId: '6200354537772',
      amount: 2_345,
      currency: 'USD',
      lines: [{ productId: '7288831738046', quantity: 1, restocked: false }],
    });
    expect(eventOf('refunds/create', { transactions: [] }).properties['amount']).toBe(2_345);
    expect(
      eventOf('refunds/create', { transactions: [{ kind: 'refund', status: 'failure', amount: '9.00', currency: 'USD' }] }).properties[
        'amount'
      ],
    ).toBe(2_345);
  });

  test('is delivered once, when its parcel arrives, and its own time of change is left alone', () => {
    const arrived = eventOf('fulfillments/update');
    expect(arrived.type).toBe('order-delivered');
    expect(arrived.properties['updatedAt']).toBeUndefined();
    expect(eventOf('fulfillments/update', { updated_at: '2026-12-01T00:00:00Z' }, { 'x-shopify-event-id': 'later' }).id).toBe(arrived.id);
    expect(eventOf('fulfillments/update', { shipment_status: 'out_for_delivery' }).type).toBe('order-delivery-updated');
  });
});
