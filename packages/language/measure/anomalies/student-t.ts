import { logBeta } from '../special.ts';

const STEPS = 300;
const CLOSE = 1e-15;
const TINY = 1e-300;

/**
 * Share of a beta distribution below x, the regularised incomplete beta function; relative error about 1e-12.
 * A continued fraction, evaluated by Lentz's method (Press et al., Numerical Recipes, 3rd edition, 6.4).
 * @param x 0 to 1
 */
export function betaShareBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges quickly below the mean; above it the other end is used.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShareBelow(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta([a, b])) / a;
  const away = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < CLOSE) break;
  }
  return front * fraction;
}

/** Share of Student's t distribution above t, for t of 0 or more. @param freedom degrees of freedom, above 0 */
export const studentShareAbove = (t: number, freedom: number): number =>
  betaShareBelow(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;

/**
 * The value that Student's t exceeds with this probability; error under 1e-9.
 * @param share 0 to 0.5, both excluded
 * @param freedom degrees of freedom, above 0
 */
export function studentAbove(share: number, freedom: number): number {
  let low = 0;
  let high = 1;
  while (studentShareAbove(high, freedom) > share) high *= 2;
  while (high - low > 1e-10 * Math.max(1, high)) {
    const middle = (low + high) / 2;
    if (studentShareAbove(middle, freedom) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
