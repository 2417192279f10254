import { DAY } from '@millrace/base';
import { seededNormal } from '@millrace/measure';
import type { PastShopper } from '../history.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);

interface Sold {
  readonly productId: string;
  readonly title: string;
  readonly lasts: number;
  readonly again: number;
  readonly often: number;
}

/** What is sold: days that one lasts, the chance that somebody buys it again, and how much it is sold. */
const SOLD: readonly Sold[] = [
  { productId: 'house-blend', title: 'House blend', lasts: 24, again: 0.7, often: 5 },
  { productId: 'cedar-soap', title: 'Cedar soap', lasts: 45, again: 0.55, often: 4 },
  { productId: 'oat-granola', title: 'Oat granola', lasts: 16, again: 0.6, often: 3 },
  { productId: 'face-cream', title: 'Face cream', lasts: 62, again: 0.5, often: 2 },
  { productId: 'desk-lamp', title: 'Desk lamp', lasts: 300, again: 0.02, often: 4 },
];

/** People who use things up at a pace of their own. @param random in [0, 1) */
export function pastShoppers(random: () => number): readonly PastShopper[] {
  return Array.from({ length: 900 }, (_unused, index): PastShopper => {
    const purchases: { productId: string; title: string; at: number; quantity: number }[] = [];
    for (let more = true; more; more = random() < 0.4) {
      const { productId, title, lasts, again } = anyOf(random);
      if (purchases.some((one) => one.productId === productId)) continue;
      const pace = lasts * Math.exp(0.4 * seededNormal(random));
      let at = NOW - Math.floor(400 * random()) * DAY;
      for (let stays = again; at <= NOW; stays = Math.max(again, Math.min(0.93, again + 0.3))) {
        const quantity = random() < 0.2 ? 2 : 1;
        purchases.push({ productId, title, at, quantity });
        if (random() >= stays) break;
        at += Math.max(1, Math.round(quantity ** 0.9 * pace * Math.exp(0.25 * seededNormal(random)))) * DAY;
      }
    }
    return {
      customerId: `shopper-${index}`,
      zone: 'Europe/Berlin',
      purchases: purchases.sort((left, right) => left.at - right.at),
      now: NOW,
    };
  });
}

function anyOf(random: () => number): Sold {
  let left = random() * SOLD.reduce((sum, { often }) => sum + often, 0);
  return SOLD.find(({ often }) => (left -= often) < 0) ?? SOLD[0]!;
}
