import { expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import type { Facts } from '@millrace/flow';
import { seededRandom } from '@millrace/measure';
import type { PastDecision } from '../history.ts';
import type { PolicyReport } from '../policy-report.ts';
import { shopper, SHOP_OPTIONS, trueMargin, trueRate, trueValue } from '../testing/simulated-shop.ts';
import { byRule, isLearnt, learntProbabilities } from './chances.ts';
import {
  chooseOffer,
  emptyOfferParameters,
  learnOffers,
  observeOffer,
  offerContextSchema,
  offerObservation,
  rewardModel,
} from './index.ts';
import { offerPolicies } from './policies.ts';
import { offerSamples } from './samples.ts';

const NOW = Date.UTC(2026, 5, 1);
const settings = { options: SHOP_OPTIONS, spareFullPriceBuyers: false };
const IDS = SHOP_OPTIONS.map(({ id }) => id);

interface Life {
  readonly past: readonly PastDecision[];
  readonly people: readonly Facts[];
  /** What was allowed, for each of the people. */
  readonly open: readonly (readonly string[])[];
}

/**
 * A shop whose true rates are known.
 * @param trains whether it trains every hundred people, as a schedule would; otherwise the rule decides
 */
function live(count: number, seed: number, { trains = true, exploration = 0.2 } = {}): Life {
  const random = seededRandom(seed);
  let learnt = emptyOfferParameters();
  let used = learnt;
  const past: PastDecision[] = [];
  const people: Facts[] = [];
  const open: string[][] = [];
  for (let index = 0; index < count; index += 1) {
    if (trains && index % 100 === 0) used = learnt;
    const facts = { ...shopper(random, index), models: { offer: used } };
    const { offer, record } = chooseOffer(facts, { ...settings, exploration }, null, random());
    const reward = random() < trueRate(facts, offer.id) ? trueMargin(facts, offer.id) : 0;
    learnt = observeOffer(learnt, offerObservation(record, reward)!);
    past.push({
      record,
      at: NOW - 10 * DAY,
      now: NOW,
      heldOut: false,
      reward: reward || null,
      person: `person-${index}`,
      flow: 'cart',
      node: 'offer',
    });
    people.push(facts);
    open.push(record.options.filter(({ note }) => note === null).map(({ id }) => id));
  }
  return { past, people, open };
}

/** The true margin for each person when everybody who may have it gets this option. */
const truth = ({ people, open }: Life, option: string): number =>
  people.reduce(
    (sum, facts, index) => sum + trueValue(facts, open[index]!.includes(option) ? option : 'none'),
    0,
  ) / people.length;
const of = (report: PolicyReport, id: string) => report.policies.find((policy) => policy.id === id);

test('what each offer would have earned is estimated from the log, with the truth inside the interval', () => {
  const life = live(6_000, 5);
  const [report] = offerPolicies(life.past);
  expect(report).toMatchObject({ flow: 'cart', node: 'offer', decisions: 6_000, fixed: 0, waiting: 0 });
  expect(report!.policies.map(({ title }) => title)).toEqual([
    'As it ran',
    'Never an offer',
    'Always free shipping',
    'Always 10% off',
    'Always 20% off',
    'The fixed rule',
    'The newest model',
  ]);
  for (const option of IDS) {
    const { value } = of(report!, option === 'none' ? 'never' : `always:${option}`)!;
    expect(value!.lower).toBeLessThan(truth(life, option));
    expect(value!.upper).toBeGreaterThan(truth(life, option));
    expect(Math.abs(value!.estimate / truth(life, option) - 1)).toBeLessThan(0.25);
  }
});

test('the intervals miss the truth no more often than they claim, over a model that learned meanwhile', () => {
  const runs = 40;
  let missed = 0;
  let claims = 0;
  for (let run = 0; run < runs; run += 1) {
    const life = live(1_500, 100 + run);
    const [report] = offerPolicies(life.past);
    for (const option of IDS) {
      const value = of(report!, option === 'none' ? 'never' : `always:${option}`)?.value;
      if (!value) continue;
      claims += 1;
      if (value.lower > truth(life, option) || value.upper < truth(life, option)) missed += 1;
    }
  }
  expect(claims).toBeGreaterThanOrEqual(2 * runs);
  expect(missed / claims).toBeLessThanOrEqual(0.05);
});

test('while the rule decides, it is what ran, and the model that would decide now is judged', () => {
  const life = live(6_000, 8, { trains: false });
  const [report] = offerPolicies(life.past);
  expect(report!.asItRan).toEqual(['The fixed rule']);
  expect(of(report!, 'rule')).toBeUndefined();
  const newest = of(report!, 'newest')!;
  expect(newest.refusal).toBeNull();
  // What it would really earn: the choices of the model that has learned from everybody, at the true rates.
  const model = rewardModel(learnOffers(offerSamples(life.past)));
  const really =
    life.past.reduce((sum, { record }, index) => {
      const offer = offerContextSchema.parse(record.inputs['context']);
      const ids = life.open[index]!;
      const chances = isLearnt(model, offer, ids)
        ? learntProbabilities(model, offer, ids, 0.2)
        : byRule(ids, 0.2);
      return (
        sum + ids.reduce((inner, id, at) => inner + chances[at]! * trueValue(life.people[index]!, id), 0)
      );
    }, 0) / life.past.length;
  expect(newest.value!.lower).toBeLessThan(really);
  expect(newest.value!.upper).toBeGreaterThan(really);
});

test('without exploration nothing can be said of other offers', () => {
  const { past } = live(500, 9, { trains: false, exploration: 0 });
  const [report] = offerPolicies(past);
  expect(report!.decisions).toBeLessThan(100);
  expect(report!.fixed).toBeGreaterThan(400);
  for (const { value, refusal } of report!.policies) {
    expect(value).toBeNull();
    expect(refusal).toMatch(/^(In \d.*only the best guess|Too early to tell)/);
  }
});

test('decisions with an open outcome wait, and those of other steps only teach', () => {
  const { past } = live(400, 10);
  const reports = offerPolicies([
    ...past.map((decision) => ({ ...decision, at: NOW - DAY })),
    ...past.map((decision) => ({ ...decision, node: 'second' })),
  ]);
  expect(reports.map(({ node, decisions, waiting }) => [node, decisions, waiting])).toEqual([
    ['offer', 0, 400],
    ['second', 400, 0],
  ]);
});
