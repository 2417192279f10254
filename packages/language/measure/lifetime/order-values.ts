import { logGamma } from '../special.ts';
import { minimise } from './minimise.ts';

/**
 * The model of order values by Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", 2013: values of one
 * person are spread around a mean of their own by a gamma distribution of shape `p`, and the means of people by
 * another (`q`, `gamma`). Values do not depend on how often somebody orders.
 */
export interface OrderValues {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** What is known of the values of somebody's orders. */
export interface SpendHistory {
  /** Number of orders, at least 1. */
  readonly orders: number;
  /** Mean value of an order, above 0. */
  readonly mean: number;
}

const FURTHEST = 30;

/**
 * The parameters that fit the histories best, by maximum likelihood (equation 1a of the note), and the logarithm of
 * the likelihood.
 */
export function fitOrderValues(
  histories: readonly SpendHistory[],
): OrderValues & { readonly logLikelihood: number } {
  const scale = histories.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, histories.length);
  const loss = (point: readonly number[]) =>
    point.some((one) => Math.abs(one) > FURTHEST) ? Infinity : -logLikelihood(values(point), histories);
  const { point, value } = minimise(loss, [0, 0.5, Math.log(Math.max(scale, 1e-6))]);
  return { ...values(point), logLikelihood: -value };
}

const values = ([p, q, gamma]: readonly number[]): OrderValues => ({
  p: Math.exp(p!),
  q: Math.exp(q!),
  gamma: Math.exp(gamma!),
});

function logLikelihood({ p, q, gamma }: OrderValues, histories: readonly SpendHistory[]): number {
  let sum = 0;
  for (const { orders: x, mean } of histories)
    sum +=
      logGamma(p * x + q) -
      logGamma(p * x) -
      logGamma(q) +
      q * Math.log(gamma) +
      (p * x - 1) * Math.log(mean) +
      p * x * Math.log(x) -
      (p * x + q) * Math.log(gamma + x * mean);
  return sum;
}

/**
 * The value to be expected of somebody's orders: their own mean, drawn towards that of everybody, the more so the
 * fewer orders they have (equation 5 of the note). Without an order it is the mean of everybody.
 * @returns null where so few orders make no finite mean
 */
export function expectedOrderValue(
  { p, q, gamma }: OrderValues,
  { orders, mean }: SpendHistory,
): number | null {
  const weight = p * orders + q - 1;
  return weight <= 0 ? null : (p * (gamma + orders * mean)) / weight;
}
