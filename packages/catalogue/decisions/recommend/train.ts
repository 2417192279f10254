import { own } from '@millrace/base';
import { z } from 'zod';
import type { PastOrder } from '../history.ts';
import type { Training } from '../model.ts';
import { recallOf } from './judge.ts';
import { MINIMUM_ORDERS, MINIMUM_TOGETHER, MOST_PRODUCTS, NEIGHBOURS } from './minimum.ts';
import type { RecommendParameters } from './parameters.ts';

/**
 * Products of a basket at most. Larger ones are a reseller's and would connect everything with everything.
 */
const LARGEST_BASKET = 30;

/** A sample: the products of one order. */
export type OrderedProducts = Pick<PastOrder, 'lines'>;

/** The counts, with the pairs most often bought together. */
export const recommendReportSchema = z.object({
  orders: z.number(),
  products: z.number(),
  /** Products with at least one neighbour. */
  tied: z.number(),
  pairs: z.array(z.object({ one: z.string(), other: z.string(), orders: z.number() })),
  /** Of the newest baskets, by what was learned of the orders before them; null without enough of both. */
  recall: z
    .object({ tried: z.number(), found: z.number(), foundPopular: z.number() })
    .nullable()
    .default(null),
});
export type RecommendReport = z.infer<typeof recommendReportSchema>;

/** Pairs listed in the report. */
const PAIRS = 8;

/** Trains on all orders. Best sellers are known from the first order on; pairs need more orders. */
export function trainRecommend(
  orders: readonly OrderedProducts[],
): Training<RecommendParameters, RecommendReport> {
  const parameters = trainRecommendations(orders);
  const report = reportOn(parameters, orders);
  if (parameters.orders === 0)
    return { parameters: null, report, reason: 'There is no past order to learn from yet.' };
  return { parameters, report, reason: null };
}

function reportOn(
  { orders, sold, together }: RecommendParameters,
  past: readonly OrderedProducts[],
): RecommendReport {
  const titles = new Map(past.flatMap(({ lines }) => lines.map((line) => [line.productId, line.title])));
  const pairs = Object.entries(together)
    .flatMap(([one, others]) =>
      others.flatMap(([other, both]) =>
        one < other || !own(together, other)?.some(([id]) => id === one)
          ? [{ one, other, orders: both }]
          : [],
      ),
    )
    .sort(
      (left, right) =>
        right.orders - left.orders || (`${left.one} ${left.other}` < `${right.one} ${right.other}` ? -1 : 1),
    )
    .slice(0, PAIRS)
    .map((pair) => ({
      ...pair,
      one: titles.get(pair.one) || pair.one,
      other: titles.get(pair.other) || pair.other,
    }));
  return {
    orders,
    products: Object.keys(sold).length,
    tied: Object.keys(together).length,
    pairs,
    recall: recallOfNewest(past),
  };
}

/** Share of the orders, the newest, on which what was learned of the others is tried. */
const TRIED = 0.2;

/** @param past newest first */
function recallOfNewest(past: readonly OrderedProducts[]): RecommendReport['recall'] {
  const newest = Math.floor(TRIED * past.length);
  const earlier = trainRecommendations(past.slice(newest));
  if (earlier.orders < MINIMUM_ORDERS) return null;
  const baskets = past
    .slice(0, newest)
    .map(({ lines }) => [...new Set(lines.map((line) => line.productId))])
    .filter(({ length }) => length > 1 && length <= LARGEST_BASKET);
  return recallOf(earlier, baskets);
}

/** Counts which products are bought together, from past orders that were not cancelled. */
export function trainRecommendations(orders: Iterable<OrderedProducts>): RecommendParameters {
  const sold = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  const category = new Map<string, string>();
  let count = 0;
  for (const { lines } of orders) {
    const products = [...new Set(lines.map((line) => line.productId))];
    if (products.length === 0 || products.length > LARGEST_BASKET) continue;
    count += 1;
    for (const { productId, category: name } of lines) if (name !== null) category.set(productId, name);
    for (const one of products) {
      sold.set(one, (sold.get(one) ?? 0) + 1);
      for (const other of products) if (other !== one) addPair(pairs, one, other);
    }
  }
  const kept = [...sold]
    .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
    .slice(0, MOST_PRODUCTS);
  const isKept = new Set(kept.map(([id]) => id));
  const together =
    count < MINIMUM_ORDERS
      ? {}
      : Object.fromEntries(
          kept.flatMap(([one]) => {
            const ties = strongest(one, pairs.get(one) ?? new Map(), sold, count).filter(([other]) =>
              isKept.has(other),
            );
            return ties.length > 0 ? [[one, ties]] : [];
          }),
        );
  const categories = Object.fromEntries([...category].filter(([id]) => isKept.has(id)));
  return { version: 1, orders: count, sold: Object.fromEntries(kept), together, category: categories };
}

function addPair(pairs: Map<string, Map<string, number>>, one: string, other: string): void {
  const others = pairs.get(one) ?? new Map<string, number>();
  pairs.set(one, others);
  others.set(other, (others.get(other) ?? 0) + 1);
}

/**
 * Products bought together more often than by chance: lift = P(a and b) / (P(a) P(b)) above 1 (Brin, Motwani,
 * Ullman and Tsur, SIGMOD 1997, there called interest).
 */
function strongest(
  one: string,
  others: ReadonlyMap<string, number>,
  sold: ReadonlyMap<string, number>,
  orders: number,
): [string, number][] {
  return [...others]
    .filter(([other, both]) => both >= MINIMUM_TOGETHER && both * orders > sold.get(one)! * sold.get(other)!)
    .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
    .slice(0, NEIGHBOURS);
}
