import { expect, test } from 'vitest';
import { seededRandom } from '@millrace/measure';
import {
  alike,
  always,
  chooseOffer,
  learnOffers,
  observeOffer,
  offerObservation,
  emptyOfferParameters,
  policyValue,
  rewardModel,
  type LoggedChoice,
  type OfferParameters,
  type RewardModel,
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

test('what another policy would have earned is what numpy computes from the log', () => {
  const { logged, taken, reward, other, expected, ips, snips, dr, effective } = fixtures.policy;
  const ids = ['a', 'b', 'c'];
  const log: LoggedChoice[] = taken.map((option, index) => ({
    // The basket holds the index in the log, so that policy and model below can find their row.
    context: { segment: 'first-visit', recovery: 0.1, basket: index, discountShare: null, margins: {} },
    option,
    probability: logged[index]![ids.indexOf(option)]!,
    reward: reward[index]!,
    open: ids.map((id, at) => ({ option: id, probability: logged[index]![at]! })),
  }));
  const model: Pick<RewardModel, 'value'> = {
    value: (context, option) => expected[context.basket!]![ids.indexOf(option)]!,
  };
  const value = policyValue(
    log,
    (context) => Object.fromEntries(ids.map((id, at) => [id, other[context.basket!]![at]!])),
    model,
  );
  expect(value.inversePropensity.estimate).toBeCloseTo(ips, 8);
  expect(value.selfNormalised).toBeCloseTo(snips, 8);
  expect(value.doublyRobust?.estimate).toBeCloseTo(dr, 8);
  expect(value.effectiveChoices).toBeCloseTo(effective, 8);
});

interface Life {
  readonly earned: number;
  readonly byChance: number;
  readonly withoutOffers: number;
  readonly atBest: number;
  readonly log: readonly LoggedChoice[];
  readonly people: readonly ReturnType<typeof shopper>[];
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
  const log: LoggedChoice[] = [];
  const met: ReturnType<typeof shopper>[] = [];
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
    log.push({ ...observation, open });
    met.push(facts);
  }
  return { ...sums, log, people: met };
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

test('the margin of never offering is estimated from the log', () => {
  const { log, people } = live(6_000, 5);
  const half = log.length / 2;
  const model = rewardModel(learnOffers(log.slice(0, half)));
  const later = log.slice(half);
  const truth = people.slice(half).reduce((sum, facts) => sum + trueValue(facts, 'none'), 0) / half;
  const value = policyValue(later, always('none'), model);
  expect(value.best.lower).toBeLessThan(truth);
  expect(value.best.upper).toBeGreaterThan(truth);
  expect(Math.abs(value.selfNormalised - truth) / truth).toBeLessThan(0.25);
  expect(value.effectiveChoices).toBeLessThanOrEqual(later.length);
});

test('the interval for random offers contains the truth as often as it claims', () => {
  let wrong = 0;
  for (let run = 0; run < 40; run += 1) {
    const { log, people } = live(1_200, 100 + run);
    const truth =
      people.reduce((sum, facts, index) => {
        const open = log[index]!.open;
        return sum + open.reduce((inner, { option }) => inner + trueValue(facts, option) / open.length, 0);
      }, 0) / people.length;
    const { inversePropensity } = policyValue(log, alike);
    if (inversePropensity.lower > truth || inversePropensity.upper < truth) wrong += 1;
  }
  expect(wrong).toBeLessThanOrEqual(2);
});

test('evaluating the policy that was used gives the margin earned', () => {
  const { log } = live(500, 9);
  const probabilities = new Map(
    log.map(({ context, open }) => [
      context,
      Object.fromEntries(open.map((entry) => [entry.option, entry.probability])),
    ]),
  );
  const value = policyValue(log, (context) => probabilities.get(context)!);
  expect(value.inversePropensity.estimate).toBeCloseTo(value.earned.estimate, 6);
  expect(value.effectiveChoices).toBeCloseTo(500, 6);
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
