import { sequenceInterval, type Interval, type SequenceOptions } from './confidence-sequence.ts';
import { mean, variance, type Sums } from './sums.ts';

/** A metric of the people treated and of those held out, with what the difference comes to. */
export interface Difference extends Interval {
  readonly treated: number;
  readonly heldOut: number;
  /** Share of the variance that the covariate took away, 0 to 1; 0 without one. */
  readonly varianceRemoved: number;
}

/**
 * Difference of means, treated less held out, with an interval that stays valid under continuous looking.
 *
 * The pseudo-outcome of a person (arm a, assigned with share π_a) is ȳ₁ - ȳ₀ ± (y - ȳ_a) / π_a; its mean is the
 * difference of means and its variance n (s₁²/n₁ + s₀²/n₀), with n = n₁ + n₀.
 * Source: Waudby-Smith et al. 2024, Theorem 3.1, with the arm's mean for a regression function.
 */
export function differenceOfMeans(treated: Sums, heldOut: Sums, options: SequenceOptions = {}): Difference {
  const people = treated.n + heldOut.n;
  const spread = treated.n > 1 && heldOut.n > 1 ? variance(treated) / treated.n + variance(heldOut) / heldOut.n : Infinity;
  return {
    ...sequenceInterval(mean(treated) - mean(heldOut), spread, people, options),
    treated: mean(treated),
    heldOut: mean(heldOut),
    varianceRemoved: 0,
  };
}

/**
 * The same for something each person did or did not do. One imagined person who did and one who did not are added to
 * each arm for the variance alone, which keeps the interval honest while few have (Agresti and Caffo, "Simple and
 * effective confidence intervals for proportions", The American Statistician 54(4), 2000).
 */
export function differenceOfRates(treated: Sums, heldOut: Sums, options: SequenceOptions = {}): Difference {
  const people = treated.n + heldOut.n;
  const spread = treated.n > 0 && heldOut.n > 0 ? rateVariance(treated) + rateVariance(heldOut) : Infinity;
  return {
    ...sequenceInterval(mean(treated) - mean(heldOut), spread, people, options),
    treated: mean(treated),
    heldOut: mean(heldOut),
    varianceRemoved: 0,
  };
}

function rateVariance({ n, sum }: Sums): number {
  const rate = (sum + 1) / (n + 2);
  return (rate * (1 - rate)) / n;
}
