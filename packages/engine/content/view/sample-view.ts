import { DECISION_MODELS, exampleFactsOf, examplePredictionsOf } from '@millrace/decisions';
import type { ContentView } from './content-view.ts';

/** Noon on Saturday, 21 November 2026, UTC. */
const SAMPLE_NOW = 1_795_262_400_000;

/** A sample person, for checks, and for previews before a real customer is chosen. */
export function sampleView(changes: Partial<ContentView> = {}): ContentView {
  const product = (title: string, price: number, quantity = 1) => ({
    title,
    price,
    currency: 'USD',
    image: null,
    url: `https://shop.example/products/${title.toLowerCase().replace(/\W+/g, '-')}`,
    quantity,
  });
  return {
    customer: {
      firstName: 'Ann',
      lastName: 'Berg',
      email: 'ann@example.com',
      phone: '+15550100',
      city: 'Portland',
      country: 'US',
      language: 'en',
      tags: ['early'],
      ordersCount: 3,
      points: 320,
      tier: 'Silver',
      totalSpent: 31_200,
      lastOrderAt: SAMPLE_NOW - 40 * 86_400_000,
      properties: {},
      predicted: examplePredictionsOf(DECISION_MODELS),
    },
    cart: {
      total: 14_700,
      currency: 'USD',
      itemsCount: 3,
      firstTitle: 'Linen shirt',
      recoveryUrl: 'https://shop.example/cart/8f2?key=5d',
      lines: [product('Linen shirt', 6_900), product('Wool socks', 1_450, 2), product('Canvas tote', 4_900)],
    },
    order: {
      number: '#1042',
      total: 12_900,
      currency: 'USD',
      placedAt: SAMPLE_NOW - 86_400_000,
      lines: [product('Linen shirt', 6_900)],
    },
    product: {
      title: 'Linen shirt',
      price: 6_900,
      compareAtPrice: 8_900,
      dailyDemand: 2.4,
      daysLeft: 9,
      reorderPoint: 40,
      reorderUnits: 84,
      reorderReason: '2.4 a day are expected (2.1 to 2.8).',
      currency: 'USD',
      stock: 12,
      category: 'Shirts',
      vendor: 'North Mill',
      url: 'https://shop.example/products/linen-shirt',
      image: null,
    },
    event: { type: 'cart-abandoned', at: SAMPLE_NOW - 3_600_000, value: 14_700, properties: {} },
    store: { name: 'North & Thread', url: 'https://shop.example', currency: 'USD', freeShippingFrom: 7_500 },
    discount: {
      code: 'MILL-7KQ2',
      kind: 'percentage',
      value: 10,
      label: '10% off',
      expiresAt: SAMPLE_NOW + 2 * 86_400_000,
      minimum: 5_000,
    },
    decision: exampleFactsOf(DECISION_MODELS),
    recommendations: [
      product('Merino scarf', 5_400),
      product('Felt slippers', 4_200),
      product('Cedar soap', 1_200),
    ],
    recommendedBy: {},
    links: {
      unsubscribe: 'https://shop.example/u/sample',
      preferences: 'https://shop.example/p/sample',
      returns: 'https://shop.example/returns/sample',
      answer: 'https://shop.example/a/sample',
    },
    currency: 'USD',
    zone: 'America/Los_Angeles',
    locale: 'en-US',
    dateOrder: 'unknown',
    ...changes,
  };
}
