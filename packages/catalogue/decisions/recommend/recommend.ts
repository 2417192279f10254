import { own } from '@millrace/base';
import type { Facts } from '@millrace/flow';
import type { ProductBasis, ProductNow, ProductWish } from '../products.ts';
import type { RecommendParameters } from './parameters.ts';

/** Why a product is shown. `in-category` and `for-sale` are for products without known sales. */
export type Why =
  | 'bought-together'
  | 'viewed'
  | 'best-seller-in-category'
  | 'best-seller'
  | 'in-category'
  | 'for-sale';

export interface Recommendation {
  readonly productId: string;
  readonly why: Why;
  /** Expected margin from showing it, minor units. Only comparable within one `why`. */
  readonly score: number;
  /** The product of the basket it goes with; null for best sellers of the shop and viewed products. */
  readonly goesWith: string | null;
}

type RecommendFacts = Pick<Facts, 'cart' | 'order' | 'store'>;

/**
 * Weight of the prior, in orders: the estimate for a rare pair is close to how often the product sells in
 * general.
 */
const DOUBT = 20;

/** Kinds of products for each basis, best first. Best sellers of the shop fill the rest. */
const LOOKS_FOR: Readonly<Record<ProductBasis, readonly ('tie' | 'viewed' | 'category')[]>> = {
  'bought-together': ['tie', 'category'],
  'same-category': ['category'],
  'best-sellers': [],
  'recently-viewed': ['viewed', 'category'],
};

/**
 * Products to show beside a cart or an order, by the basis; within each kind by expected margin. Only
 * products in stock and for sale, never those in the basket.
 *
 * Chance that b is bought with a: (n_ab + λ n_b / N) / (n_a + λ), the share of a's orders that had b, shrunk
 * towards b's share of all orders (item-to-item with conditional probabilities: Deshpande and Karypis,
 * "Item-based top-N recommendation algorithms", ACM Transactions on Information Systems 22(1), 2004, equation
 * 4, here with a prior).
 * @param products current state, at least of those in `recommendationCandidates`
 */
export function recommend(
  facts: RecommendFacts,
  parameters: RecommendParameters | null,
  products: readonly ProductNow[],
  { basis, count, except, viewed }: ProductWish,
): readonly Recommendation[] {
  const basket = basketOf(facts);
  const inBasket = new Set(basket.map((line) => line.productId));
  const unwanted = new Set([...inBasket, ...except]);
  const looksFor = LOOKS_FOR[basis];
  const listed = products
    .filter((product) => product.isForSale && (product.stock ?? 1) > 0 && !unwanted.has(product.productId))
    .map((product): Listed => {
      const { productId } = product;
      const margin = product.price - (product.cost ?? product.price * facts.store.assumedCostShare);
      const share =
        parameters && parameters.orders > 0 ? (own(parameters.sold, productId) ?? 0) / parameters.orders : 0;
      const score = share * margin;
      const tie = looksFor.includes('tie') ? strongestTie(productId, [...inBasket], parameters) : null;
      if (tie)
        return {
          productId,
          why: 'bought-together',
          score: tie.chance * margin,
          goesWith: tie.with,
          place: 0,
          margin,
        };
      const seen = looksFor.includes('viewed') ? viewed.indexOf(productId) : -1;
      // The latest viewed comes first, whatever its margin, since it is of most interest.
      if (seen >= 0)
        return { productId, why: 'viewed', score: viewed.length - seen, goesWith: null, place: 0, margin };
      const near =
        looksFor.includes('category') && product.category !== null
          ? basket.find((line) => line.category === product.category)
          : undefined;
      if (near)
        return {
          productId,
          why: share > 0 ? 'best-seller-in-category' : 'in-category',
          score,
          goesWith: near.productId,
          place: 1,
          margin,
        };
      return {
        productId,
        why: share > 0 ? 'best-seller' : 'for-sale',
        score,
        goesWith: null,
        place: 2,
        margin,
      };
    });
  return listed
    .sort(byWorth)
    .slice(0, Math.max(0, count))
    .map(({ place: _place, margin: _margin, ...recommendation }) => recommendation);
}

interface Listed extends Recommendation {
  readonly place: number;
  readonly margin: number;
}

/**
 * Ids of products to load before `recommend`: viewed ones, those that go with the basket, and best sellers.
 */
export function recommendationCandidates(
  facts: RecommendFacts,
  parameters: RecommendParameters | null,
  viewed: readonly string[] = [],
  limit = 60,
): readonly string[] {
  const basket = basketOf(facts);
  const inBasket = new Set(basket.map((line) => line.productId));
  const categories = new Set(basket.flatMap((line) => (line.category === null ? [] : [line.category])));
  const { together = {}, sold = {}, category = {} } = parameters ?? {};
  const neighbours = [...inBasket].flatMap((id) => (own(together, id) ?? []).map(([other]) => other));
  const bySales = Object.keys(sold).sort(
    (left, right) => sold[right]! - sold[left]! || (left < right ? -1 : 1),
  );
  const isNear = (id: string) => categories.has(own(category, id) ?? '');
  const inOrder = [...viewed, ...neighbours, ...bySales.filter(isNear).slice(0, limit / 2), ...bySales];
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
  const usual = (own(parameters.sold, productId) ?? 0) / parameters.orders;
  let best: { chance: number; with: string } | null = null;
  for (const id of basket) {
    const both = own(parameters.together, id)?.find(([other]) => other === productId)?.[1];
    if (both === undefined) continue;
    const chance = (both + DOUBT * usual) / ((own(parameters.sold, id) ?? 0) + DOUBT);
    if (best === null || chance > best.chance) best = { chance, with: id };
  }
  return best;
}

function byWorth(left: Listed, right: Listed): number {
  return (
    left.place - right.place ||
    right.score - left.score ||
    right.margin - left.margin ||
    (left.productId < right.productId ? -1 : 1)
  );
}
