import { expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import type { PolicyReport } from '../policy-report.ts';
import { trueValue } from '../testing/simulated-shop.ts';
import { byRule, isLearnt, learntProbabilities } from './chances.ts';
import { learnOffers, offerContextSchema, rewardModel } from './index.ts';
import { offerPolicies } from './policies.ts';
import { offerSamples } from './samples.ts';
import { missedClaims } from './testing/audits.ts';
import { IDS, liveWithOffers, NOW, trueMarginOf } from './testing/life.ts';

const of = (report: PolicyReport, id: string) => report.policies.find((policy) => policy.id === id);

test('what each offer would have earned is estimated from the log, with the truth inside the interval', () => {
  const life = liveWithOffers(6_000, 5);
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
    expect(value!.lower).toBeLessThan(trueMarginOf(life, option));
    expect(value!.upper).toBeGreaterThan(trueMarginOf(life, option));
    expect(Math.abs(value!.estimate / trueMarginOf(life, option) - 1)).toBeLessThan(0.25);
  }
});

test('the intervals miss the truth no more often than they claim, over a model that learned meanwhile', () => {
  const { counted, of: claims } = missedClaims(40);
  expect(claims).toBeGreaterThanOrEqual(80);
  expect(counted / claims).toBeLessThanOrEqual(0.05);
});

test('while the rule decides, it is what ran, and the model that would decide now is judged', () => {
  const life = liveWithOffers(6_000, 8, { trains: false });
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
  const { past } = liveWithOffers(500, 9, { trains: false, exploration: 0 });
  const [report] = offerPolicies(past);
  expect(report!.decisions).toBeLessThan(100);
  expect(report!.fixed).toBeGreaterThan(400);
  for (const { value, refusal } of report!.policies) {
    expect(value).toBeNull();
    expect(refusal).toMatch(/^(In \d.*only the best guess|Too early to tell)/);
  }
});

test('decisions with an open outcome wait, and those of other steps only teach', () => {
  const { past } = liveWithOffers(400, 10);
  const reports = offerPolicies([
    ...past.map((decision) => ({ ...decision, at: NOW - DAY })),
    ...past.map((decision) => ({ ...decision, node: 'second' })),
  ]);
  expect(reports.map(({ node, decisions, waiting }) => [node, decisions, waiting])).toEqual([
    ['offer', 0, 400],
    ['second', 400, 0],
  ]);
});
