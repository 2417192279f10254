import { DAY, type Instant } from '@millrace/base';
import type { CartFacts, CustomerFacts, Facts, StoreFacts } from '@millrace/flow';
import type { ProductNow } from '../products.ts';

/** 14 October 2026, 16:30 UTC. */
export const EXAMPLE_NOW: Instant = Date.UTC(2026, 9, 14, 16, 30);

export interface ExampleChanges {
  readonly now?: Instant;
  readonly customer?: Partial<CustomerFacts>;
  /** Null for a person without a cart. */
  readonly cart?: Partial<CartFacts> | null;
  readonly store?: Partial<StoreFacts>;
  readonly models?: Facts['models'];
}

/** Facts of an ordinary person with an ordinary cart: for docs, the conformance suite and tests. */
export function exampleFacts({
  now = EXAMPLE_NOW,
  customer,
  cart,
  store,
  models = {},
}: ExampleChanges = {}): Facts {
  return {
    now,
    enrolment: { id: 'enrolment-1', key: 'cart-1', enteredAt: now, event: null },
    customer: {
      id: 'customer-1',
      email: 'ada@example.com',
      phone: null,
      browsers: null,
      firstName: 'Ada',
      lastName: null,
      country: 'DE',
      city: 'Berlin',
      language: 'de',
      zone: 'Europe/Berlin',
      createdAt: now - 400 * DAY,
      tags: [],
      properties: {},
      consent: { email: 'subscribed' },
      suppressed: {},
      ordersCount: 4,
      totalSpent: 24_000,
      averageOrder: 6_000,
      firstOrderAt: now - 390 * DAY,
      lastOrderAt: now - 40 * DAY,
      discountShare: 0.5,
      orderGapDays: 60,
      lastSeenAt: now,
      lists: [],
      points: 0,
      tier: null,
      predicted: {},
      ...customer,
    },
    cart:
      cart === null
        ? null
        : {
            id: 'cart-1',
            currency: 'EUR',
            total: 8_000,
            itemsCount: 2,
            lines: [
              {
                productId: 'p1',
                variantId: null,
                title: 'Kettle',
                category: 'Kitchen',
                quantity: 2,
                price: 4_000,
                cost: 1_800,
                image: null,
                url: null,
                stock: 12,
              },
            ],
            createdAt: now - 3_600_000,
            updatedAt: now - 1_800_000,
            step: 'cart',
            device: 'mobile',
            recoveryUrl: null,
            discountCodes: [],
            newCategory: false,
            completedAt: null,
            ...cart,
          },
    order: null,
    events: [],
    store: {
      name: 'Kettle & Co',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      url: 'https://shop.example',
      marginFloor: 0.2,
      assumedCostShare: 0.5,
      shippingCost: 490,
      freeShippingFrom: null,
      ...store,
    },
    models,
  };
}

/** Products that could be shown to that person now, including the kettle in the cart. */
export const EXAMPLE_PRODUCTS: readonly ProductNow[] = [
  ['p1', 'Kettle', 'Kitchen', 4_000],
  ['tea', 'Tea', 'Kitchen', 900],
  ['cup', 'Cup', 'Kitchen', 1_200],
  ['lamp', 'Lamp', 'Home', 5_000],
  ['rug', 'Rug', 'Home', 9_000],
].map(([productId, title, category, price]) => ({
  productId: productId as string,
  title: title as string,
  category: category as string,
  price: price as number,
  cost: null,
  stock: 5,
  isForSale: true,
}));
