import { seededRandom } from '@millrace/measure';
import type { Audit } from '@millrace/measure/audits';
import { shopper, trueValue } from '../../testing/simulated-shop.ts';
import { chooseOffer } from '../choose.ts';
import { emptyOfferParameters } from '../parameters.ts';
import { observeOffer, offerObservation } from '../observe.ts';
import { offerPolicies } from '../policies.ts';
import { IDS, liveWithOffers, settings, trueMarginOf } from './life.ts';

/**
 * How many claims about what each offer would have earned exclude the truth, in so many lives of 1,500 decisions over
 * a model that learns meanwhile.
 */
export function missedClaims(lives: number): { readonly counted: number; readonly of: number } {
  let [counted, of] = [0, 0];
  for (let run = 0; run < lives; run += 1) {
    const life = liveWithOffers(1_500, 100 + run);
    const [report] = offerPolicies(life.past);
    for (const option of IDS) {
      const id = option === 'none' ? 'never' : `always:${option}`;
      const value = report!.policies.find((policy) => policy.id === id)?.value;
      if (!value) continue;
      of += 1;
      const truth = trueMarginOf(life, option);
      if (value.lower > truth || value.upper < truth) counted += 1;
    }
  }
  return { counted, of };
}

const DRAWS = 400;
const DECISIONS = 5_000;

/** How many options are drawn more or less often than their logged probability says, by three standard deviations. */
function wrongPropensities(lives: number): { readonly counted: number; readonly of: number } {
  const { past } = liveWithOffers(1_500, 7);
  let learnt = emptyOfferParameters();
  for (const { record, reward } of past) {
    const observation = offerObservation(record, reward ?? 0);
    if (observation) learnt = observeOffer(learnt, observation);
  }
  let [counted, of] = [0, 0];
  for (let person = 0; person < lives; person += 1) {
    const random = seededRandom(50_000 + person);
    const facts = { ...shopper(random, person), models: { offer: learnt } };
    const drawn = new Map<string, number>();
    let options: readonly { readonly id: string; readonly probability: number }[] = [];
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const { offer, record } = chooseOffer(facts, settings, null, random());
      drawn.set(offer.id, (drawn.get(offer.id) ?? 0) + 1);
      ({ options } = record);
    }
    for (const { id, probability } of options) {
      // Options that cannot be drawn, or with too few draws for the normal distribution, say nothing.
      if (probability * DRAWS < 5 || (1 - probability) * DRAWS < 5) continue;
      of += 1;
      const spread = Math.sqrt((probability * (1 - probability)) / DRAWS);
      if (Math.abs((drawn.get(id) ?? 0) / DRAWS - probability) > 3 * spread) counted += 1;
    }
  }
  return { counted, of };
}

/** What is earned of what the best offer for each person would earn, as decisions of all decisions. */
function earned(lives: number): { readonly counted: number; readonly of: number } {
  let [got, best] = [0, 0];
  for (let run = 0; run < lives; run += 1) {
    const { past, people, open } = liveWithOffers(DECISIONS, 900 + run);
    people.forEach((facts, index) => {
      got += trueValue(facts, past[index]!.record.chosen);
      best += Math.max(...open[index]!.map((option) => trueValue(facts, option)));
    });
  }
  return { counted: Math.round((got / best) * DECISIONS * lives), of: DECISIONS * lives };
}

/** The promises about offers. */
export const OFFER_AUDITS: readonly Audit[] = [
  {
    title: 'what each offer would have earned, from the log of a model that learns',
    counts: 'an interval excludes the truth',
    promise: { atMost: 0.05 },
    part: 0.1,
    run: missedClaims,
  },
  {
    title: 'probabilities of offers in the log',
    counts: 'an option is drawn more or less often, by three standard deviations',
    // 0.0027 by chance alone, and a little more as draws are whole numbers.
    promise: { atMost: 0.01 },
    part: 0.2,
    run: wrongPropensities,
  },
  {
    title: 'offers while 5,000 people are decided about, learned from nothing',
    counts: 'of the margin of the best offer for each person is earned',
    promise: { atLeast: 0.9 },
    part: 0.01,
    run: earned,
  },
];
