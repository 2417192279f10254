import type { LineFacts } from '@millrace/flow';
import { MINIMUM_ORDERS, MINIMUM_TOGETHER, NEIGHBOURS } from './minimum.ts';
import type { RecommendParameters } from './parameters.ts';

export interface PastOrder {
  readonly lines: readonly Pick<LineFacts, 'productId' | 'category'>[];
}

/** Baskets beyond this are a reseller's: they would tie everything to everything. */
const LARGEST_BASKET = 30;

/** Counts which products are bought together, from past orders that were not cancelled. */
export function trainRecommendations(orders: Iterable<PastOrder>): RecommendParameters {
  const sold = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  const category: Record<string, string> = {};
  let count = 0;
  for (const { lines } of orders) {
    const products = [...new Set(lines.map((line) => line.productId))];
    if (products.length === 0 || products.length > LARGEST_BASKET) continue;
    count += 1;
    for (const { productId, category: name } of lines) if (name !== null) category[productId] = name;
    for (const one of products) {
      sold.set(one, (sold.get(one) ?? 0) + 1);
      for (const other of products) if (other !== one) addPair(pairs, one, other);
    }
  }
  const together =
    count < MINIMUM_ORDERS
      ? {}
      : Object.fromEntries(
          [...pairs].flatMap(([one, others]) => {
            const kept = strongest(one, others, sold, count);
            return kept.length > 0 ? [[one, kept]] : [];
          }),
        );
  return { version: 1, orders: count, sold: Object.fromEntries(sold), together, category };
}

function addPair(pairs: Map<string, Map<string, number>>, one: string, other: string): void {
  const others = pairs.get(one) ?? new Map<string, number>();
  pairs.set(one, others);
  others.set(other, (others.get(other) ?? 0) + 1);
}

/**
 * Bought together more often than by chance: lift = P(a and b) / (P(a) P(b)) above 1 (Brin, Motwani, Ullman and Tsur,
 * SIGMOD 1997, there called interest).
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
