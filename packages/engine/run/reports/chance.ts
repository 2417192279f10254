import type { OrderFigures } from './report-figures.ts';
import type { Stretch } from './report-window.ts';

/** A sum, with what is needed to tell a change from chance. */
export interface Sum {
  readonly value: number;
  /** Sum of the squares of what was added up; of a count, the count. */
  readonly squares: number;
}

export const countOf = (value: number): Sum => ({ value, squares: value });
export const revenueOf = ({ revenue, revenueSquared }: OrderFigures): Sum => ({
  value: revenue,
  squares: revenueSquared,
});

/** Standard errors from which a difference is told as one. */
const NOTABLE = 2;
export const isNotable = (moved: number | null): boolean => moved !== null && Math.abs(moved) >= NOTABLE;

/**
 * How far a sum moved, in standard errors of the difference of its rates. Orders that come independently of each other
 * make a compound Poisson sum, whose variance is estimated by the sum of the squares (Ross, Introduction to Probability
 * Models, section 5.4.2). Null when there was nothing in both times.
 */
export function movedBy(now: Sum, before: Sum, stretch: Stretch, beforeStretch: Stretch): number | null {
  const [time, timeBefore] = [stretch.to - stretch.from, beforeStretch.to - beforeStretch.from];
  if (time <= 0 || timeBefore <= 0) return null;
  const variance = now.squares / time ** 2 + before.squares / timeBefore ** 2;
  return variance <= 0 ? null : (now.value / time - before.value / timeBefore) / Math.sqrt(variance);
}

/** Revenue of the average order, in minor units; 0 without orders. */
export const meanOrder = ({ orders, revenue }: OrderFigures): number =>
  orders === 0 ? 0 : Math.round(revenue / orders);

/** How far the average order moved, in standard errors (Welch 1947); null with fewer than two orders in one of the times. */
export function meanMovedBy(now: OrderFigures, before: OrderFigures): number | null {
  const variance = ({ orders, revenue, revenueSquared }: OrderFigures) =>
    (revenueSquared - revenue ** 2 / orders) / (orders - 1) / orders;
  if (now.orders < 2 || before.orders < 2) return null;
  const spread = variance(now) + variance(before);
  return spread <= 0 ? null : (now.revenue / now.orders - before.revenue / before.orders) / Math.sqrt(spread);
}
