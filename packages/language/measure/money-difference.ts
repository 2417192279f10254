import { adjustedEffect, type PairedSums } from './adjusted.ts';
import type { SequenceOptions } from './confidence-sequence.ts';
import { effectOnMean, withInterval, type Difference, type Effect } from './difference.ts';
import { variance, type Sums } from './sums.ts';

/** Sums of money by person, where most people have none. */
export interface MoneySums extends Sums {
  /** People with an order; all others have 0. */
  readonly converted: number;
}

type MoneyArm = MoneySums & Partial<PairedSums>;

/**
 * Effect on money by person, where most people have none and a few have much.
 *
 * The held-out arm is small, and when chance gave it few large orders its variance is too small: an interval
 * from that variance alone is wrong up to twice as often as it claims. So each arm gets a second variance, p̃
 * q - (p̃ m)², from its rate p̃ (with the two added people of `effectOnRate`) and an order of mean m and mean
 * square q; the larger variance counts. The order is the arm's own, since a discount makes the orders of one
 * arm smaller than those of the other: m is its mean plus one standard error, and q = m² (1 + c²), with c the
 * coefficient of variation of both arms together, each about its own mean.
 */
export function effectOnMoney(treated: MoneyArm, heldOut: MoneyArm): Effect {
  const own =
    isPaired(treated) && isPaired(heldOut)
      ? adjustedEffect(treated, heldOut)
      : effectOnMean(treated, heldOut);
  if (treated.converted + heldOut.converted === 0 || treated.n < 2 || heldOut.n < 2) return own;
  const plain = variance(treated) / treated.n + variance(heldOut) / heldOut.n;
  const safe = safeVariance(treated, heldOut) / treated.n + safeVariance(heldOut, treated) / heldOut.n;
  // A covariate removes the same share of the safe variance as of the plain one.
  return { ...own, variance: plain > 0 ? safe * (own.variance / plain) : Math.max(safe, own.variance) };
}

export const differenceOfMoney = (
  treated: MoneyArm,
  heldOut: MoneyArm,
  options: SequenceOptions = {},
): Difference => withInterval(effectOnMoney(treated, heldOut), options);

function safeVariance(arm: MoneySums, other: MoneySums): number {
  const rate = (arm.converted + 1) / (arm.n + 2);
  const order = orderOf(arm, other);
  return Math.max(variance(arm), rate * order.square - (rate * order.mean) ** 2);
}

/** A cautious estimate of an order of the arm, also when it has few: mean and mean square. */
function orderOf(arm: MoneySums, other: MoneySums): { readonly mean: number; readonly square: number } {
  const orders = arm.converted + other.converted;
  const both = {
    mean: (arm.sum + other.sum) / orders,
    square: (arm.sumOfSquares + other.sumOfSquares) / orders,
  };
  const mean = arm.sum / arm.converted;
  // Without orders, or with orders that lose money, the arm has no mean of its own that could be scaled.
  if (arm.converted === 0 || mean <= 0) return both;
  const variation = Math.sqrt(
    (variationOf(arm) * arm.converted + variationOf(other) * other.converted) / orders,
  );
  const likely = mean * (1 + variation / Math.sqrt(arm.converted));
  return { mean: likely, square: likely ** 2 * (1 + variation ** 2) };
}

/** Squared coefficient of variation of orders; 0 when there are none. */
function variationOf({ converted, sum, sumOfSquares }: MoneySums): number {
  if (converted === 0 || sum <= 0) return 0;
  return Math.max(0, (sumOfSquares * converted) / (sum * sum) - 1);
}

function isPaired<Arm extends MoneySums>(arm: Arm & Partial<PairedSums>): arm is Arm & PairedSums {
  return arm.before !== undefined && arm.sumOfProducts !== undefined;
}
