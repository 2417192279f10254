import { count, decimal } from '@millrace/base/words';
import type { DecisionRecord, Facts } from '@millrace/flow';
import { readDemandParameters } from './parameters.ts';

export const [ORDER, WAIT] = ['order', 'wait'] as const;

/** Whether the product of a flow is to be ordered, by what is known of it. */
export function orderOrWait({ product, models }: Facts): DecisionRecord {
  const { stock, reorderPoint, dailyDemand, toReorder } = product ?? {
    stock: null,
    reorderPoint: null,
    dailyDemand: null,
    toReorder: null,
  };
  const chosen = toReorder === true ? ORDER : WAIT;
  const known =
    stock === null || reorderPoint === null || dailyDemand === null
      ? 'Its stock, its demand or its lead time is not known, so nothing is said about when to order it.'
      : `${count(stock)} are in stock, ${decimal(dailyDemand, 1)} are sold a day, and it is ordered at ${count(reorderPoint)}.`;
  return {
    model: 'product-demand',
    by: readDemandParameters(models['product-demand']) ? 'model' : 'rule',
    inputs: { stock, dailyDemand, reorderPoint },
    options: [ORDER, WAIT].map((id) => ({
      id,
      probability: id === chosen ? 1 : 0,
      score: null,
      note: null,
    })),
    chosen,
    score: null,
    explanation: [known],
  };
}
