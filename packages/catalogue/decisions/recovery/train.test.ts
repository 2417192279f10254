import { describe, expect, test } from 'vitest';
import { dot, fitLogistic, seededRandom, sigmoid } from '@millrace/measure';
import { checkDrift, MINIMUM_CARTS, scoreRecovery, trainRecovery } from './index.ts';
import { encode } from './encode.ts';
import { RULE_PARAMETERS } from './rule.ts';
import { recoveryProbability } from './score.ts';
import { standardise } from './standardise.ts';
import { shopper, trueRate } from '../testing/simulated-shop.ts';
import { carts } from './testing/carts.ts';

describe('a shop with thirty thousand past carts', () => {
  const samples = carts(30_000);
  const { parameters, report, reason } = trainRecovery(samples);

  test('gets a model that is better than always predicting the usual rate', () => {
    expect(parameters).not.toBeNull();
    expect(report.isBetter).toBe(true);
    expect(reason).toBeNull();
    expect(report.brier).toBeLessThan(report.brierOfBaseRate);
    expect(report.areaUnderCurve).toBeGreaterThan(0.6);
    expect(report.judged).toBe(6_000);
  });

  test('sees predictions come true in each of ten groups of carts', () => {
    expect(report.bins).toHaveLength(10);
    // Four standard errors of a share of 600 carts.
    for (const { predicted, observed, count } of report.bins)
      expect(Math.abs(predicted - observed)).toBeLessThan(
        4 * Math.sqrt((predicted * (1 - predicted)) / count),
      );
    expect(report.calibrationError).toBeLessThan(0.02);
  });

  test('gets probabilities close to the true ones of the simulation', () => {
    const models = { recovery: parameters };
    const random = seededRandom(77);
    let error = 0;
    for (let index = 0; index < 500; index += 1) {
      const facts = { ...shopper(random, index), models };
      error += Math.abs(scoreRecovery(facts).probability - trueRate(facts, 'none')) / 500;
    }
    expect(error).toBeLessThan(0.02);
  });

  test('is told that the model got worse when people stop coming back', () => {
    const models = { recovery: parameters };
    const random = seededRandom(78);
    const later = (factor: number) =>
      Array.from({ length: 1_500 }, (_unused, index) => {
        const facts = { ...shopper(random, index), models };
        return {
          probability: scoreRecovery(facts).probability,
          happened: random() < trueRate(facts, 'none') * factor,
        };
      });
    expect(checkDrift(report, later(1)).gotWorse).toBe(false);
    const worse = checkDrift(report, later(0.6));
    expect(worse.gotWorse).toBe(true);
    expect(worse.sentence).toMatch(
      /^It got worse: it predicted that [\d.]+% of carts would come back, and [\d.]+% did\.$/,
    );
    expect(checkDrift(report, later(1).slice(0, 50)).sentence).toContain('200 are needed');
  });

  test('gets the same model whatever the order of its carts', () => {
    const small = samples.slice(0, 2_000);
    expect(trainRecovery(small.toReversed()).parameters).toEqual(trainRecovery(small).parameters);
  });
});

test('too few carts give no model and a sentence that says how many are needed', () => {
  const { parameters, reason } = trainRecovery(carts(MINIMUM_CARTS - 1));
  expect(parameters).toBeNull();
  expect(reason).toBe('There are 399 past carts and 400 are needed to learn from.');
});

test('too few recovered carts give no model and say so', () => {
  const { parameters, reason } = trainRecovery(
    carts(1_000).map((sample, index) => ({ ...sample, recovered: index % 100 === 0 })),
  );
  expect(parameters).toBeNull();
  expect(reason).toBe('10 past carts were recovered and 40 are needed to learn from.');
});

test('where chance alone decides, no model is used rather than a pretended one', () => {
  const runs = 80;
  let used = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(run + 500);
    const { parameters, report, reason } = trainRecovery(
      carts(1_500, run).map((sample) => ({ ...sample, recovered: random() < 0.1 })),
    );
    if (parameters) used += 1;
    else expect(reason).toMatch(/\.$/);
    // Used or not, it must not claim to distinguish carts well.
    expect(Math.abs(report.areaUnderCurve - 0.5)).toBeLessThan(0.2);
  }
  // One of forty by the interval; adopted for any gain at all it was one of five.
  expect(used / runs).toBeLessThanOrEqual(0.05);
});

test('without carts there is a reason, and empty figures', () => {
  const { report } = trainRecovery([]);
  expect(report).toMatchObject({ carts: 0, judged: 0, isBetter: false, bins: [] });
});

test('a model that only repeats the rule is not taken for one that learned something', () => {
  let used = 0;
  for (let run = 0; run < 20; run += 1) {
    const random = seededRandom(run + 900);
    const { parameters } = trainRecovery(
      carts(1_500, run).map((sample) => ({
        ...sample,
        recovered: random() < recoveryProbability(encode(sample.features), RULE_PARAMETERS),
      })),
    );
    if (parameters) used += 1;
  }
  expect(used).toBeLessThanOrEqual(2);
});

test('once it is found better it is fitted to all carts: a change in the last fifth is known', () => {
  const random = seededRandom(5);
  const all = carts(6_000, 3);
  // Of late people come back twice as often.
  const changed = all.map((sample, index) => ({
    ...sample,
    recovered: random() < Math.min(0.9, sample.truth * (index < 4_800 ? 1 : 2)),
  }));
  const { parameters } = trainRecovery(changed);
  const late = changed.slice(4_800);
  const rate = late.filter((sample) => sample.recovered).length / late.length;
  const foretold =
    late.reduce((sum, sample) => sum + recoveryProbability(encode(sample.features), parameters!), 0) /
    late.length;
  expect(Math.abs(foretold - rate)).toBeLessThan(0.02);
});

test('with few carts, shrinking towards the rule foretells better than shrinking towards nothing', () => {
  const runs = 12;
  const gains = Array.from({ length: runs }, (_unused, run) => {
    const past = carts(400, run + 60);
    const fresh = carts(1_000, run + 7_000);
    const { rows, means, scales } = standardise(past.map(({ features }) => encode(features)));
    const targets = past.map(({ recovered }) => (recovered ? 1 : 0));
    const rule = RULE_PARAMETERS.weights.map((weight, index) => weight * scales[index]!);
    const [toNothing, toRule] = [undefined, rule].map((toward) => {
      const fit = fitLogistic(rows, targets, 100, toward);
      // Against the true rates, so that chance adds nothing to the comparison.
      return fresh.reduce((sum, { features, truth }) => {
        const row = encode(features).map((value, index) => (value - means[index]!) / scales[index]!);
        const chance = sigmoid(fit.intercept + dot(fit.weights, row));
        return sum - (truth * Math.log(chance) + (1 - truth) * Math.log(1 - chance)) / fresh.length;
      }, 0);
    });
    return toNothing! - toRule!;
  });
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / runs;
  const error = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (runs - 1) / runs);
  expect(mean).toBeGreaterThan(2 * error);
});
