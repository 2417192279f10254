import { parseGraph } from '../parse-graph.ts';
import {
  bareEvent,
  type CartFacts,
  type CustomerFacts,
  type EventFact,
  type Facts,
  type OrderFacts,
  type StoreFacts,
} from '../facts.ts';
import type { Graph } from '../graph.ts';

/** The present of facts made here. */
export const NOW = Date.UTC(2026, 9, 20, 12);

/** A graph in short form: `flow(['t trigger', 'w wait'], ['t > w', 'w:next > e'], { w: { minutes: 5 } })`. */
export function flow(
  nodes: readonly string[],
  edges: readonly string[],
  configs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
  more: Readonly<Record<string, unknown>> = {},
): Graph {
  return parseGraph({
    schemaVersion: 2,
    subject: 'customer',
    nodes: nodes.map((line) => {
      const [id = '', kind = ''] = line.split(' ');
      return {
        id,
        kind,
        config:
          configs[id] ??
          (kind === 'trigger'
            ? { event: 'cart-abandoned' }
            : kind === 'wait'
              ? { minutes: 60 }
              : kind === 'send'
                ? { text: 'Hello' }
                : {}),
      };
    }),
    edges: edges.map((line, index) => {
      const [source = '', to = ''] = line.split(' > ');
      const [from = '', port = 'next'] = source.split(':');
      return { id: `edge-${index}`, from, port, to };
    }),
    ...more,
  });
}

export const event = (type: string, more: Partial<EventFact> = {}): EventFact =>
  bareEvent({ id: `event-${type}`, type, at: NOW, ...more });

export const customer = (more: Partial<CustomerFacts> = {}): CustomerFacts => ({
  id: 'ann',
  email: 'ann@example.com',
  phone: '+15550100',
  browsers: null,
  firstName: 'Ann',
  lastName: null,
  country: 'DE',
  city: 'Berlin',
  language: 'de',
  zone: 'Europe/Berlin',
  createdAt: NOW - 400 * 86_400_000,
  tags: ['loyal', 'Newsletter'],
  properties: { plan: 'gold', 'size.shirt': 'M', score: 7, signedOn: '2026-10-18' },
  consent: { email: 'subscribed', sms: 'never-asked' },
  suppressed: { email: false },
  ordersCount: 3,
  totalSpent: 30_000,
  averageOrder: 10_000,
  firstOrderAt: NOW - 300 * 86_400_000,
  lastOrderAt: NOW - 30 * 86_400_000,
  discountShare: 1 / 3,
  orderGapDays: 135,
  lastSeenAt: null,
  lists: [],
  points: 0,
  tier: null,
  predicted: {},
  ...more,
});

export const order = (more: Partial<OrderFacts> = {}): OrderFacts => ({
  id: 'order-1',
  number: '#1001',
  currency: 'EUR',
  total: 12_000,
  discount: 0,
  margin: 6_000,
  lines: cart().lines,
  placedAt: NOW,
  status: 'placed',
  fulfilment: null,
  cartId: null,
  ...more,
});

export const cart = (more: Partial<CartFacts> = {}): CartFacts => ({
  id: 'cart-1',
  currency: 'EUR',
  total: 12_000,
  itemsCount: 2,
  createdAt: NOW,
  updatedAt: NOW,
  step: 'shipping',
  device: 'phone',
  recoveryUrl: null,
  discountCodes: [],
  newCategory: true,
  completedAt: null,
  lines: ['apparel', 'home', 'apparel'].map((category, index) => ({
    productId: `product-${index}`,
    variantId: null,
    title: 'Thing',
    category,
    quantity: 1,
    price: 4_000,
    cost: 2_000,
    image: null,
    url: null,
    stock: 3,
  })),
  ...more,
});

export const store: StoreFacts = {
  name: 'Shop',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  url: 'https://shop.example',
  marginFloor: 0.2,
  assumedCostShare: 0.5,
  shippingCost: 500,
  freeShippingFrom: 7_500,
};

export const facts = (more: Partial<Facts> = {}): Facts => ({
  now: NOW,
  enrolment: {
    id: '0190a000-0000-7000-8000-000000000001',
    key: 'cart-1',
    enteredAt: NOW - 3_600_000,
    event: event('cart-abandoned', { cartId: 'cart-1', value: 12_000, properties: { source: 'web' } }),
  },
  customer: customer(),
  cart: cart(),
  order: null,
  events: [],
  store,
  models: {},
  ...more,
});
