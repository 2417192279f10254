import { logGamma } from './special.ts';

/** From this mean on, the normal distribution is as good, and much quicker. */
const LARGE = 2_000;

/**
 * The smallest whole number of units that demand does not exceed with the given probability: of a Poisson distribution, or of a
 * negative binomial one with the same mean and variance where the variance is larger. Both are what is used for demand
 * over a lead time (Syntetos and Boylan, International Journal of Production Economics 103(1), 2006). Above a mean of
 * 2,000 units it is the normal quantile, rounded up.
 * @param mean units, 0 or more
 * @param variance units squared; less than the mean counts as the mean
 * @param level between 0 and 1
 */
export function demandQuantile(mean: number, variance: number, level: number): number {
  if (mean <= 0) return 0;
  if (mean > LARGE)
    return Math.max(0, Math.ceil(mean + normalQuantile(level) * Math.sqrt(Math.max(mean, variance))));
  // Nearer to a Poisson distribution than this, the terms of the other one lose their digits.
  const wide = variance > mean * (1 + 1e-6);
  const size = wide ? (mean * mean) / (variance - mean) : 0;
  const share = wide ? mean / variance : 1;
  const first = wide ? size * Math.log(share) : -mean;
  let below = 0;
  for (let units = 0; ; units += 1) {
    const log = wide
      ? logGamma(units + size) - logGamma(size) - logGamma(units + 1) + first + units * Math.log(1 - share)
      : first + units * Math.log(mean) - logGamma(units + 1);
    below += Math.exp(log);
    // The sum ends a rounding error below 1.
    if (below >= level - 1e-12 || units > mean + 60 * Math.sqrt(Math.max(mean, variance)) + 60) return units;
  }
}

/**
 * The standard normal quantile, with a relative error below 1.15e-9 (Acklam's rational approximation, 2003).
 * @param level between 0 and 1, both excluded
 */
export function normalQuantile(level: number): number {
  if (level > 0.5) return -normalQuantile(1 - level);
  const low = level < 0.02425;
  const q = low ? Math.sqrt(-2 * Math.log(level)) : level - 0.5;
  const at = (factors: readonly number[], x: number) => factors.reduce((sum, one) => sum * x + one, 0);
  if (low) return at(TAIL, q) / at([...TAIL_BELOW, 1], q);
  const r = q * q;
  return (at(MIDDLE, r) * q) / at([...MIDDLE_BELOW, 1], r);
}

const MIDDLE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const MIDDLE_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
];
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
