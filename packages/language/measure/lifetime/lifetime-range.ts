import { seededNormal } from '../seeded-random.ts';
import { activeChance, type OrderCounts, type OrderHistory } from './order-counts.ts';
import type { OrderValues, SpendHistory } from './order-values.ts';

/** Orders of one person in one simulation at most. */
const MOST_ORDERS = 10_000;

/**
 * What people with this history spend within so many days, by simulation from what is known of them: the two
 * quantiles between which a share of them ends. The parameters count as known; their own uncertainty is left out.
 * @param share of the people between the two, 0 to 1
 * @param random in [0, 1)
 */
export function lifetimeRange(
  counts: OrderCounts,
  values: OrderValues,
  history: OrderHistory & { readonly spend: SpendHistory },
  { days, share, draws = 2_000 }: { readonly days: number; readonly share: number; readonly draws?: number },
  random: () => number,
): { readonly low: number; readonly high: number } {
  const totals = Float64Array.from({ length: draws }, () => oneLife(counts, values, history, days, random));
  totals.sort();
  const at = (place: number) => totals[Math.min(draws - 1, Math.floor(place * draws))]!;
  return { low: at((1 - share) / 2), high: at((1 + share) / 2) };
}

/** One life that fits the history: whether they stopped, their rate, their chance of stopping, and each order. */
function oneLife(
  counts: OrderCounts,
  { p, q, gamma }: OrderValues,
  history: OrderHistory & { readonly spend: SpendHistory },
  days: number,
  random: () => number,
): number {
  const { repeats, observed, spend } = history;
  if (random() >= activeChance(counts, history)) return 0;
  const rate = drawGamma(counts.r + repeats, random) / (counts.alpha + observed);
  const [stays, stops] = [drawGamma(counts.b + repeats, random), drawGamma(counts.a, random)];
  const stopping = stops / (stays + stops);
  const scale = drawGamma(q + p * spend.orders, random) / (gamma + spend.orders * spend.mean);
  let [at, total] = [0, 0];
  for (let order = 0; order < MOST_ORDERS; order += 1) {
    at += -Math.log(1 - random()) / rate;
    if (at > days) break;
    total += drawGamma(p, random) / scale;
    if (random() < stopping) break;
  }
  return total;
}

/** A number of the gamma distribution with unit scale (Marsaglia and Tsang, ACM TOMS 26(3), 2000). */
export function drawGamma(shape: number, random: () => number): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = seededNormal(random);
    const cube = (1 + c * normal) ** 3;
    if (cube > 0 && Math.log(1 - random()) < 0.5 * normal ** 2 + d - d * cube + d * Math.log(cube))
      return d * cube;
  }
}
