import { describe, expect, test } from 'vitest';
import { shopifyConfig } from './config.ts';
import { shopifyIntake } from './intake.ts';
import { eventOf, fixture, olderEventOf, shapeOf, type Payload } from './testing/event-of.ts';

describe('an order', () => {
  test('is counted in the currency of the shop, whatever the shopper was shown', () => {
    expect(eventOf('orders/create').properties).toMatchObject({
      currency: 'USD',
      total: '69.62',
      discount: '2.40',
      shipping: '6',
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
      expect(eventOf(topic, {}, { 'x-shopify-event-id': 'other', 'x-shopify-webhook-id': 'other' }).id).toBe(
        eventOf(topic).id,
      );
    }
    expect(eventOf('orders/updated', {}, { 'x-shopify-event-id': 'other' }).id).not.toBe(
      eventOf('orders/updated').id,
    );
  });

  test('counts from when Shopify told of it, so that old stamps in a payload start or stop nothing', () => {
    expect(eventOf('orders/create').occurredAt).toBe(Date.parse('2026-11-10T15:41:21.120Z'));
    expect(
      eventOf('carts/update', { updated_at: '2021-12-31T19:00:00-05:00' }, { 'x-shopify-triggered-at': '' })
        .occurredAt,
    ).toBeUndefined();
  });

  test('brought over from another shop keeps its own date, so that it starts nothing', () => {
    expect(eventOf('orders/create', { processed_at: '2024-02-01T10:00:00-05:00' }).occurredAt).toBe(
      Date.parse('2024-02-01T15:00:00Z'),
    );
  });

  test('carries when it last changed, so that an older update cannot overwrite a newer one', () => {
    expect(eventOf('orders/updated').properties['updatedAt']).toBe(Date.parse('2026-11-10T16:20:02Z'));
    expect(eventOf('checkouts/update').properties['updatedAt']).toBe(Date.parse('2026-11-10T15:06:21Z'));
  });

  test('with a tip or an item made up at the till has a name for each line', () => {
    const lines = [{ id: 1, title: 'Tip', price: '3.00', quantity: 1, product_id: null, variant_id: null }];
    expect(
      (eventOf('orders/create', { line_items: lines }).properties['lines'] as Payload[])[0],
    ).toMatchObject({
      productId: 'custom:Tip',
      price: '3.00',
    });
  });

  test('refunded is worth what really went back, in the shop’s own money', () => {
    expect(eventOf('refunds/create').properties).toMatchObject({
      orderId: '6200354537772',
      amount: '23.45',
      currency: 'USD',
      lines: [{ productId: '7288831738046', quantity: 1, restocked: false }],
    });
    expect(eventOf('refunds/create', { transactions: [] }).properties['amount']).toBe('23.45');
    expect(
      eventOf('refunds/create', {
        transactions: [{ kind: 'refund', status: 'failure', amount: '9.00', currency: 'USD' }],
      }).properties['amount'],
    ).toBe('23.45');
  });

  test('is delivered once, when its parcel arrives, and its own time of change is left alone', () => {
    const arrived = eventOf('fulfillments/update');
    expect(arrived.type).toBe('order-delivered');
    expect(arrived.properties['updatedAt']).toBeUndefined();
    expect(
      eventOf(
        'fulfillments/update',
        { updated_at: '2026-12-01T00:00:00Z' },
        { 'x-shopify-event-id': 'later' },
      ).id,
    ).toBe(arrived.id);
    expect(eventOf('fulfillments/update', { shipment_status: 'out_for_delivery' }).type).toBe(
      'order-delivery-updated',
    );
  });
});

describe('shapes that real stores send now and then', () => {
  test('an order without e-mail, whose address has a national number and whose account an international one', () => {
    expect(shapeOf('order-without-email').customer).toMatchObject({
      externalId: '7310558590001',
      phone: '+442071838750',
      firstName: 'Ife',
      country: 'GB',
    });
    expect(shapeOf('order-without-email').customer?.email).toBeUndefined();
  });

  test('an order that staff made for somebody unknown', () => {
    const { customer, properties } = shapeOf('order-by-staff');
    expect(customer).toEqual({ anonymousId: 'order:6200354530002', language: 'en-US' });
    expect(properties).toMatchObject({ total: '48.00', source: 'shopify_draft_order' });
    expect(properties['cartId']).toBeUndefined();
  });

  test('lines keep their full price, with every discount allocated to them beside it', () => {
    expect(shapeOf('order-wholly-discounted').properties).toMatchObject({
      total: '0.00',
      subtotal: '0.00',
      lines: [
        { price: '18.50', discount: '37' },
        { price: '24.00', discount: '24' },
      ],
    });
    expect(shapeOf('order-with-two-discounts-on-a-line').properties['lines']).toMatchObject([
      { price: '100.00', discount: '19' },
      { discount: '0.00' },
    ]);
    expect((shapeOf('order-with-a-technical-line').properties['lines'] as Payload[])[2]).toMatchObject({
      price: '10000.00',
      discount: '10000',
    });
  });

  test('a test order says so, and a tip is no goods', () => {
    expect(shapeOf('order-to-test').properties['test']).toBe(true);
    expect(shapeOf('order-with-a-tip').properties).toMatchObject({
      tip: '3.00',
      lines: [{ kind: 'goods' }, { kind: 'tip' }],
    });
    expect(shapeOf('order-with-duties').properties).toMatchObject({ duties: '14.40', tax: '24.00' });
  });

  test('money without decimals, with three, and with the tax in it', () => {
    expect(shapeOf('order-in-yen').properties).toMatchObject({
      currency: 'JPY',
      total: '9504',
      lines: [{ price: '4800', discount: '960' }],
    });
    expect(shapeOf('order-in-dinars').properties).toMatchObject({
      currency: 'KWD',
      total: '13.875',
      shipping: '1.125',
      lines: [{ price: '12.750' }],
    });
    expect(shapeOf('order-with-tax-included').properties).toMatchObject({
      taxIncluded: true,
      tax: '19.00',
      lines: [{ price: '119.00', tax: '19' }],
    });
  });

  test('what the shopper was shown is kept beside, and a refund in their money is told in the shop’s', () => {
    expect(shapeOf('order-shown-in-us-dollars').properties).toMatchObject({
      currency: 'CAD',
      total: '1366.02',
      presented: { currency: 'USD', amount: '1000.00' },
    });
    expect(shapeOf('refund-in-us-dollars').properties).toMatchObject({
      currency: 'CAD',
      amount: '1366.02',
      presented: { currency: 'USD', amount: '1000' },
    });
    const alone = shapeOf('refund-in-us-dollars-without-lines').properties;
    expect(alone).toMatchObject({ presented: { currency: 'USD', amount: '1000' } });
    expect(alone).not.toHaveProperty('amount');
  });

  test('an edited order says what is left of it', () => {
    expect(shapeOf('order-edited-down').properties).toMatchObject({
      total: '76.80',
      currentTotal: '38.40',
      currentDiscount: '9.60',
      lines: [{ quantity: 2, currentQuantity: 1, discount: '19.2' }],
    });
    expect(eventOf('orders/edited')).toMatchObject({
      type: 'order-edited',
      properties: { orderId: '6200354537772', changes: [{ lineId: '13688971526500', units: 1 }] },
    });
  });

  test('a gift card is never on its way, and a cancelled fulfilment is not either', () => {
    expect(shapeOf('fulfilment-of-a-gift-card').properties['deliveryStatus']).toBe('nothing-to-ship');
    expect(shapeOf('fulfilment-cancelled')).toMatchObject({
      type: 'order-delivery-updated',
      properties: { deliveryStatus: 'cancelled' },
    });
    expect(shapeOf('fulfilment-cancelled', { shipment_status: 'delivered' }).type).toBe(
      'order-delivery-updated',
    );
    expect(eventOf('fulfillments/create').properties['deliveryStatus']).not.toBe('nothing-to-ship');
  });

  test('of today’s versions a customer has neither tags nor consents, of older ones both', () => {
    for (const topic of ['orders/create', 'checkouts/update', 'customers/update']) {
      expect(JSON.stringify(fixture(topic).payload)).not.toMatch(/"tags":"coffee|email_marketing_consent/);
      expect(eventOf(topic).customer).not.toHaveProperty('tags');
      expect(olderEventOf(topic).customer).toMatchObject({
        tags: expect.arrayContaining(['coffee', 'newsletter']),
        consent: { email: { state: 'subscribed' } },
      });
    }
  });
});

describe('a topic is believed only as far as the signed body bears it out', () => {
  test('an order that is not cancelled, paid or shipped has only changed', () => {
    const open = fixture('orders/create').payload;
    for (const topic of ['orders/cancelled', 'orders/paid', 'orders/fulfilled', 'orders/partially_fulfilled'])
      expect(eventOf(topic, open).type).toBe('order-updated');
    expect(eventOf('orders/cancelled').type).toBe('order-cancelled');
  });

  test('a body about something else is refused, whatever topic it is sent under', () => {
    const topics = [
      'carts/update',
      'checkouts/update',
      'orders/create',
      'orders/edited',
      'refunds/create',
      'fulfillments/update',
      'customers/update',
      'customers/delete',
    ];
    topics.push(
      'customers_email_marketing_consent/update',
      'customers_marketing_consent/update',
      'products/update',
      'products/delete',
      'inventory_levels/update',
    );
    topics.push('inventory_items/update', 'customers/data_request', 'customers/redact', 'shop/redact');
    const taken: string[] = [];
    for (const topic of topics) {
      for (const other of topics.filter((one) => one !== topic)) {
        const swapped = () =>
          shopifyIntake(topic, fixture(other).payload, {
            config: shopifyConfig.parse({
              shopDomain: 'harbour-lane.myshopify.com',
              webhookSecret: 'shpss_example',
            }),
            headers: fixture(other).headers,
          });
        try {
          swapped();
          taken.push(`${other} as ${topic}`);
        } catch (error) {
          expect(error).toMatchObject({ code: 'input-invalid' });
        }
      }
    }
    expect(taken).toEqual([]);
  });
});
