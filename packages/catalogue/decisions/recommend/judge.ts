import { own } from '@millrace/base';
import { percent } from '@millrace/base/words';
import type { Drift } from '../drift.ts';
import type { RecommendParameters } from './parameters.ts';

/** How many products are recommended in the trial. */
const SHOWN = 10;
/** Newest baskets that are tried. */
const MOST_BASKETS = 1_000;
/** Products that have to be tried before anything is said. */
const LEAST = 200;
/** Standard errors from which a difference is no chance. */
const SURE = 3;

/** How often a product of a basket was among the ten recommended from the rest of it. */
export interface Recall {
  readonly tried: number;
  readonly found: number;
  /** The same with the ten best sellers that are not in the rest. */
  readonly foundPopular: number;
}

/**
 * Leaves each product out of each basket and looks for it among what is recommended from the rest: recall at ten, as in
 * Deshpande and Karypis (ACM Transactions on Information Systems 22(1), 2004, section 5.2). Stock and margin are left
 * out, because those of the past are not known.
 * @param parameters learned from earlier orders than these
 * @param baskets ids of products, each once
 */
export function recallOf(
  { sold, together }: Pick<RecommendParameters, 'sold' | 'together'>,
  baskets: readonly (readonly string[])[],
): Recall {
  const bestSellers = Object.keys(sold).toSorted((left, right) => sold[right]! - sold[left]!);
  const recall = { tried: 0, found: 0, foundPopular: 0 };
  for (const basket of baskets.slice(0, MOST_BASKETS)) {
    for (const wanted of basket) {
      const rest = basket.filter((one) => one !== wanted);
      const popular = bestSellers.filter((one) => !rest.includes(one)).slice(0, SHOWN);
      recall.tried += 1;
      if (popular.includes(wanted)) recall.foundPopular += 1;
      if (recommendedFrom(rest, sold, together, popular).includes(wanted)) recall.found += 1;
    }
  }
  return recall;
}

/** The most likely beside the rest, by the sum of the conditional probabilities; then best sellers. */
function recommendedFrom(
  rest: readonly string[],
  sold: RecommendParameters['sold'],
  together: RecommendParameters['together'],
  popular: readonly string[],
): readonly string[] {
  const scores = new Map<string, number>();
  for (const one of rest)
    for (const [other, both] of own(together, one) ?? [])
      if (!rest.includes(other)) scores.set(other, (scores.get(other) ?? 0) + both / sold[one]!);
  const likely = [...scores].toSorted((left, right) => right[1] - left[1]).map(([id]) => id);
  return [...new Set([...likely, ...popular])].slice(0, SHOWN);
}

const shareOf = ({ found, tried }: Recall): number => (tried === 0 ? 0 : found / tried);

/** Whether it finds clearly fewer products of the newest baskets than it did when it was learned. */
export function recallDrift(then: Recall | null, newest: Recall | null): Drift | null {
  if (then === null || newest === null || Math.min(then.tried, newest.tried) < LEAST) return null;
  const [before, now] = [shareOf(then), shareOf(newest)];
  const pooled = (then.found + newest.found) / (then.tried + newest.tried);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / then.tried + 1 / newest.tried));
  const told = `${percent(now)} of the products of the newest baskets were among the ten recommended from the rest, ${percent(before)} when it was learned`;
  return before - now > SURE * error
    ? { gotWorse: true, sentence: `It got worse: ${told}.` }
    : { gotWorse: false, sentence: `It is as good as it was: ${told}.` };
}
