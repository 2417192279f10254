/** Coefficients of Stirling's series for log gamma: B(2k) / (2k (2k - 1)) (Abramowitz and Stegun 6.1.40). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** Natural logarithm of the gamma function for x > 0; relative error under 1e-13. */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  // The series is exact enough from 10 on. Below, gamma(x + 1) = x gamma(x) is used.
  while (at < 10) {
    shift -= Math.log(at);
    at += 1;
  }
  let series = 0;
  let power = 1 / at;
  for (const coefficient of STIRLING) {
    series += coefficient * power;
    power /= at * at;
  }
  return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series;
}

/** Natural logarithm of the multivariate beta function. @param values all above 0 */
export function logBeta(values: readonly number[]): number {
  let logs = 0;
  let sum = 0;
  for (const value of values) {
    logs += logGamma(value);
    sum += value;
  }
  return logs - logGamma(sum);
}

/**
 * Share of a standard normal below z; absolute error under 1e-7 (Abramowitz and Stegun 26.2.17; Hastings
 * 1955).
 */
export function normalShareBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    0.3989422804014327 *
    Math.exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
