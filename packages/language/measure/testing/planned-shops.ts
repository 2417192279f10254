import { peopleNeeded, type PlanBase, type PlanMetric } from '../people-needed.ts';
import { firstClaim } from './first-claim.ts';

/** What people bring without the flow. @param spread standard deviation of the logarithm of an order's margin */
export const base = (rate: number, mean: number, spread: number): PlanBase => ({
  rate,
  buyer: { mean, spread: mean * Math.sqrt(Math.exp(spread ** 2) - 1) },
});

export interface PlannedShop {
  readonly name: string;
  readonly metric: PlanMetric;
  readonly share: number;
  readonly rates: readonly [number, number];
  readonly order: { readonly mean: number; readonly spread: number };
}
const ORDER = { mean: 3_000, spread: 0.8 };
export const PLANNED_SHOPS: readonly PlannedShop[] = [
  { name: 'orders, a fifth held out', metric: 'conversion', share: 0.2, rates: [0.05, 0.07], order: ORDER },
  {
    name: 'orders, a twentieth held out',
    metric: 'conversion',
    share: 0.05,
    rates: [0.06, 0.1],
    order: ORDER,
  },
  { name: 'orders, a half held out', metric: 'conversion', share: 0.5, rates: [0.1, 0.12], order: ORDER },
  { name: 'margin, a fifth held out', metric: 'margin', share: 0.2, rates: [0.05, 0.075], order: ORDER },
  { name: 'margin, a tenth held out', metric: 'margin', share: 0.1, rates: [0.1, 0.14], order: ORDER },
  {
    name: 'margin of orders of very different sizes',
    metric: 'margin',
    share: 0.3,
    rates: [0.06, 0.1],
    order: { mean: 5_000, spread: 1.2 },
  },
];
/** The number of people planned for its gain. */
export const planned = ({ metric, share, rates, order }: PlannedShop) =>
  peopleNeeded(
    base(rates[0], order.mean, order.spread),
    metric,
    (rates[1] - rates[0]) * (metric === 'conversion' ? 1 : order.mean),
    share,
  )!;
/** What somebody who looks all along is told first, in so many lives; null where nothing is claimed. */
export const claimsOf = (shop: PlannedShop, rates: PlannedShop['rates'], people: number, lives: number) =>
  Array.from({ length: lives }, (_, life) => firstClaim({ ...shop, rates, people }, 1_000 * life + 7));
