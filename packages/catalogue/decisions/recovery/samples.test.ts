import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '@millrace/base';
import { seededRandom } from '@millrace/measure';
import type { PastCart, PastDecision, TrainingContext } from '../history.ts';
import { exampleFacts } from '../testing/example.ts';
import { recoveryDrift } from './drift.ts';
import { pastCarts } from './example.ts';
import { recoveryFeatures } from './features.ts';
import { MINIMUM_CARTS, MINIMUM_RECOVERED } from './minimum.ts';
import { recoverySamples } from './samples.ts';
import { trainRecovery } from './train.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const LEFT = NOW - 30 * DAY;
const { cart, customer, store } = exampleFacts();
const context: TrainingContext = { now: NOW, store, abandonedAfter: HOUR };
const past = (change: Partial<PastCart> = {}): PastCart => ({
  cart: cart!,
  customer,
  leftAt: LEFT,
  boughtAt: null,
  now: NOW,
  ...change,
});
const samples = (...carts: PastCart[]) => recoverySamples(carts, context);

describe('a past cart', () => {
  test.each<[string, Partial<PastCart>, boolean | null]>([
    ['bought before it counted as left', { boughtAt: LEFT + HOUR - 1 }, null],
    ['bought the moment it counted as left', { boughtAt: LEFT + HOUR }, true],
    ['bought a day later', { boughtAt: LEFT + DAY }, true],
    ['bought on the last moment of its week', { boughtAt: LEFT + 7 * DAY }, true],
    ['bought after its week', { boughtAt: LEFT + 7 * DAY + 1 }, false],
    ['never bought', {}, false],
    ['open, its week not over', { leftAt: NOW - 7 * DAY + 1 }, null],
    ['open, its week just over', { leftAt: NOW - 7 * DAY }, false],
    ['bought before it was left', { boughtAt: LEFT - DAY }, null],
  ])('%s teaches %s', (_what, change, recovered) => {
    expect(samples(past(change)).map((sample) => sample.recovered)).toEqual(
      recovered === null ? [] : [recovered],
    );
  });

  test('is looked at as it was when it counted as left, not as of today', () => {
    const [sample] = samples(
      past({ customer: { ...customer, lastOrderAt: LEFT - 10 * DAY, createdAt: LEFT - 90 * DAY } }),
    );
    expect(sample!.features.daysSinceOrder).toBeCloseTo(10 + 1 / 24, 9);
    expect(sample!.features.daysKnown).toBeCloseTo(90 + 1 / 24, 9);
    expect(sample!.at).toBe(LEFT);
    expect(samples(past({ now: NOW + 400 * DAY }))).toEqual(samples(past()));
    expect(sample!.features).toEqual(
      recoveryFeatures({
        now: LEFT + HOUR,
        cart: cart!,
        customer: { ...customer, lastOrderAt: LEFT - 10 * DAY, createdAt: LEFT - 90 * DAY },
        store,
      }),
    );
  });
});

describe('too little to learn from', () => {
  /** So many carts over as many hours, of which the first so many came back. */
  const shop = (count: number, recovered: number) =>
    samples(
      ...Array.from({ length: count }, (_, index) =>
        past({
          leftAt: NOW - 300 * DAY + index * HOUR,
          // Spread over all of them, so that every part has some.
          boughtAt:
            Math.floor((index * recovered) / count) < Math.floor(((index + 1) * recovered) / count)
              ? NOW - 300 * DAY + index * HOUR + DAY
              : null,
        }),
      ),
    );

  test.each([
    [0, 0, 'past carts and'],
    [MINIMUM_CARTS - 1, 200, `There are ${MINIMUM_CARTS - 1} past carts and ${MINIMUM_CARTS} are needed`],
    [
      MINIMUM_CARTS,
      MINIMUM_RECOVERED - 1,
      `${MINIMUM_RECOVERED - 1} past carts were recovered and ${MINIMUM_RECOVERED}`,
    ],
    [600, 600, 'ended the same way'],
  ])('with %d carts of which %d came back the rule goes on, and it says why', (count, recovered, words) => {
    const { parameters, reason, report } = trainRecovery(shop(count, recovered));
    expect(parameters).toBeNull();
    expect(reason).toContain(words);
    expect(reason).toMatch(/\.$/);
    expect(report).toMatchObject({ carts: count, recovered, judged: 0, isBetter: false });
  });

  test('is no matter of one cart more: at the minimum it is tried, whatever comes of it', () => {
    const { reason } = trainRecovery(shop(MINIMUM_CARTS, MINIMUM_RECOVERED));
    expect(reason ?? '').not.toMatch(/are needed/);
  });
});

test('what is learned does not depend on what unit of time the shop counts in, nor on carts that teach nothing', () => {
  const random = seededRandom(5);
  const carts = pastCarts(random);
  const open = carts.slice(0, 50).map((one) => ({ ...one, leftAt: one.now - DAY, boughtAt: null }));
  const example = { ...context, now: carts[0]!.now };
  const learned = (list: readonly PastCart[]) => trainRecovery(recoverySamples(list, example)).parameters;
  expect(learned([...carts, ...open])).toEqual(learned(carts));
  expect(learned(carts.toReversed())).toEqual(learned(carts));
});

describe('whether it got worse', () => {
  const { report } = trainRecovery(recoverySamples(pastCarts(seededRandom(3)), context));
  const decision = (score: number | null, reward: number | null, change: object = {}): PastDecision => ({
    record: { model: 'recovery', by: 'model', inputs: {}, options: [], chosen: 'first-visit', score },
    at: NOW - 8 * DAY,
    now: NOW,
    heldOut: true,
    reward,
    person: 'person',
    flow: 'flow',
    node: 'recovery',
    ...change,
  });
  const many = (count: number, one: (index: number) => PastDecision) =>
    Array.from({ length: count }, (_, index) => one(index));

  test('is asked of the model alone, and only of weeks that are over', () => {
    const young = many(500, () => decision(0.9, null, { at: NOW - 7 * DAY + 1 }));
    const ruled = many(500, () =>
      decision(0.9, null, { record: { ...decision(0.9, null).record, by: 'rule' } }),
    );
    const scoreless = many(500, () => decision(null, null));
    expect(recoveryDrift(report, [...young, ...ruled, ...scoreless])).toEqual({
      gotWorse: false,
      sentence: expect.stringContaining('Only 0 carts'),
    });
  });

  test('is not said of forecasts that come true, and is said of those that do not', () => {
    const random = seededRandom(11);
    const at = (probability: number, truth: number) => decision(probability, random() < truth ? 5_000 : null);
    const true_ = many(3_000, (index) => at(0.05 + (index % 10) * 0.05, 0.05 + (index % 10) * 0.05));
    const false_ = many(3_000, (index) => at(0.05 + (index % 10) * 0.05, 0.02));
    const sane = { ...report, brier: 0.19, brierOfBaseRate: 0.2, judged: 2_000 };
    expect(recoveryDrift(sane, true_).gotWorse).toBe(false);
    expect(recoveryDrift(sane, false_)).toMatchObject({
      gotWorse: true,
      sentence: expect.stringMatching(/predicted/),
    });
  });

  test('goes by the newest alone, and by nothing else about them', () => {
    const random = seededRandom(12);
    const fresh = many(5_000, () => decision(0.3, random() < 0.3 ? 1 : null));
    const old = many(5_000, () => decision(0.3, null));
    expect(recoveryDrift(report, [...fresh, ...old])).toEqual(recoveryDrift(report, fresh));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (reward) => {
        const turned = fresh.slice(0, 300).map((one) => (one.reward === null ? one : { ...one, reward }));
        expect(recoveryDrift(report, turned)).toEqual(recoveryDrift(report, fresh.slice(0, 300)));
      }),
      { numRuns: 5 },
    );
  });
});
