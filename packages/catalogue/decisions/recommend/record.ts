import type { DecisionRecord, Facts } from '@millrace/flow';
import { readRecommendParameters } from './parameters.ts';
import { recommend, type ProductNow, type Recommendation, type RecommendOptions } from './recommend.ts';

/** The recommendations as a decision: the first product is the one chosen, the others follow in `options`. */
export function recommendationRecord(
  facts: Facts,
  products: readonly ProductNow[],
  options: RecommendOptions,
): { readonly shown: readonly Recommendation[]; readonly record: DecisionRecord } {
  const parameters = readRecommendParameters(facts.models['recommend']);
  const shown = recommend(facts, parameters, products, options);
  const titles = new Map([...(facts.cart?.lines ?? []), ...(facts.order?.lines ?? [])].map((line) => [line.productId, line.title]));
  const first = shown[0];
  const isLearnt = shown.some((item) => item.why === 'bought-together');
  return {
    shown,
    record: {
      model: 'recommend',
      by: isLearnt ? 'model' : 'rule',
      inputs: { basket: [...titles.keys()], orders: parameters?.orders ?? 0, products: products.length },
      options: first
        ? shown.map((item, index) => ({
            id: item.productId,
            probability: index === 0 ? 1 : 0,
            score: Math.round(item.score),
            note: sentenceOf(item, titles),
          }))
        : [{ id: 'nothing', probability: 1, score: null, note: null }],
      chosen: first?.productId ?? 'nothing',
      score: first ? Math.round(first.score) : null,
      explanation: first
        ? [...new Set(shown.map((item) => sentenceOf(item, titles)))].slice(0, 3)
        : ['Shows nothing: no product that could be shown is in stock and for sale.'],
    },
  };
}

function sentenceOf({ why, goesWith }: Recommendation, titles: ReadonlyMap<string, string>): string {
  const title = (goesWith !== null && titles.get(goesWith)) || 'something in the basket';
  if (why === 'bought-together') return `Often bought together with ${title}.`;
  if (why === 'best-seller-in-category') return `Sells best in the category of ${title}.`;
  return 'Sells best in the shop.';
}
