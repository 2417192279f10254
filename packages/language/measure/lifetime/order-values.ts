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
  const groups = byOrders(histories);
  const scale = histories.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, histories.length);
  const loss = (point: readonly number[]) =>
    point.some((one) => Math.abs(one) > FURTHEST) ? Infinity : -logLikelihood(values(point), groups);
  const { point, value } = minimise(loss, [0, 0.5, Math.log(Math.max(scale, 1e-6))]);
  return { ...values(point), logLikelihood: -value };
}

const values = ([p, q, gamma]: readonly number[]): OrderValues => ({
  p: Math.exp(p!),
  q: Math.exp(q!),
  gamma: Math.exp(gamma!),
});

/** What the likelihood needs of the people with the same number of orders. */
interface Group {
  readonly people: number;
  /** Their different means, and how many people have each: many stores have few prices. */
  readonly means: readonly (readonly [mean: number, people: number])[];
  readonly logOfMeans: number;
}

function byOrders(histories: readonly SpendHistory[]): ReadonlyMap<number, Group> {
  const means = new Map<number, Map<number, number>>();
  for (const { orders, mean } of histories) {
    const found = means.get(orders) ?? new Map<number, number>();
    means.set(orders, found.set(mean, (found.get(mean) ?? 0) + 1));
  }
  return new Map(
    [...means].map(([orders, found]) => [
      orders,
      {
        people: [...found.values()].reduce((sum, people) => sum + people, 0),
        means: [...found],
        logOfMeans: [...found].reduce((sum, [mean, people]) => sum + people * Math.log(mean), 0),
      },
    ]),
  );
}

function logLikelihood({ p, q, gamma }: OrderValues, groups: ReadonlyMap<number, Group>): number {
  const same = q * Math.log(gamma) - logGamma(q);
  let sum = 0;
  for (const [x, { people, means, logOfMeans }] of groups) {
    sum += people * (same + logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x));
    sum += (p * x - 1) * logOfMeans;
    for (const [mean, some] of means) sum -= some * (p * x + q) * Math.log(gamma + x * mean);
  }
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
