import { defineModel } from '../model.ts';
import type { ProductWish } from '../products.ts';
import { recommendCard } from './card.ts';
import { pastOrders } from './example.ts';
import { explainRecord } from './explain-record.ts';
import { MINIMUM_ORDERS, MINIMUM_TOGETHER } from './minimum.ts';
import { readRecommendParameters, recommendParametersSchema } from './parameters.ts';
import { recommendationCandidates } from './recommend.ts';
import { NOTHING, recommendationRecord } from './record.ts';
import { recommendReportSchema, trainRecommend } from './train.ts';

/** What a new recommendations block of an e-mail asks for. */
const ORDINARY: ProductWish = { basis: 'bought-together', count: 3, except: [], viewed: [] };

export const recommendModel = defineModel({
  id: 'recommend',
  title: 'Recommendations',
  summary:
    'Chooses products to show beside a cart or an order: what is bought together with it, in stock, by margin.',
  source:
    'Item-to-item by conditional probability of being bought together (Deshpande and Karypis, ACM Transactions on Information Systems 22(1), 2004, equation 4), times the margin of the product.',
  rule: 'Shows products of the same category, then others of the shop, first those that leave most margin.',
  minimum: [
    { what: 'past order, for best sellers', count: 1 },
    { what: 'past orders, for what is bought together', count: MINIMUM_ORDERS },
    { what: 'orders two products share', count: MINIMUM_TOGETHER },
  ],
  looksAt: [
    'what is in the cart or order',
    'what past orders had together',
    'what the person looked at and just bought',
    'stock and price now',
    'margin of each product',
  ],
  checkedBy: 'Share of orders in which a product recommended was bought, against that of best sellers.',
  parameters: recommendParametersSchema,
  reads: [],
  facts: {},
  history: 'orders',
  samples: (past) => past,
  train: trainRecommend,
  report: recommendReportSchema,
  examplePast: pastOrders,
  decide: (facts, _draw, products = []) => ({
    record: recommendationRecord(facts, products, ORDINARY).record,
    sets: {},
  }),
  products: {
    candidates: (facts, wish) =>
      recommendationCandidates(
        facts,
        readRecommendParameters(facts.models['recommend']),
        wish.basis === 'recently-viewed' ? wish.viewed : [],
      ),
    choose(facts, products, wish) {
      const { shown, record } = recommendationRecord(facts, products, wish);
      return { shown: shown.map(({ productId }) => productId), record };
    },
  },
  headline: (chosen) => (chosen === NOTHING ? 'Nothing to recommend' : 'Recommended products'),
  explain: explainRecord,
  card: recommendCard,
});
