import { DAY } from '@millrace/base';
import type { Facts } from '@millrace/flow';
import type { OfferOption } from '../offer/options.ts';
import { EXAMPLE_NOW, exampleFacts } from './example.ts';

export const SHOP_OPTIONS: readonly OfferOption[] = [
  { id: 'none', kind: 'none', value: 0 },
  { id: 'free-shipping', kind: 'free-shipping', value: 0 },
  { id: 'percent-10', kind: 'percentage', value: 10 },
  { id: 'percent-20', kind: 'percentage', value: 20 },
];

const STEPS = ['cart', 'checkout', 'shipping', 'payment'] as const;

/** A person who left a cart, `index` minutes after the shop opened. */
export function shopper(random: () => number, index = 0): Facts {
  const now = EXAMPLE_NOW + index * 60_000;
  const kind = random();
  const isNew = kind < 0.35;
  const isSensitive = !isNew && kind < 0.6;
  const price = 2_000 + Math.floor(random() * 12_000);
  const orders = isNew ? 0 : Math.ceil(random() * 8);
  return exampleFacts({
    now,
    store: { marginFloor: 0.15, assumedCostShare: 0.5, shippingCost: 600, freeShippingFrom: null },
    customer: {
      ordersCount: orders,
      averageOrder: isNew ? 0 : 6_000,
      lastOrderAt: isNew ? null : now - random() * 200 * DAY,
      orderGapDays: orders > 1 ? 40 : null,
      discountShare: isNew ? null : isSensitive ? 0.6 + 0.4 * random() : 0.2 * random(),
      createdAt: now - (isNew ? 3 * random() : 300) * DAY,
    },
    cart: {
      total: price,
      itemsCount: 1 + Math.floor(random() * 3),
      step: STEPS[Math.floor(random() * 4)]!,
      device: random() < 0.6 ? 'mobile' : 'desktop',
      newCategory: random() < 0.2,
      lines: [
        {
          productId: 'p',
          variantId: null,
          title: 'Thing',
          category: null,
          quantity: 1,
          price,
          cost: Math.round(price * (0.4 + 0.2 * random())),
          image: null,
          url: null,
          stock: 9,
        },
      ],
    },
  });
}

const LIFT: Readonly<Record<string, number>> = {
  none: 0,
  'free-shipping': 0.05,
  'percent-10': 0.09,
  'percent-20': 0.13,
};
const BY_STEP: Readonly<Record<string, number>> = { cart: 0, checkout: 0.02, shipping: 0.04, payment: 0.06 };

/**
 * The true purchase probability, known only to the simulation: discounts move the price-sensitive, and hardly
 * anybody else.
 */
export function trueRate({ customer, cart }: Facts, option: string): number {
  const sensitive = (customer.discountShare ?? 0) > 1 / 3;
  const need = customer.ordersCount === 0 ? 0.5 : sensitive ? 1 : 0.05;
  const base = customer.ordersCount === 0 ? 0.06 : sensitive ? 0.08 : 0.2;
  return base + (BY_STEP[cart!.step] ?? 0) + need * (LIFT[option] ?? 0);
}

/** Margin in minor units if it is bought. */
export function trueMargin({ cart, store }: Facts, option: string): number {
  const { price, cost } = cart!.lines[0]!;
  if (option === 'free-shipping') return price - cost! - store.shippingCost;
  return Math.floor(price * (option === 'percent-10' ? 0.9 : option === 'percent-20' ? 0.8 : 1)) - cost!;
}

export function trueValue(facts: Facts, option: string): number {
  return trueRate(facts, option) * trueMargin(facts, option);
}
