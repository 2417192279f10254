import { DAY, HOUR } from '@millrace/base';
import type { PastCart } from '../history.ts';

const STEPS = ['cart', 'checkout', 'shipping', 'payment'] as const;
const NOW = Date.UTC(2026, 0, 15, 12);

/** History in which the checkout step reached and earlier orders decide who comes back. */
export function pastCarts(random: () => number): readonly PastCart[] {
  return Array.from({ length: 1_600 }, (_unused, index): PastCart => {
    const step = Math.floor(random() * STEPS.length);
    const orders = random() < 0.4 ? 0 : Math.ceil(random() * 6);
    const leftAt = NOW - 200 * DAY + index * 2 * HOUR;
    const price = 2_000 + Math.floor(random() * 9_000);
    const comesBack = random() < 0.04 + 0.12 * step + (orders > 0 ? 0.15 : 0);
    return {
      cart: {
        total: price,
        itemsCount: 1,
        lines: [
          {
            productId: 'p',
            variantId: null,
            title: 'Thing',
            category: null,
            quantity: 1,
            price,
            cost: Math.round(price / 2),
            image: null,
            url: null,
            stock: 3,
          },
        ],
        step: STEPS[step]!,
        device: random() < 0.5 ? 'mobile' : 'desktop',
        discountCodes: [],
        newCategory: false,
      },
      customer: {
        ordersCount: orders,
        averageOrder: orders > 0 ? 6_000 : 0,
        lastOrderAt: orders > 0 ? leftAt - 40 * DAY : null,
        discountShare: orders > 0 ? 0.2 : null,
        orderGapDays: orders > 1 ? 30 : null,
        createdAt: leftAt - 300 * DAY,
        zone: 'UTC',
      },
      leftAt,
      boughtAt: comesBack ? leftAt + DAY : null,
      now: NOW,
    };
  });
}
