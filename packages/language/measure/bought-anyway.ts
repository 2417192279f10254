import type { Interval } from './confidence-sequence.ts';
import type { Difference } from './difference.ts';

/**
 * Share of the buyers of a flow who would have bought without it, 0 to 1: the share of buyers in the holdout by that in
 * the flow. The interval is that of the difference between the two; a flow that makes people buy less has 1.
 * @param conversion difference in the shares of people who bought
 * @returns null when nobody in the flow bought
 */
export function boughtAnyway({
  estimate,
  lower,
  upper,
  treated,
}: Interval & Pick<Difference, 'treated'>): Interval | null {
  if (treated <= 0) return null;
  const without = (difference: number) => Math.min(1, Math.max(0, 1 - difference / treated));
  return { estimate: without(estimate), lower: without(upper), upper: without(lower) };
}
