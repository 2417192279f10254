import { evenly } from '../evenly.ts';
import { logGamma } from '../special.ts';
import { minimise } from './minimise.ts';

/**
 * The model of order counts by Fader, Hardie and Lee, "Counting Your Customers the Easy Way: An Alternative to the
 * Pareto/NBD Model", Marketing Science 24(2), 2005 (BG/NBD). Somebody orders at random at a rate of their own, and
 * after each order may stop for ever. Rates are spread over people by a gamma distribution (`r`, and `alpha` in
 * days), the chance of stopping by a beta distribution (`a`, `b`).
 */
export interface OrderCounts {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** What is known of somebody's orders. Days since the first order; the first order itself is no repeat. */
export interface OrderHistory {
  /** Number of orders after the first one. */
  readonly repeats: number;
  /** Day of the last order; 0 without repeats. */
  readonly last: number;
  /** Days since the first order until now. */
  readonly observed: number;
}

/** Parameters outside of e^-9 to e^9 are no better, and overflow. */
const FURTHEST = 9;
/** Of many people, so many are fitted to first: from there it is not far. */
const FEW = 2_000;

/**
 * The parameters that fit the histories best, by maximum likelihood (equation 6 of the paper), and the logarithm of
 * the likelihood.
 * @param histories of people with one order at least
 */
export function fitOrderCounts(
  histories: readonly OrderHistory[],
): OrderCounts & { readonly logLikelihood: number } {
  const start = [0, Math.log(Math.max(1, meanOf(histories) / 2)), 0, 0];
  if (histories.length <= 2 * FEW) return fitFrom(histories, start);
  const { r, alpha, a, b } = fitFrom(evenly(histories, FEW), start);
  return fitFrom(histories, [r, alpha, a, b].map(Math.log), { size: 0.1, steps: 300 });
}

function fitFrom(
  histories: readonly OrderHistory[],
  start: readonly number[],
  how?: Parameters<typeof minimise>[2],
): OrderCounts & { readonly logLikelihood: number } {
  const byRepeats = new Map<number, OrderHistory[]>();
  for (const one of histories) {
    const group = byRepeats.get(one.repeats);
    if (group) group.push(one);
    else byRepeats.set(one.repeats, [one]);
  }
  const loss = (point: readonly number[]) =>
    point.some((one) => Math.abs(one) > FURTHEST) ? Infinity : -logLikelihood(counts(point), byRepeats);
  const { point, value } = minimise(loss, start, how);
  return { ...counts(point), logLikelihood: -value };
}

const meanOf = (histories: readonly OrderHistory[]) =>
  histories.reduce((sum, { observed }) => sum + observed, 0) / Math.max(1, histories.length);

const counts = ([r, alpha, a, b]: readonly number[]): OrderCounts => ({
  r: Math.exp(r!),
  alpha: Math.exp(alpha!),
  a: Math.exp(a!),
  b: Math.exp(b!),
});

function logLikelihood(
  { r, alpha, a, b }: OrderCounts,
  byRepeats: ReadonlyMap<number, readonly OrderHistory[]>,
): number {
  let sum = 0;
  for (const [x, histories] of byRepeats) {
    const shared =
      logGamma(r + x) -
      logGamma(r) +
      r * Math.log(alpha) +
      logGamma(a + b) +
      logGamma(b + x) -
      logGamma(b) -
      logGamma(a + b + x);
    const stopping = x === 0 ? 0 : Math.log(a) - Math.log(b + x - 1);
    for (const { last, observed } of histories) {
      const stayed = -(r + x) * Math.log(alpha + observed);
      sum += shared + stayed;
      if (x > 0) sum += Math.log1p(Math.exp(stopping - (r + x) * Math.log(alpha + last) - stayed));
    }
  }
  return sum;
}

/**
 * The chance that somebody has not stopped for ever (Fader, Hardie and Lee, "Computing P(alive) Using the BG/NBD
 * Model", 2008). Without a repeat it is 1: the model lets people stop only after an order that follows another.
 */
export function activeChance(
  { r, alpha, a, b }: OrderCounts,
  { repeats, last, observed }: OrderHistory,
): number {
  if (repeats === 0) return 1;
  const odds = (a / (b + repeats - 1)) * ((alpha + observed) / (alpha + last)) ** (r + repeats);
  return 1 / (1 + odds);
}

/**
 * Orders to be expected within so many days from now (equation 10 of the paper). The hypergeometric function is
 * computed after Euler's transformation, so that nothing overflows for people with hundreds of orders.
 */
export function expectedOrders(counts: OrderCounts, history: OrderHistory, days: number): number {
  const { r, alpha, b } = counts;
  // The formula has a pole at 1 that cancels.
  const a = Math.abs(counts.a - 1) < 1e-6 ? 1 + 1e-6 : counts.a;
  const { repeats, observed } = history;
  const share = days / (alpha + observed + days);
  const c = a + b + repeats - 1;
  const bracket = 1 - (1 - share) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, c, share);
  return Math.max(0, (c / (a - 1)) * bracket * activeChance(counts, history));
}

const MOST_TERMS = 100_000;

/** Gauss's hypergeometric function by its series, for 0 <= z < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let [term, sum] = [1, 1];
  for (let index = 0; index < MOST_TERMS; index += 1) {
    term *= (((a + index) * (b + index)) / (c + index)) * (z / (index + 1));
    sum += term;
    if (Math.abs(term) < 1e-13 * Math.abs(sum)) break;
  }
  return sum;
}

/**
 * The day, since the first order, by which half of the people with this history who go on ordering have ordered
 * again: the median of the Lomax distribution that the rates make.
 */
export const usualNextOrder = ({ r, alpha }: OrderCounts, { repeats, last }: OrderHistory): number =>
  last + (alpha + last) * (2 ** (1 / (r + repeats)) - 1);
