import { explained } from '../explanation.ts';
import { defineModel } from '../model.ts';
import { reorderCard } from './card.ts';
import { DUE, dueAgain } from './decide.ts';
import { reorderDrift } from './drift.ts';
import { pastShoppers } from './example.ts';
import { MINIMUM_BUYERS, MINIMUM_DAYS, MINIMUM_REPEATS } from './minimum.ts';
import { reorderParametersSchema } from './parameters.ts';
import { reorderPredicts } from './predict.ts';
import { reorderReportSchema } from './report.ts';
import { shopperOf } from './shoppers.ts';
import { trainReorders } from './train.ts';

const titleOf = (option: string) => (option === DUE ? 'Due to buy again' : 'Not due yet');

export const reorderDateModel = defineModel({
  id: 'reorder-date',
  title: 'Reorder date',
  summary:
    'Predicts for each customer which products they are due to buy again, on which day, and how likely it is.',
  source:
    'Log-normal gaps with random effects of product and person, and a share who never come again (cure model, Boag, JRSS B 11(1), 1949), by expectation and maximisation (Dempster, Laird and Rubin, JRSS B 39(1), 1977) with those who still wait as censored.',
  rule: 'Somebody counts as due from a week before their usual time between orders is over. Nothing is predicted of products.',
  minimum: [
    { what: 'customers who ordered', count: MINIMUM_BUYERS },
    { what: 'times that somebody bought a product again', count: MINIMUM_REPEATS },
    { what: 'days since the first order', count: MINIMUM_DAYS },
  ],
  looksAt: [
    'days between purchases of a product, by person',
    'how many were bought',
    'days since the last purchase',
    'how many buyers of the product come back',
  ],
  checkedBy:
    'At each training it foretells the latest purchases from the days before, and is used only if that is better by two standard errors than the mean gap of the product, and than the last gap of the person, and if eight of ten purchases came within its interval.',
  parameters: reorderParametersSchema,
  reads: [],
  facts: {},
  reward: null,
  history: 'shoppers',
  samples: (past) => past.map(shopperOf),
  train: trainReorders,
  report: reorderReportSchema,
  drift: { by: 'trainings', judge: reorderDrift },
  provesItself: true,
  examplePast: pastShoppers,
  decide: (facts) => ({ record: dueAgain(facts), sets: {} }),
  predicts: reorderPredicts,
  headline: titleOf,
  explain: (record, currency) =>
    explained(record, currency, {
      option: titleOf,
      inputs: {
        gapDays: ['Usual time between orders', 'days'],
        daysLeft: ['Days until it is due', 'plain'],
        chance: ['Chance to buy it again', 'share'],
      },
    }),
  card: reorderCard,
});
