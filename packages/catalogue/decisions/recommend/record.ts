import { listed } from '@millrace/base/words';
import type { DecisionRecord, Facts } from '@millrace/flow';
import type { ProductNow, ProductWish } from '../products.ts';
import { readRecommendParameters } from './parameters.ts';
import { recommend, type Recommendation } from './recommend.ts';

/** The id for a choice of no product. */
export const NOTHING = 'nothing';

/** Recommendations as a decision record: the first product is the choice, the others follow in `options`. */
export function recommendationRecord(
  facts: Facts,
  products: readonly ProductNow[],
  wish: ProductWish,
): { readonly shown: readonly Recommendation[]; readonly record: DecisionRecord } {
  const parameters = readRecommendParameters(facts.models['recommend']);
  const shown = recommend(facts, parameters, products, wish);
  const basket = [...(facts.cart?.lines ?? facts.order?.lines ?? [])];
  const titles = new Map([...products, ...basket].map(({ productId, title }) => [productId, title]));
  const first = shown[0];
  const names = shown.map(({ productId }) => titles.get(productId) || productId);
  return {
    shown,
    record: {
      model: 'recommend',
      by: parameters ? 'model' : 'rule',
      inputs: {
        basis: wish.basis,
        basket: [...new Set(basket.map((line) => line.productId))],
        orders: parameters?.orders ?? 0,
        products: products.length,
        titles: Object.fromEntries(shown.map(({ productId }, index) => [productId, names[index]!])),
      },
      options: first
        ? shown.map((item, index) => ({
            id: item.productId,
            probability: index === 0 ? 1 : 0,
            score: Math.round(item.score),
            note: sentenceOf(item, titles),
          }))
        : [{ id: NOTHING, probability: 1, score: null, note: null }],
      chosen: first?.productId ?? NOTHING,
      score: first ? Math.round(first.score) : null,
      explanation: first
        ? [
            `Shows ${listed(names)}.`,
            ...[...new Set(shown.map((item) => sentenceOf(item, titles)))].slice(0, 3),
          ]
        : ['Shows nothing: no suitable product is in stock and for sale.'],
    },
  };
}

function sentenceOf({ why, goesWith }: Recommendation, titles: ReadonlyMap<string, string>): string {
  const title = (goesWith !== null && titles.get(goesWith)) || 'something in the basket';
  switch (why) {
    case 'bought-together':
      return `Often bought together with ${title}.`;
    case 'viewed':
      return 'They viewed it lately.';
    case 'best-seller-in-category':
      return `Sells best in the category of ${title}.`;
    case 'in-category':
      return `In the same category as ${title}.`;
    case 'best-seller':
      return 'Sells best in the shop.';
    case 'for-sale':
      return 'Available now, with too few sales to compare.';
  }
}
