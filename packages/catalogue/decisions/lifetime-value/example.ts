import { DAY } from '@millrace/base';
import type { PastBuyer } from '../history.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);

/** People who order at very different rates, some of whom stop for ever. @param random in [0, 1) */
export function pastBuyers(random: () => number): readonly PastBuyer[] {
  return Array.from({ length: 900 }, (_unused, index): PastBuyer => {
    const first = NOW - Math.floor(20 + 500 * random()) * DAY;
    const gap = 15 + 240 * random() ** 2;
    const stops = random() < 0.4 ? 0.5 : 0.08;
    const usual = 2_500 + 9_000 * random();
    const order = (at: number) => ({ at, revenue: Math.round(usual * (0.6 + 0.8 * random())) });
    const orders = [order(first)];
    for (let at = first; random() > stops;) {
      at += Math.ceil(-Math.log(1 - random()) * gap) * DAY;
      if (at > NOW) break;
      orders.push(order(at));
    }
    return { customerId: `buyer-${index}`, orders, now: NOW };
  });
}
