import type { DecisionModel } from '../model.ts';
import { scoreRecovery } from './score.ts';
import { MINIMUM_CARTS, MINIMUM_RECOVERED } from './minimum.ts';

export const recoveryModel: DecisionModel = {
  id: 'recovery',
  title: 'Recovery probability',
  summary: 'Tells how likely an abandoned cart is to be bought after all, and which kind of shopper left it.',
  source:
    'Logistic regression by iteratively reweighted least squares with an L2 penalty (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 4.4.1, equation 4.26), calibrated as in Platt (1999).',
  rule: 'Assumes that one cart in ten comes back, more for people who ordered before or got far in the checkout, less for new visitors, phones and long silence.',
  minimum: [
    { what: 'abandoned carts', count: MINIMUM_CARTS },
    { what: 'of them recovered', count: MINIMUM_RECOVERED },
  ],
  looksAt: [
    'orders so far and when the last one was',
    'the rhythm of ordering',
    'value of the cart against the usual order',
    'number of items',
    'margin of the cart',
    'share of orders with a discount',
    'a discount code tried',
    'furthest step of the checkout',
    'phone or not',
    'a category new to the person',
    'hour of the day where the person is',
  ],
  checkedBy:
    'On the most recent carts, which it did not learn from: Brier score against always saying the base rate, and predicted against true shares in ten groups.',
  decide: (facts) => scoreRecovery(facts).record,
};
