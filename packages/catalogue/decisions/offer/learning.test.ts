import { describe, expect, test } from 'vitest';
import { seededRandom } from '@millrace/measure';
import {
  chooseOffer,
  learnOffers,
  observeOffer,
  offerObservation,
  emptyOfferParameters,
  offerContext,
  rewardModel,
  type OfferContext,
  type OfferObservation,
  type OfferParameters,
} from './index.ts';
import fixtures from '../fixtures/decisions.json';
import { shopper, SHOP_OPTIONS, trueMargin, trueRate, trueValue } from '../testing/simulated-shop.ts';
import { learntProbabilities } from './chances.ts';

const settings = { options: SHOP_OPTIONS, spareFullPriceBuyers: false };

test('what is expected of an offer, and the doubt about it, are those of numpy with one row a try', () => {
  const model = rewardModel(learnOffers(fixtures.offer.tries as readonly OfferObservation[]));
  for (const { context, option, value, doubt } of fixtures.offer.asked) {
    expect(model.value(context as OfferContext, option)).toBeCloseTo(value, 6);
    expect(model.doubt(context as OfferContext, option)).toBeCloseTo(doubt, 6);
  }
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

test('an offer that was never tried is expected to earn about what the others do, with more doubt', () => {
  const { log } = live(2_000, 12);
  const model = rewardModel(learnOffers(log.filter((choice) => choice.option !== 'percent-20')));
  const { context } = log.find(({ context: one }) => Object.keys(one.margins).length === 4)!;
  expect(model.tries('percent-20')).toBe(0);
  const value = (option: string) => model.value(context, option)!;
  expect(value('percent-20')).toBeGreaterThan(0.5 * value('percent-10'));
  expect(value('percent-20')).toBeLessThan(2 * value('percent-10'));
  expect(model.doubt(context, 'percent-20')).toBeGreaterThan(model.doubt(context, 'percent-10'));
});

test('before anything is known every offer is expected to earn the same, and all are tried', () => {
  const facts = shopper(seededRandom(3));
  const context = offerContext(facts, SHOP_OPTIONS, null);
  const model = rewardModel(emptyOfferParameters());
  const ids = SHOP_OPTIONS.map(({ id }) => id);
  expect(new Set(ids.map((id) => model.value(context, id)))).toEqual(new Set([0]));
  for (const chance of learntProbabilities(model, context, ids, 0.2)) expect(chance).toBeGreaterThan(0.1);
});

describe('flows', () => {
  const context = offerContext(shopper(seededRandom(3)), SHOP_OPTIONS, null);
  /** What people of a flow do who buy more often, or less, the more is given away. */
  const tries = (flow: string, count: number, rate: Readonly<Record<string, number>>) =>
    Object.entries(rate).flatMap(([option, share]) =>
      Array.from({ length: count }, (_unused, index) => ({
        context: { ...context, flow },
        option,
        probability: 0.5,
        reward: index < share * count ? context.margins[option]! : 0,
      })),
    );
  const gain = (model: ReturnType<typeof rewardModel>, flow: string) =>
    model.value({ ...context, flow }, 'percent-10')! - model.value({ ...context, flow }, 'none')!;

  test('what one flow has learned is where another begins, and its own people count more the more they are', () => {
    const others = tries('cart', 4_000, { none: 0.1, 'percent-10': 0.25 });
    const start = gain(rewardModel(learnOffers(others)), 'browse');
    expect(start).toBeGreaterThan(0);
    const few = gain(
      rewardModel(learnOffers([...others, ...tries('browse', 100, { none: 0.2, 'percent-10': 0.1 })])),
      'browse',
    );
    const learned = rewardModel(
      learnOffers([...others, ...tries('browse', 4_000, { none: 0.2, 'percent-10': 0.1 })]),
    );
    expect(few).toBeLessThan(start);
    expect(gain(learned, 'browse')).toBeLessThan(Math.min(0, few));
    expect(gain(learned, 'cart')).toBeGreaterThan(0);
  });

  test('who could get one thing only teaches nothing about the others', () => {
    const log = tries('cart', 500, { none: 0.1, 'percent-10': 0.25 });
    const forced = tries('cart', 5_000, { none: 0.9 }).map((one) => ({ ...one, probability: 1 }));
    expect(learnOffers([...log, ...forced])).toEqual(learnOffers(log));
  });
});
