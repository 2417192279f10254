import { defineModel } from '../model.ts';
import { recoveryModel } from '../recovery/model.ts';
import { offerCard } from './card.ts';
import { chooseOffer, factsOfOffer } from './choose.ts';
import { pastOffers } from './example.ts';
import { offerDrift } from './drift.ts';
import { explainRecord } from './explain-record.ts';
import { MINIMUM_TRIES } from './minimum.ts';
import { NO_OFFER, type OfferSettings } from './options.ts';
import { offerParametersSchema } from './parameters.ts';
import { offerPolicies } from './policies.ts';
import { OUTCOME_DAYS, offerSamples } from './samples.ts';
import { offerReportSchema, trainOffer } from './train.ts';
import { insideSentence, offerTitle } from './words.ts';

/** The settings of a new offer node. */
const ORDINARY: OfferSettings = {
  options: [
    NO_OFFER,
    { id: 'free-shipping', kind: 'free-shipping', value: 0 },
    { id: 'percent-10', kind: 'percentage', value: 10 },
  ],
  spareFullPriceBuyers: true,
};

export const offerModel = defineModel({
  id: 'offer',
  title: 'Offer',
  summary:
    'Chooses, among the offers you allow, the one that leaves the most margin with similar people, and keeps trying the others a little.',
  source:
    'Contextual bandit: Bayesian regression of the margin earned on the context and on what an offer gives away, partly pooled over flows, and Thompson sampling with its probabilities written out (Agrawal and Goyal, Thompson sampling for contextual bandits with linear payoffs, ICML 2013).',
  rule: 'Gives no offer to most people, and each other allowed offer to an equal part of the exploration share.',
  minimum: [{ what: 'offers with a known outcome', count: MINIMUM_TRIES }],
  looksAt: [
    'kind of shopper',
    'recovery probability',
    'value of the cart',
    'margin left under each offer',
    'share of orders with a discount',
    'cost of shipping and from when it is free',
  ],
  checkedBy:
    'Margin earned, compared with what always giving one offer would have earned, estimated from the logged probabilities, with an interval. And the margin it expected of its choices, compared with what came.',
  parameters: offerParametersSchema,
  reads: [recoveryModel.id],
  facts: {
    offer: { label: 'offer chosen', type: 'text', example: 'percent-10' },
    offerKind: {
      label: 'kind of offer',
      type: 'choice',
      options: [
        { value: 'none', label: 'none' },
        { value: 'free-shipping', label: 'free shipping' },
        { value: 'percentage', label: 'percentage' },
        { value: 'amount', label: 'amount' },
        { value: 'gift', label: 'gift' },
        { value: 'payment-plan', label: 'payment plan' },
      ],
    },
    offerValue: { label: 'size of the offer', type: 'number' },
    offerWords: { label: 'offer in words', type: 'text', example: '10% off' },
  },
  reward: { of: 'person', days: OUTCOME_DAYS },
  history: 'decisions',
  samples: offerSamples,
  train: trainOffer,
  report: offerReportSchema,
  drift: { by: 'decisions', about: 'treated', judge: offerDrift },
  provesItself: false,
  policies: offerPolicies,
  examplePast: pastOffers,
  decide(facts, draw) {
    const { offer, record } = chooseOffer(facts, ORDINARY, null, draw);
    return { record, sets: factsOfOffer(offer, facts.store.currency) };
  },
  headline: (chosen) => `Offer: ${chosen === 'none' ? 'none' : insideSentence(offerTitle(chosen))}`,
  explain: explainRecord,
  card: offerCard,
});
