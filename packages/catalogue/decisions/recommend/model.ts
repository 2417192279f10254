import type { DecisionModel } from '../model.ts';
import { MINIMUM_ORDERS, MINIMUM_TOGETHER } from './minimum.ts';
import { recommendationRecord } from './record.ts';

export const recommendModel: DecisionModel = {
  id: 'recommend',
  title: 'Recommendations',
  summary: 'Chooses products to show beside a cart or an order: what is bought together with it, in stock, by margin.',
  source:
    'Item-to-item by conditional probability of being bought together (Deshpande and Karypis, ACM Transactions on Information Systems 22(1), 2004, equation 4), times the margin of the product.',
  rule: 'Shows the best sellers of the same category, then of the shop, by margin.',
  minimum: [
    { what: 'past orders', count: MINIMUM_ORDERS },
    { what: 'orders two products share', count: MINIMUM_TOGETHER },
  ],
  looksAt: ['what is in the cart or order', 'what past orders had together', 'stock and price now', 'margin of each product'],
  checkedBy: 'Share of orders in which a product recommended was bought, against that of best sellers.',
  decide: (facts) => recommendationRecord(facts, [], { count: 3 }).record,
};
