import { expect, test } from 'vitest';
import { seededRandom } from '@millrace/measure';
import {
  chooseOffer,
  learnOffers,
  observeOffer,
  offerObservation,
  emptyOfferParameters,
  rewardModel,
  type OfferObservation,
  type OfferParameters,
} from './index.ts';
import fixtures from '../fixtures/decisions.json';
import { shopper, SHOP_OPTIONS, trueMargin, trueRate, trueValue } from '../testing/simulated-shop.ts';
import { encodeContext } from './context.ts';
import { ridge } from './reward.ts';

const settings = { options: SHOP_OPTIONS, spareFullPriceBuyers: false };

test('the line of each option is the ridge regression of scikit-learn', () => {
  const { xx, xy, prior, doubt, theta } = fixtures.ridge;
  const ours = ridge({ xx, xy }, doubt, Float64Array.from(prior));
  theta.forEach((value, index) => expect(ours[index]).toBeCloseTo(value, 10));
});

interface Life {
  readonly earned: number;
  readonly byChance: number;
  readonly withoutOffers: number;
  readonly atBest: number;
  readonly log: readonly OfferObservation[];
}

/**
 * A shop that trains every hundred people, as a schedule would. Values are true expectations, rewards are
 * drawn.
 */
function live(people: number, seed: number): Life {
  const random = seededRandom(seed);
  let learnt: OfferParameters = emptyOfferParameters();
  let used = learnt;
  const sums = { earned: 0, byChance: 0, withoutOffers: 0, atBest: 0 };
  const log: OfferObservation[] = [];
  for (let index = 0; index < people; index += 1) {
    if (index % 100 === 0) used = learnt;
    const facts = { ...shopper(random, index), models: { offer: used } };
    const { offer, record } = chooseOffer(facts, settings, null, random());
    const open = record.options
      .filter((option) => option.note === null)
      .map((option) => ({ option: option.id, probability: option.probability }));
    const values = open.map(({ option }) => trueValue(facts, option));
    sums.earned += trueValue(facts, offer.id) / people;
    sums.byChance += values.reduce((sum, value) => sum + value, 0) / values.length / people;
    sums.withoutOffers += trueValue(facts, 'none') / people;
    sums.atBest += Math.max(...values) / people;
    const observation = offerObservation(
      record,
      random() < trueRate(facts, offer.id) ? trueMargin(facts, offer.id) : 0,
    )!;
    learnt = observeOffer(learnt, observation);
    log.push(observation);
  }
  return { ...sums, log };
}

test('over ten thousand people it earns more than random offers and more than no offers', () => {
  for (const seed of [1, 2, 3]) {
    const { earned, byChance, withoutOffers, atBest } = live(10_000, seed);
    expect(earned).toBeGreaterThan(byChance * 1.05);
    expect(earned).toBeGreaterThan(withoutOffers * 1.01);
    expect(atBest - earned).toBeLessThan(0.7 * (atBest - byChance));
  }
});

test('the longer it learns, the closer it comes to the margin of the best possible policy', () => {
  const regret = (people: number) => {
    const { earned, atBest } = live(people, 4);
    return (atBest - earned) / atBest;
  };
  expect(regret(12_000)).toBeLessThan(regret(1_500));
});

test('an offer that was never tried starts at the line of all offers', () => {
  const { log } = live(2_000, 12);
  const parameters = learnOffers(log.filter((choice) => choice.option !== 'percent-20'));
  const model = rewardModel(parameters);
  const context = log[0]!.context;
  expect(model.tries('percent-20')).toBe(0);
  expect(model.share(context, 'percent-20')).toBeGreaterThan(0);
  expect(model.share(context, 'percent-20')).toBeLessThan(0.5);
});

test('the uncertainty about an offer follows the formula when all people are equal', () => {
  const context = {
    segment: 'first-visit' as const,
    recovery: 0.1,
    basket: 5_000,
    discountShare: null,
    margins: { none: 1_000 },
  };
  const seen = Array.from({ length: 400 }, (_unused, index) => ({
    context,
    option: 'none',
    probability: 1,
    reward: index % 4 === 0 ? 1_000 : 0,
  }));
  const model = rewardModel(learnOffers(seen));
  const share = model.share(context, 'none');
  const length = encodeContext(context).reduce((sum, value) => sum + value * value, 0);
  const noise = 0.25 * (1 - share) ** 2 + 0.75 * share ** 2;
  expect(share).toBeCloseTo(0.25, 2);
  expect(model.doubt(context, 'none')).toBeCloseTo(
    1_000 * Math.sqrt((noise * length) / (400 * length + 25)),
    6,
  );
});
