import type { SequenceOptions } from './confidence-sequence.ts';
import { effectOnMean, withInterval, type Difference, type Effect } from './difference.ts';
import { mean, variance, type Sums } from './sums.ts';

/**
 * Sums of a metric and of a covariate from before people entered, such as their margin in the 90 days before.
 */
export interface PairedSums extends Sums {
  readonly before: Sums;
  /** Sum of metric times covariate. */
  readonly sumOfProducts: number;
}

/**
 * Difference of means without the part that a covariate explains: a regression in each arm, evaluated at the
 * overall mean of the covariate. θ̂ = (ȳ₁ - b₁(x̄₁ - x̄)) - (ȳ₀ - b₀(x̄₀ - x̄)), with b_a = cov_a(x, y) /
 * var_a(x).
 *
 * Sources: Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online controlled experiments by
 * utilizing pre-experiment data", WSDM 2013 (CUPED); a slope for each arm as Lin, "Agnostic notes on
 * regression adjustments", Annals of Applied Statistics 7(1), 2013; the interval over time as Waudby-Smith et
 * al. 2024, Theorem 3.1, for which each arm's line is the regression function. The treatment must not affect
 * the covariate.
 */
export function adjustedEffect(treated: PairedSums, heldOut: PairedSums): Effect {
  const plain = effectOnMean(treated, heldOut);
  const people = treated.n + heldOut.n;
  if (treated.n < 3 || heldOut.n < 3) return plain;
  const overall = (treated.before.sum + heldOut.before.sum) / people;
  const one = line(treated);
  const zero = line(heldOut);
  const estimate = one.at(overall) - zero.at(overall);
  const beforeVariance = variance({
    n: people,
    sum: treated.before.sum + heldOut.before.sum,
    sumOfSquares: treated.before.sumOfSquares + heldOut.before.sumOfSquares,
  });
  const spread =
    one.residual / treated.n +
    zero.residual / heldOut.n +
    ((one.slope - zero.slope) ** 2 * beforeVariance) / people;
  const plainSpread = variance(treated) / treated.n + variance(heldOut) / heldOut.n;
  return {
    people,
    estimate,
    variance: spread,
    treated: one.at(overall),
    heldOut: zero.at(overall),
    varianceRemoved: plainSpread > 0 ? Math.max(0, 1 - spread / plainSpread) : 0,
  };
}

export const adjustedDifference = (
  treated: PairedSums,
  heldOut: PairedSums,
  options: SequenceOptions = {},
): Difference => withInterval(adjustedEffect(treated, heldOut), options);

function line(arm: PairedSums) {
  const beforeMean = mean(arm.before);
  const beforeVariance = variance(arm.before);
  const covariance = (arm.sumOfProducts - arm.n * beforeMean * mean(arm)) / (arm.n - 1);
  const slope = beforeVariance > 0 ? covariance / beforeVariance : 0;
  return {
    slope,
    at: (before: number) => mean(arm) + slope * (before - beforeMean),
    /** Variance around the line, corrected for its two fitted parameters. */
    residual: Math.max(0, (variance(arm) - slope * covariance) * ((arm.n - 1) / (arm.n - 2))),
  };
}
