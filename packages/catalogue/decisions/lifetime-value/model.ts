import { explained } from '../explanation.ts';
import { defineModel } from '../model.ts';
import { buyerOf } from './buyers.ts';
import { lifetimeCard } from './card.ts';
import { ACTIVE, stillCustomer } from './decide.ts';
import { lifetimeDrift } from './drift.ts';
import { pastBuyers } from './example.ts';
import { MINIMUM_BUYERS, MINIMUM_DAYS, MINIMUM_RETURNING } from './minimum.ts';
import { lifetimeParametersSchema } from './parameters.ts';
import { lifetimePredicts } from './predict.ts';
import { lifetimeReportSchema } from './report.ts';
import { trainLifetime } from './train.ts';

const titleOf = (option: string) => (option === ACTIVE ? 'Still a customer' : 'Gone');

export const lifetimeValueModel = defineModel({
  id: 'lifetime-value',
  title: 'Lifetime value',
  summary:
    'Predicts who will order again: the risk of churn, the orders of the next 90 days and the spend of the next 12 months.',
  source:
    'BG/NBD for order counts (Fader, Hardie and Lee, Marketing Science 24(2), 2005) and Gamma-Gamma for order values (Fader and Hardie, 2013), both by maximum likelihood.',
  rule: 'Somebody counts as gone after three times their usual time between orders, or after a year if they ordered once. Nothing else is predicted.',
  minimum: [
    { what: 'customers who ordered', count: MINIMUM_BUYERS },
    { what: 'of them ordered again', count: MINIMUM_RETURNING },
    { what: 'days since the first order', count: MINIMUM_DAYS },
  ],
  looksAt: [
    'number of orders',
    'days between the first and the last order',
    'days since the last order',
    'mean value of their orders',
  ],
  checkedBy:
    'At each training it foretells the orders of the latest days from the days before, and is used only if that is better than a usual rate for everybody, and than each person’s own rate, by two standard errors.',
  parameters: lifetimeParametersSchema,
  reads: [],
  facts: {},
  reward: null,
  history: 'buyers',
  samples: (past) => past.map(buyerOf),
  train: trainLifetime,
  report: lifetimeReportSchema,
  drift: { by: 'trainings', judge: lifetimeDrift },
  provesItself: true,
  examplePast: pastBuyers,
  decide: (facts) => ({ record: stillCustomer(facts), sets: {} }),
  predicts: lifetimePredicts,
  headline: titleOf,
  explain: (record, currency) =>
    explained(record, currency, {
      option: titleOf,
      inputs: {
        orders: ['Orders', 'plain'],
        daysSinceLast: ['Days since the last order', 'days'],
        gapDays: ['Usual time between orders', 'days'],
      },
    }),
  card: lifetimeCard,
});
