import type { MinorUnits } from '@millrace/base';
import type { Facts } from '@millrace/flow';
import type { RecommendParameters } from './parameters.ts';

/** A product as it is now. */
export interface ProductNow {
  readonly productId: string;
  readonly category: string | null;
  readonly price: MinorUnits;
  /** Cost of one; null when unknown. */
  readonly cost: MinorUnits | null;
  /** Units left; null when not tracked. */
  readonly stock: number | null;
  readonly isForSale: boolean;
}

export interface Recommendation {
  readonly productId: string;
  readonly why: 'bought-together' | 'best-seller-in-category' | 'best-seller';
  /** Margin expected from showing it, minor units: for comparing within one `why` only. */
  readonly score: number;
  /** The product of the basket it goes with; null for best sellers of the shop. */
  readonly goesWith: string | null;
}

export interface RecommendOptions {
  readonly count: number;
  /** Not to be shown, such as what was bought before and lasts. The basket never is. */
  readonly except?: readonly string[];
}

type RecommendFacts = Pick<Facts, 'cart' | 'order' | 'store'>;

/** Doubt about how often two products go together, in orders: a pair seldom seen leans on how often the product sells at all. */
const DOUBT = 20;

/**
 * Products to show beside a cart or an order: what goes with it, then best sellers of its categories, then of the
 * shop; each kind by the margin expected. In stock and for sale only, never what is in the basket.
 *
 * Chance that b is bought with a: (n_ab + λ n_b / N) / (n_a + λ), the share of a's orders that had b, drawn towards
 * b's share of all orders (item-to-item with conditional probabilities: Deshpande and Karypis, "Item-based top-N
 * recommendation algorithms", ACM Transactions on Information Systems 22(1), 2004, equation 4, here with a prior).
 * @param products as they are now; at least those of `recommendationCandidates`
 */
export function recommend(
  facts: RecommendFacts,
  parameters: RecommendParameters | null,
  products: readonly ProductNow[],
  options: RecommendOptions,
): readonly Recommendation[] {
  const basket = basketOf(facts);
  const inBasket = new Set(basket.map((line) => line.productId));
  const categories = new Set(basket.flatMap((line) => (line.category === null ? [] : [line.category])));
  const except = new Set(options.except);
  const share = (product: ProductNow) =>
    parameters && parameters.orders > 0 ? (parameters.sold[product.productId] ?? 0) / parameters.orders : 0;
  const listed = products
    .filter(
      (product) => product.isForSale && (product.stock ?? 1) > 0 && !inBasket.has(product.productId) && !except.has(product.productId),
    )
    .map((product): Recommendation => {
      const margin = product.price - (product.cost ?? product.price * facts.store.assumedCostShare);
      const best = strongestTie(product.productId, [...inBasket], parameters);
      if (best) return { productId: product.productId, why: 'bought-together', score: best.chance * margin, goesWith: best.with };
      const inCategory = product.category !== null && categories.has(product.category);
      const goesWith = inCategory ? (basket.find((line) => line.category === product.category)?.productId ?? null) : null;
      return {
        productId: product.productId,
        why: inCategory ? 'best-seller-in-category' : 'best-seller',
        score: share(product) * margin,
        goesWith,
      };
    });
  return listed.sort(byWorth).slice(0, Math.max(0, options.count));
}

/** Ids worth loading fresh before `recommend`: what goes with the basket and the best sellers. */
export function recommendationCandidates(facts: RecommendFacts, parameters: RecommendParameters | null, limit = 60): readonly string[] {
  if (!parameters) return [];
  const basket = basketOf(facts);
  const inBasket = new Set(basket.map((line) => line.productId));
  const categories = new Set(basket.flatMap((line) => (line.category === null ? [] : [line.category])));
  const neighbours = [...inBasket].flatMap((id) => (parameters.together[id] ?? []).map(([other]) => other));
  const bySales = Object.keys(parameters.sold).sort(
    (left, right) => parameters.sold[right]! - parameters.sold[left]! || (left < right ? -1 : 1),
  );
  const isNear = (id: string) => categories.has(parameters.category[id] ?? '');
  const inOrder = [...neighbours, ...bySales.filter(isNear).slice(0, limit / 2), ...bySales];
  return [...new Set(inOrder)].filter((id) => !inBasket.has(id)).slice(0, limit);
}

function basketOf({ cart, order }: RecommendFacts) {
  return cart?.lines ?? order?.lines ?? [];
}

function strongestTie(
  productId: string,
  basket: readonly string[],
  parameters: RecommendParameters | null,
): { chance: number; with: string } | null {
  if (!parameters || parameters.orders === 0) return null;
  const usual = (parameters.sold[productId] ?? 0) / parameters.orders;
  let best: { chance: number; with: string } | null = null;
  for (const id of basket) {
    const both = parameters.together[id]?.find(([other]) => other === productId)?.[1];
    if (both === undefined) continue;
    const chance = (both + DOUBT * usual) / ((parameters.sold[id] ?? 0) + DOUBT);
    if (best === null || chance > best.chance) best = { chance, with: id };
  }
  return best;
}

const ORDER = ['bought-together', 'best-seller-in-category', 'best-seller'] as const;

function byWorth(left: Recommendation, right: Recommendation): number {
  return ORDER.indexOf(left.why) - ORDER.indexOf(right.why) || right.score - left.score || (left.productId < right.productId ? -1 : 1);
}
