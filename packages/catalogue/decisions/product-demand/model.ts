import { explained } from '../explanation.ts';
import { defineModel } from '../model.ts';
import { demandCard } from './card.ts';
import { ORDER, orderOrWait } from './decide.ts';
import { demandDrift } from './drift.ts';
import { pastProducts } from './example.ts';
import { foretellProducts } from './foretell.ts';
import { MINIMUM_PRODUCTS, MINIMUM_WEEKS, RULE_WEEKS } from './minimum.ts';
import { demandParametersSchema } from './parameters.ts';
import { demandReportSchema } from './report.ts';
import { trainDemand } from './train.ts';
import { sellingOf } from './weeks.ts';

const titleOf = (option: string) => (option === ORDER ? 'Order it now' : 'Nothing to order yet');

export const productDemandModel = defineModel({
  id: 'product-demand',
  title: 'Demand',
  summary:
    'Foretells how much of each product will be asked for, so that it is ordered in time and not too much of it.',
  source:
    'Croston (Operational Research Quarterly 23(3), 1972) in its unbiased form (Syntetos and Boylan, International Journal of Forecasting 21(2), 2005) for what sells now and then, exponential smoothing for the rest; told apart by Syntetos, Boylan and Croston (Journal of the Operational Research Society 56, 2005).',
  rule: `The mean of the last ${RULE_WEEKS} weeks in which a product was in stock.`,
  minimum: [
    { what: 'products that sold', count: MINIMUM_PRODUCTS },
    { what: 'weeks since the first order', count: MINIMUM_WEEKS },
  ],
  looksAt: [
    'units sold of a product in each week',
    'weeks in which it was out of stock',
    'days of the week and months of the whole store',
  ],
  checkedBy:
    'At each training it foretells the latest weeks from the weeks before, and is used only if its error is smaller than that of the rule by two standard errors.',
  parameters: demandParametersSchema,
  reads: [],
  facts: {},
  reward: null,
  history: 'products',
  samples: (past) => past.map(sellingOf),
  train: trainDemand,
  report: demandReportSchema,
  drift: { by: 'trainings', judge: demandDrift },
  provesItself: true,
  examplePast: pastProducts,
  decide: (facts) => ({ record: orderOrWait(facts), sets: {} }),
  forecasts: { products: foretellProducts },
  headline: titleOf,
  explain: (record, currency) =>
    explained(record, currency, {
      option: titleOf,
      inputs: {
        stock: ['Units in stock', 'plain'],
        dailyDemand: ['Units sold a day', 'plain'],
        reorderPoint: ['Reorder point', 'plain'],
      },
    }),
  card: demandCard,
});
