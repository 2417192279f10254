import { logBeta } from './special.ts';
import type { Interval } from './confidence-sequence.ts';
import { mean, type Sums } from './sums.ts';

/**
 * Interval for a rate that is valid at all times together and for any number of people.
 * All p with B(a + s, b + f) / B(a, b) < (1/α) p^s (1 - p)^f, for s successes and f failures.
 * Source: Robbins, "Statistical methods related to the law of the iterated logarithm", Annals of Mathematical
 * Statistics 41(5), 1970, the mixture martingale with a beta prior; Ville's inequality gives the guarantee.
 * @param prior a and b of the beta prior. The default (1/2, 1/2) is good for rates near 0
 */
export function exactRate(
  { n, sum }: Sums,
  level = 0.95,
  prior: readonly [number, number] = [0.5, 0.5],
): Interval {
  const failures = n - sum;
  const limit = -Math.log(1 - level);
  const mixture = logBeta([prior[0] + sum, prior[1] + failures]) - logBeta(prior);
  const excess = (rate: number) =>
    mixture -
    (sum === 0 ? 0 : sum * Math.log(rate)) -
    (failures === 0 ? 0 : failures * Math.log(1 - rate)) -
    limit;
  const estimate = mean({ n, sum, sumOfSquares: sum });
  if (n === 0) return { estimate, lower: 0, upper: 1 };
  return {
    estimate,
    lower: sum === 0 ? 0 : bisect(excess, 0, estimate),
    upper: failures === 0 ? 1 : bisect(excess, 1, estimate),
  };
}

/**
 * Conservative interval for the difference of two rates: the extremes of both arms' exact intervals, each at
 * half the error (union bound). It is wider than the asymptotic one and needs no minimum of people.
 */
export function exactDifferenceOfRates(treated: Sums, heldOut: Sums, level = 0.95): Interval {
  const each = 1 - (1 - level) / 2;
  const one = exactRate(treated, each);
  const zero = exactRate(heldOut, each);
  return {
    estimate: one.estimate - zero.estimate,
    lower: one.lower - zero.upper,
    upper: one.upper - zero.lower,
  };
}

/** The root of `excess`, which is positive at `outside` and negative at `inside`. */
function bisect(excess: (rate: number) => number, outside: number, inside: number): number {
  let out = outside;
  let within = inside;
  for (let round = 0; round < 100 && Math.abs(out - within) > 1e-15; round += 1) {
    const middle = (out + within) / 2;
    if (excess(middle) > 0) out = middle;
    else within = middle;
  }
  // The outer end, so that rounding never makes the interval too narrow.
  return out;
}
