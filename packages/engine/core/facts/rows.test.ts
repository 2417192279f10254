import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storeSettingsSchema } from '../store/index.ts';
import { DAY, HOUR, toPersonal, type PersonalClock } from '@millrace/base';
import {
  cartFacts,
  clockOf,
  customerFacts,
  eventFact,
  orderFacts,
  productFacts,
  REAL_TIME,
  type CartRow,
  type CustomerRow,
  type EventRow,
  type OrderRow,
} from './index.ts';

const NOW = Date.UTC(2026, 5, 10, 12);
const SETTINGS = {
  ...storeSettingsSchema.parse({}),
  name: '',
  currency: 'EUR',
  zone: 'UTC',
  url: '',
  demo: false,
};
const customer = (more: Partial<CustomerRow> = {}): CustomerRow => ({
  id: 'ann',
  email: 'ann@example.com',
  phone: null,
  first_name: 'Ann',
  last_name: null,
  country: 'DE',
  city: null,
  language: null,
  zone: null,
  tags: ['vip'],
  properties: { plan: 'gold' },
  orders_count: 0,
  total_spent: 0,
  discount_orders: 0,
  first_order_at: null,
  last_order_at: null,
  last_seen_at: null,
  lists: [],
  predicted: null,
  points: 0,
  tier: null,
  created_at: NOW - 9 * DAY,
  pace: 1,
  pace_anchor: null,
  consents: null,
  browsers: null,
  suppressed: null,
  ...more,
});
const line = (productId: string, more: Partial<CartRow['lines'][number]> = {}) => ({
  productId,
  variantId: null,
  title: productId,
  category: 'kitchen',
  quantity: 1,
  price: 100,
  cost: null,
  image: null,
  url: null,
  stock: null,
  ...more,
});
const cart = (more: Partial<CartRow> = {}): CartRow => ({
  id: 'cart-1',
  currency: 'EUR',
  total: 300,
  items_count: 2,
  lines: [line('kettle'), line('cup', { variantId: 'red', category: null })],
  created_at: NOW - HOUR,
  updated_at: NOW,
  step: 'checkout',
  device: null,
  recovery_url: 'https://shop.test/c',
  discount_codes: [],
  completed_at: null,
  ...more,
});
const order: OrderRow = {
  id: 'order-1',
  number: '#1',
  currency: 'EUR',
  total: 500,
  discount: 50,
  margin: null,
  lines: [],
  placed_at: NOW,
  financial_status: null,
  fulfilment_status: null,
  cart_id: 'cart-1',
};
const event: EventRow = {
  id: 'event-1',
  type: 'order-placed',
  occurred_at: NOW,
  value: 500,
  cart_id: 'cart-1',
  order_id: 'order-1',
  product_id: null,
  message_id: null,
  properties: { coupon: 'X' },
};
const clock: fc.Arbitrary<PersonalClock> = fc.record({
  pace: fc.constantFrom(1, 60, 1_440),
  anchor: fc.integer({ min: NOW - 30 * DAY, max: NOW }),
});

describe('a customer as a flow knows them', () => {
  test('is in the zone of the store where their own is unknown', () => {
    expect(customerFacts(customer(), 'Asia/Tokyo').zone).toBe('Asia/Tokyo');
    expect(customerFacts(customer({ zone: 'Europe/Paris' }), 'Asia/Tokyo').zone).toBe('Europe/Paris');
  });

  test('before the first order has no figures that nobody could work out', () => {
    expect(customerFacts(customer(), 'UTC')).toMatchObject({
      ordersCount: 0,
      averageOrder: 0,
      discountShare: null,
      orderGapDays: null,
      firstOrderAt: null,
      lastOrderAt: null,
    });
    expect(
      customerFacts(
        customer({ orders_count: 1, total_spent: 99, first_order_at: NOW, last_order_at: NOW }),
        'UTC',
      ),
    ).toMatchObject({ averageOrder: 99, discountShare: 0, orderGapDays: null });
  });

  test('has an average and a gap that give back what was spent, and how long it took', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.nat(1_000_000),
        fc.nat(40),
        fc.nat(700),
        (orders, spent, discounted, days) => {
          const facts = customerFacts(
            customer({
              orders_count: orders,
              total_spent: spent,
              discount_orders: Math.min(orders, discounted),
              first_order_at: NOW - days * DAY,
              last_order_at: NOW,
            }),
            'UTC',
          );
          expect(Math.abs(facts.averageOrder * orders - spent)).toBeLessThanOrEqual(orders / 2);
          expect(facts.orderGapDays! * (orders - 1)).toBeCloseTo(days, 6);
          expect(facts.discountShare! * orders).toBeCloseTo(Math.min(orders, discounted), 9);
        },
      ),
    );
  });

  test('agreed to what they agreed to, and is closed off where an address of theirs is', () => {
    const facts = customerFacts(
      customer({
        consents: [
          { channel: 'email', state: 'subscribed', opt_in: null },
          { channel: 'sms', state: 'unsubscribed', opt_in: 'double' },
        ],
        suppressed: ['sms'],
      }),
      'UTC',
    );
    expect([facts.consent, facts.suppressed]).toEqual([
      { email: 'subscribed', sms: 'unsubscribed' },
      { sms: true },
    ]);
    expect(customerFacts(customer(), 'UTC')).toMatchObject({ consent: {}, suppressed: {} });
  });

  test('lives in their own time, with gaps of their own days', () => {
    fc.assert(
      fc.property(clock, fc.nat(20), (own, days) => {
        const row = customer({
          pace: own.pace,
          pace_anchor: own.anchor,
          orders_count: 3,
          first_order_at: NOW - days * DAY,
          last_order_at: NOW,
          last_seen_at: NOW,
        });
        const facts = customerFacts(row, 'UTC');
        expect(clockOf(row)).toEqual(own);
        expect(facts.lastSeenAt).toBe(toPersonal(NOW, own));
        expect(facts.createdAt).toBe(toPersonal(row.created_at, own));
        expect(facts.orderGapDays).toBeCloseTo((facts.lastOrderAt! - facts.firstOrderAt!) / DAY / 2, 9);
      }),
    );
    expect(clockOf(customer())).toEqual(REAL_TIME);
  });
});

describe('a cart as a flow knows it', () => {
  const nothing = new Map<string, { stock: number | null; cost: number | null }>();
  test('knows stock and cost of the very variant, as the catalogue has them now', () => {
    const catalogue = new Map([
      ['kettle/', { stock: 3, cost: 40 }],
      ['cup/red', { stock: 0, cost: 7 }],
      ['cup/', { stock: 99, cost: 99 }],
    ]);
    expect(
      cartFacts(cart(), REAL_TIME, catalogue, new Set()).lines.map(({ stock, cost }) => [stock, cost]),
    ).toEqual([
      [3, 40],
      [0, 7],
    ]);
  });
  test('keeps the cost that came with it, and knows nothing of what the catalogue lacks', () => {
    const known = cart({ lines: [line('kettle', { cost: 5, stock: 12 }), line('lamp')] });
    const catalogue = new Map([['kettle/', { stock: null, cost: 40 }]]);
    expect(
      cartFacts(known, REAL_TIME, catalogue, new Set()).lines.map(({ stock, cost }) => [stock, cost]),
    ).toEqual([
      [null, 5],
      [null, null],
    ]);
  });
  test('has a new category only by a category that was never bought', () => {
    const isNew = (...bought: string[]) => cartFacts(cart(), REAL_TIME, nothing, new Set(bought)).newCategory;
    expect([isNew(), isNew('garden'), isNew('kitchen')]).toEqual([true, true, false]);
    const nameless = cart({ lines: [line('cup', { category: null })] });
    expect(cartFacts(nameless, REAL_TIME, nothing, new Set()).newCategory).toBe(false);
    expect(cartFacts(cart({ lines: [] }), REAL_TIME, nothing, new Set()).newCategory).toBe(false);
  });
  test('was begun, changed and bought in the time of its person', () => {
    fc.assert(
      fc.property(clock, fc.option(fc.nat(5)), (own, hours) => {
        const completed_at = hours === null ? null : NOW + hours * HOUR;
        const facts = cartFacts(cart({ completed_at }), own, nothing, new Set());
        expect(facts.createdAt).toBe(toPersonal(NOW - HOUR, own));
        expect(facts.updatedAt).toBe(toPersonal(NOW, own));
        expect(facts.completedAt).toBe(completed_at === null ? null : toPersonal(completed_at, own));
      }),
    );
  });
});

describe('what else is known', () => {
  test('an order that says no status was placed', () => {
    expect(orderFacts(order, REAL_TIME)).toMatchObject({
      status: 'placed',
      fulfilment: null,
      cartId: 'cart-1',
    });
    expect(orderFacts({ ...order, financial_status: 'refunded' }, REAL_TIME).status).toBe('refunded');
  });
  test('an order and an event happened in the time of their person', () => {
    fc.assert(
      fc.property(clock, (own) => {
        expect(orderFacts(order, own).placedAt).toBe(toPersonal(NOW, own));
        expect(eventFact(event, own)).toEqual({
          id: 'event-1',
          type: 'order-placed',
          at: toPersonal(NOW, own),
          value: 500,
          cartId: 'cart-1',
          orderId: 'order-1',
          productId: null,
          messageId: null,
          properties: { coupon: 'X' },
        });
      }),
    );
  });
  test('a product without a currency has an empty one, and all else as it is', () => {
    const row = {
      id: 'p',
      title: 'Kettle',
      category: null,
      vendor: 'Ada',
      currency: null,
      price: 100,
      compare_at_price: 120,
      cost: 40,
      stock: 0,
      status: 'active',
      tags: ['new'],
      url: null,
      image: null,
    };
    const { compare_at_price: compareAtPrice, ...rest } = row;
    const unknown = { forecast: null, ordered: null, rises: null };
    expect(productFacts({ ...row, ...unknown }, SETTINGS, NOW)).toEqual({
      ...rest,
      currency: '',
      compareAtPrice,
      dailyDemand: null,
      daysLeft: null,
      reorderPoint: null,
      toReorder: null,
      reorderUnits: null,
      reorderReason:
        'It was not on sale long enough to tell what is asked for: four weeks in stock are needed.',
    });
  });
});
