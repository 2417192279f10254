import { adjustedDifference, type PairedSums } from './adjusted.ts';
import { sequenceInterval, type SequenceOptions } from './confidence-sequence.ts';
import { differenceOfMeans, type Difference } from './difference.ts';
import { variance, type Sums } from './sums.ts';

/** Money of each person, most of whom have none. */
export interface MoneySums extends Sums {
  /** People with an order: the others have 0. */
  readonly converted: number;
}

/**
 * Difference of money for each person, where most have none and a few have much.
 *
 * The held-out arm is small, and its own variance is small just when chance gave it few large orders: an interval
 * from it alone is wrong up to twice as often as it says. So a second variance is made for each arm, from its rate
 * (with the two imagined people of `differenceOfRates`) and the spread of orders of both arms together,
 * p̃ q - (p̃ m)², with m and q the mean and mean square of an order; the larger of the two counts.
 */
export function differenceOfMoney(
  treated: MoneySums & Partial<PairedSums>,
  heldOut: MoneySums & Partial<PairedSums>,
  options: SequenceOptions = {},
): Difference {
  const own =
    isPaired(treated) && isPaired(heldOut) ? adjustedDifference(treated, heldOut, options) : differenceOfMeans(treated, heldOut, options);
  const orders = treated.converted + heldOut.converted;
  if (orders === 0 || treated.n < 2 || heldOut.n < 2) return own;
  const order = { mean: (treated.sum + heldOut.sum) / orders, square: (treated.sumOfSquares + heldOut.sumOfSquares) / orders };
  const plain = variance(treated) / treated.n + variance(heldOut) / heldOut.n;
  const safe = safeVariance(treated, order) / treated.n + safeVariance(heldOut, order) / heldOut.n;
  // What a covariate removed of the plain variance it also removes of the safe one.
  const spread = safe * (plain > 0 ? 1 - own.varianceRemoved : 1);
  return { ...own, ...sequenceInterval(own.estimate, spread, treated.n + heldOut.n, options) };
}

function safeVariance(arm: MoneySums, order: { readonly mean: number; readonly square: number }): number {
  const rate = (arm.converted + 1) / (arm.n + 2);
  return Math.max(variance(arm), rate * order.square - (rate * order.mean) ** 2);
}

function isPaired<Arm extends MoneySums>(arm: Arm & Partial<PairedSums>): arm is Arm & PairedSums {
  return arm.before !== undefined && arm.sumOfProducts !== undefined;
}
