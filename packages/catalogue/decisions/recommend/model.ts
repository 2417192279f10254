import { defineModel } from '../model.ts';
import type { ProductWish } from '../products.ts';
import { recommendCard } from './card.ts';
import { pastOrders } from './example.ts';
import { explainRecord } from './explain-record.ts';
import { recallDrift } from './judge.ts';
import { MINIMUM_ORDERS, MINIMUM_TOGETHER } from './minimum.ts';
import { readRecommendParameters, recommendParametersSchema } from './parameters.ts';
import { recommendationCandidates } from './recommend.ts';
import { NOTHING, recommendationRecord } from './record.ts';
import { recommendReportSchema, trainRecommend } from './train.ts';

/** The settings of a new recommendations block. */
const ORDINARY: ProductWish = { basis: 'bought-together', count: 3, except: [], viewed: [] };

export const recommendModel = defineModel({
  id: 'recommend',
  title: 'Recommendations',
  summary:
    'Chooses products to show beside a cart or an order: those bought together with it, in stock, by margin.',
  source:
    'Item-to-item by conditional probability of being bought together (Deshpande and Karypis, ACM Transactions on Information Systems 22(1), 2004, equation 4), times the margin of the product.',
  rule: 'Shows products of the same category, then others of the shop, those with the most margin first.',
  minimum: [
    { what: 'past order, for best sellers', count: 1 },
    { what: 'past orders, for what is bought together', count: MINIMUM_ORDERS },
    { what: 'orders two products share', count: MINIMUM_TOGETHER },
  ],
  looksAt: [
    'products in the cart or order',
    'products that past orders had together',
    'products the person viewed and just bought',
    'stock and price now',
    'margin of each product',
  ],
  checkedBy:
    'At each training each product is left out of the newest baskets and looked for among the ten recommended from the rest, compared with the ten best sellers and with the trainings before.',
  parameters: recommendParametersSchema,
  reads: [],
  facts: {},
  reward: null,
  history: 'orders',
  samples: (past) => past,
  train: trainRecommend,
  report: recommendReportSchema,
  drift: { by: 'trainings', judge: (then, newest) => recallDrift(then.recall, newest.recall) },
  provesItself: false,
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
