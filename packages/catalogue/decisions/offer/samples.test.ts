import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import type { PastDecision } from '../history.ts';
import type { OfferContext } from './context.ts';
import { learnOffers, observeOffer, offerObservation } from './observe.ts';
import { emptyOfferParameters, offerParametersSchema, readOfferParameters } from './parameters.ts';
import { stakeOf } from './context.ts';
import { rewardModel } from './reward.ts';
import { OUTCOME_DAYS, offerSamples } from './samples.ts';
import { trainOffer } from './train.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const context: OfferContext = {
  segment: 'price-sensitive',
  recovery: 0.1,
  basket: 8_000,
  discountShare: 0.5,
  margins: { none: 4_000, 'percent-10': 3_200 },
};
const past = (change: Partial<PastDecision> = {}, record: object = {}): PastDecision => ({
  record: {
    model: 'offer',
    by: 'rule',
    inputs: { context },
    options: [
      { id: 'none', probability: 0.8, score: null, note: null },
      { id: 'percent-10', probability: 0.2, score: null, note: null },
    ],
    chosen: 'percent-10',
    score: null,
    ...record,
  },
  at: NOW - 10 * DAY,
  now: NOW,
  heldOut: false,
  reward: 3_200,
  person: 'person',
  flow: 'flow',
  node: 'offer',
  ...change,
});

describe('an offer that was made', () => {
  test.each<[string, PastDecision, number | null]>([
    ['bought with', past(), 3_200],
    ['nothing was bought with', past({ reward: null }), 0],
    ['returned, at a loss', past({ reward: -500 }), -500],
    ['of somebody held out, who never got it', past({ heldOut: true }), null],
    ['whose days are just over', past({ at: NOW - OUTCOME_DAYS * DAY }), 3_200],
    [
      'bought with at once, its days not over: quick buyers alone would flatter it',
      past({ at: NOW - OUTCOME_DAYS * DAY + 1 }),
      null,
    ],
    ['of another model', past({}, { model: 'recovery' }), null],
    ['that was never open', past({}, { chosen: 'percent-30' }), null],
    [
      'that a rule forbade',
      past({}, { options: [{ id: 'percent-10', probability: 0, score: null, note: 'x' }] }),
      null,
    ],
    ['of another release, with no context', past({}, { inputs: {} }), null],
    [
      'of another release, with a context that does not fit',
      past({}, { inputs: { context: { ...context, recovery: 2 } } }),
      null,
    ],
  ])('%s', (_what, decision, reward) => {
    expect(offerSamples([decision]).map((one) => one.reward)).toEqual(reward === null ? [] : [reward]);
  });

  test('is learned with the probability that it had then', () => {
    expect(offerSamples([past()])).toEqual([
      { context, option: 'percent-10', probability: 0.2, reward: 3_200 },
    ]);
    expect(offerObservation(past({}, { chosen: 'none' }).record, 7)?.probability).toBe(0.8);
  });
});

describe('learning', () => {
  const observation = fc.record({
    context: fc.record({
      segment: fc.constantFrom('price-sensitive', 'first-visit', 'full-price-buyer'),
      recovery: fc.double({ min: 0, max: 1, noNaN: true }),
      basket: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
      discountShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      margins: fc.record({
        none: fc.option(fc.integer({ min: -5_000, max: 50_000 })),
        'percent-10': fc.option(fc.integer({ min: -5_000, max: 50_000 })),
      }),
      fullMargin: fc.option(fc.integer({ min: -5_000, max: 50_000 }), { nil: undefined }),
      flow: fc.constantFrom(undefined, 'cart', 'browse'),
    }),
    option: fc.constantFrom('none', 'percent-10'),
    probability: fc.double({ min: 0.01, max: 1, noNaN: true }),
    reward: fc.integer({ min: -20_000, max: 90_000 }),
  }) as fc.Arbitrary<Parameters<typeof observeOffer>[1]>;
  const logs = fc.array(observation, { minLength: 1, maxLength: 25 });

  test('counts each try that was a choice, of every option and flow apart, in any order', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const { sums } = learnOffers(log);
        const { report } = trainOffer(log);
        const choices = log.filter(({ probability }) => probability < 1);
        expect(sums.reduce((all, { tries }) => all + tries, 0)).toBe(choices.length);
        for (const { flow, option, tries } of sums)
          expect(tries).toBe(
            choices.filter((one) => one.option === option && (one.context.flow ?? '') === flow).length,
          );
        for (const [id, { tries, reward }] of Object.entries(report.options)) {
          const own = log.filter(({ option }) => option === id);
          expect(tries).toBe(own.length);
          expect(reward).toBe(own.reduce((sum, one) => sum + one.reward, 0));
        }
        const turned = learnOffers(log.toReversed()).sums;
        for (const one of sums) {
          const other = turned.find(({ flow, option }) => flow === one.flow && option === one.option)!;
          for (const [at, value] of one.ggxx.entries()) expect(other.ggxx[at]).toBeCloseTo(value, 6);
        }
      }),
    );
  });

  test('leaves what was known as it was, and gives what can be stored and read again', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const before = learnOffers(log.slice(1));
        const kept = JSON.stringify(before);
        const after = observeOffer(before, log[0]!);
        expect(JSON.stringify(before)).toBe(kept);
        expect(readOfferParameters(JSON.parse(JSON.stringify(after)) as never)).toEqual(after);
      }),
    );
  });

  test('believes an earning between nothing and the whole margin, and a doubt that tries take away', () => {
    fc.assert(
      fc.property(logs, observation, (log, one) => {
        const again = [...log, ...Array.from({ length: 400 }, () => ({ ...one, probability: 0.5 }))];
        const [model, sure] = [rewardModel(learnOffers(log)), rewardModel(learnOffers(again))];
        for (const option of ['none', 'percent-10', 'never-tried']) {
          const share = model.share(one.context, option);
          expect(share >= 0 && share <= 1).toBe(true);
          expect(model.doubt(one.context, option)).toBeGreaterThanOrEqual(0);
          const [value, stake] = [model.value(one.context, option), stakeOf(one.context, option)];
          expect(value === null).toBe(stake === null);
          if (value !== null) expect(value >= 0 && value <= stake!.full).toBe(true);
        }
        expect(sure.tries(one.option)).toBe(model.tries(one.option) + 400);
        expect(sure.totalTries).toBe(model.totalTries + 400);
      }),
    );
  });

  test('from nothing at all it learns nothing, and says when it will', () => {
    const { parameters, reason } = trainOffer([]);
    expect(parameters).toBeNull();
    expect(reason).toContain(`${OUTCOME_DAYS} days`);
    expect(rewardModel(emptyOfferParameters()).value(context, 'percent-10')).toBe(0);
  });

  test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'an offer called like a part of every object is an offer like any other: %s',
    (id) => {
      const odd = {
        context: { ...context, margins: { [id]: 3_000 } },
        option: id,
        probability: 0.5,
        reward: 1_500,
      };
      const learned = learnOffers([odd, odd]);
      expect(learned.sums).toMatchObject([{ option: id, tries: 2 }]);
      expect(offerParametersSchema.safeParse(learned).success).toBe(true);
      expect(observeOffer(learned, odd).sums[0]?.tries).toBe(3);
      expect(trainOffer([odd]).report.options[id]).toEqual({ tries: 1, reward: 1_500 });
      const none = rewardModel(learnOffers([{ ...odd, option: 'none', context }]));
      expect([none.tries(id), none.value(context, id)]).toEqual([0, null]);
    },
  );
});
