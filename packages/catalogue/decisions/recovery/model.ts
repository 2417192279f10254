import { explained } from '../explanation.ts';
import { defineModel } from '../model.ts';
import { recoveryCard } from './card.ts';
import { recoveryDrift } from './drift.ts';
import { pastCarts } from './example.ts';
import { MINIMUM_CARTS, MINIMUM_RECOVERED } from './minimum.ts';
import { recoveryParametersSchema } from './parameters.ts';
import { recoveryReportSchema } from './report.ts';
import { RECOVERY_DAYS, recoverySamples } from './samples.ts';
import { factsOfScore, scoreRecovery } from './score.ts';
import { trainRecovery } from './train.ts';
import { INPUTS, segmentTitle } from './words.ts';

export const recoveryModel = defineModel({
  id: 'recovery',
  title: 'Recovery probability',
  summary:
    'Estimates how likely an abandoned cart is to be bought after all, and which kind of shopper left it.',
  source:
    'Logistic regression by iteratively reweighted least squares with an L2 penalty (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 4.4.1, equation 4.26), calibrated as in Platt (1999).',
  rule: 'Assumes that one cart in ten comes back, more for people who ordered before or got far in the checkout, less for new visitors, phones and a long time since the last order.',
  minimum: [
    { what: 'abandoned carts', count: MINIMUM_CARTS },
    { what: 'of them recovered', count: MINIMUM_RECOVERED },
  ],
  looksAt: [
    'orders so far and when the last one was',
    'usual time between orders',
    'value of the cart against the usual order',
    'number of items',
    'margin of the cart',
    'share of orders with a discount',
    'a discount code tried',
    'checkout step reached',
    'phone or not',
    'a category new to the person',
    'hour of the day in the person’s time zone',
  ],
  checkedBy:
    'On the most recent carts, which it did not learn from: Brier score compared with always predicting the base rate, and predicted compared with true shares in ten groups.',
  parameters: recoveryParametersSchema,
  reads: [],
  facts: {
    recovery: { label: 'probability of coming back', type: 'share', unit: '%' },
    segment: {
      label: 'kind of shopper',
      type: 'choice',
      options: [
        { value: 'full-price-buyer', label: 'full-price buyer' },
        { value: 'price-sensitive', label: 'price-sensitive' },
        { value: 'first-visit', label: 'new visitor' },
        { value: 'new-category', label: 'returning in a new category' },
        { value: 'checkout-friction', label: 'stopped at checkout' },
      ],
      example: 'price-sensitive',
    },
  },
  reward: { of: 'cart', days: RECOVERY_DAYS },
  history: 'carts',
  samples: recoverySamples,
  train: trainRecovery,
  report: recoveryReportSchema,
  drift: { by: 'decisions', about: 'held-out', judge: recoveryDrift },
  provesItself: true,
  examplePast: pastCarts,
  decide(facts) {
    const score = scoreRecovery(facts);
    return { record: score.record, sets: factsOfScore(score) };
  },
  headline: (chosen) => `Kind of shopper: ${segmentTitle(chosen)}`,
  explain: (record, currency) => explained(record, currency, { option: segmentTitle, inputs: INPUTS }),
  card: recoveryCard,
});
