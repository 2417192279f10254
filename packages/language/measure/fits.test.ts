import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areaUnderCurve,
  assignVariant,
  brierScore,
  calibrationError,
  compareVariants,
  countSums,
  fitLogistic,
  fitPlatt,
  logLoss,
  normalShareBelow,
  reliability,
  seededNormal,
  seededRandom,
  sigmoid,
  type Forecast,
} from './index.ts';
import { logBeta, logGamma } from './special.ts';

const forecast: fc.Arbitrary<Forecast> = fc.record({
  probability: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  happened: fc.boolean(),
});
const forecasts = fc.array(forecast, { maxLength: 40 });
const close = (one: number, other: number, within = 1e-9) =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(other)));

describe('how good forecasts are', () => {
  test('the area under the curve is the share of pairs that are put the right way round', () => {
    fc.assert(
      fc.property(forecasts, (list) => {
        const [did, did_not] = [true, false].map((happened) =>
          list.filter((one) => one.happened === happened).map(({ probability }) => probability),
        ) as [number[], number[]];
        const pairs = did.flatMap((high) =>
          did_not.map((low): number => (high > low ? 1 : high === low ? 0.5 : 0)),
        );
        close(
          areaUnderCurve(list),
          pairs.length === 0 ? 0.5 : pairs.reduce((sum, one) => sum + one, 0) / pairs.length,
        );
      }),
    );
  });

  test('does not depend on the order in which they are listed', () => {
    fc.assert(
      fc.property(forecasts, (list) => {
        const back = list.toReversed();
        close(areaUnderCurve(back), areaUnderCurve(list));
        close(brierScore(back), brierScore(list));
        close(logLoss(back), logLoss(list));
      }),
    );
  });

  test('is nought for those that are sure and right, and finite for those that are sure and wrong', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1 }), (outcomes) => {
        const sure = (right: boolean) =>
          outcomes.map((happened) => ({ probability: happened === right ? 1 : 0, happened }));
        close(brierScore(sure(true)), 0);
        close(logLoss(sure(true)), 0);
        expect(brierScore(sure(false))).toBe(1);
        expect(Number.isFinite(logLoss(sure(false)))).toBe(true);
      }),
    );
  });

  test('groups hold everybody once, in order, and as evenly as can be', () => {
    fc.assert(
      fc.property(forecasts, fc.integer({ min: 1, max: 12 }), (list, bins) => {
        const groups = reliability(list, bins);
        expect(groups).toHaveLength(Math.min(bins, list.length));
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
        const counts = groups.map(({ count }) => count);
        if (counts.length > 0) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        const predicted = groups.map((group) => group.predicted);
        predicted
          .slice(1)
          .forEach((value, index) => expect(value + 1e-12).toBeGreaterThan(predicted[index]!));
        const total = groups.reduce((sum, { observed, count }) => sum + observed * count, 0);
        close(total, list.filter(({ happened }) => happened).length);
        expect(calibrationError(groups)).toBeGreaterThanOrEqual(0);
        expect(calibrationError(groups)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a fitted probability', () => {
  const rows = fc.array(fc.record({ x: fc.double({ min: -2, max: 2, noNaN: true }), did: fc.boolean() }), {
    minLength: 8,
    maxLength: 40,
  });
  test('stands where no step to any side makes it better', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.1, 1, 10), (list, penalty) => {
        const targets = list.map(({ did }) => (did ? 1 : 0));
        if (new Set(targets).size < 2) return;
        const fit = fitLogistic(
          list.map(({ x }) => [x]),
          targets,
          penalty,
        );
        const loss = (intercept: number, weight: number) =>
          (penalty / 2) * weight ** 2 -
          list.reduce((sum, { x, did }) => {
            const z = intercept + weight * x;
            return sum + Math.log(sigmoid(did ? z : -z));
          }, 0);
        const [weight] = fit.weights as [number];
        const best = loss(fit.intercept, weight);
        for (const [one, two] of [
          [0.01, 0],
          [-0.01, 0],
          [0, 0.01],
          [0, -0.01],
        ] as const)
          expect(loss(fit.intercept + one, weight + two)).toBeGreaterThan(best - 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  test('of everybody together is the share to whom it happened', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const targets = list.map(({ did }) => (did ? 1 : 0));
        if (new Set(targets).size < 2) return;
        const { intercept, weights } = fitLogistic(
          list.map(({ x }) => [x]),
          targets,
          1,
        );
        const foretold = list.reduce((sum, { x }) => sum + sigmoid(intercept + weights[0]! * x), 0);
        close(
          foretold,
          targets.reduce<number>((sum, one) => sum + one, 0),
          1e-6,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('shrinks as the penalty grows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const targets = list.map(({ did }) => (did ? 1 : 0));
        if (new Set(targets).size < 2) return;
        const weight = (penalty: number) =>
          Math.abs(
            fitLogistic(
              list.map(({ x }) => [x]),
              targets,
              penalty,
            ).weights[0]!,
          );
        expect(weight(10)).toBeLessThanOrEqual(weight(1) + 1e-9);
        expect(weight(1)).toBeLessThanOrEqual(weight(0.1) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('straightened keeps the order of scores, and refuses scores that say nothing', () => {
    const random = seededRandom(3);
    const scores = Array.from({ length: 300 }, () => 4 * random() - 2);
    const happened = scores.map((score) => random() < sigmoid(3 * score - 1));
    const fit = fitPlatt(scores, happened)!;
    expect(fit.slope).toBeGreaterThan(2);
    expect(fit.slope).toBeLessThan(4);
    expect(
      fitPlatt(
        scores.map(() => 1),
        happened,
      ),
    ).toBeNull();
  });

  test('is between nought and one, and that of the opposite is the rest', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (z) => {
        expect(sigmoid(z)).toBeGreaterThanOrEqual(0);
        expect(sigmoid(z)).toBeLessThanOrEqual(1);
        close(sigmoid(z) + sigmoid(-z), 1);
      }),
    );
  });
});

describe('special functions', () => {
  test('gamma of one more is the number times gamma', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), (x) => {
        close(logGamma(x + 1), logGamma(x) + Math.log(x), 1e-11);
      }),
    );
  });
  test('gamma of whole numbers is the factorial before', () => {
    let factorial = 1;
    for (let n = 1; n <= 18; n += 1) {
      expect(Math.exp(logGamma(n)) / factorial).toBeCloseTo(1, 11);
      factorial *= n;
    }
  });
  test('beta does not ask which comes first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 5 }),
        (list) => {
          close(logBeta(list), logBeta(list.toReversed()), 1e-10);
        },
      ),
    );
  });
  test('the normal is as much below as above, and grows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -8, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (z, more) => {
          close(normalShareBelow(z) + normalShareBelow(-z), 1, 2e-7);
          expect(normalShareBelow(z + more)).toBeGreaterThanOrEqual(normalShareBelow(z) - 1.5e-7);
        },
      ),
    );
  });
});

describe('numbers for simulations', () => {
  test('are the same for the same seed, within nought and one, and spread evenly', () => {
    const [one, again, other] = [seededRandom(9), seededRandom(9), seededRandom(10)];
    const drawn = Array.from({ length: 20_000 }, () => one());
    expect(drawn.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => again()));
    expect(drawn.slice(0, 50)).not.toEqual(Array.from({ length: 50 }, () => other()));
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth += 1)
      // Binomial with p = 1/10: five standard deviations are 212.
      expect(Math.abs(drawn.filter((value) => Math.floor(value * 10) === tenth).length - 2_000)).toBeLessThan(
        212,
      );
  });
  test('of a normal have the shares that a normal has', () => {
    const random = seededRandom(4);
    const drawn = Array.from({ length: 20_000 }, () => seededNormal(random));
    for (const z of [-2, -1, 0, 1, 2]) {
      const share = drawn.filter((value) => value < z).length / drawn.length;
      expect(Math.abs(share - normalShareBelow(z))).toBeLessThan(0.02);
    }
  });
});

describe('variants', () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 });
  test('laid end to end: whoever is in one of the first stays in the first when the later ones are cut anew', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (salt, person, first) => {
          const two = assignVariant(salt, person, [first, 1 - first]);
          const three = assignVariant(salt, person, [first, (1 - first) / 2, (1 - first) / 2]);
          expect(three === 0).toBe(two === 0);
        },
      ),
    );
  });
  test('in twice the shares are the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), shares, (salt, person, drawn) => {
        const variant = assignVariant(salt, person, drawn);
        expect(
          assignVariant(
            salt,
            person,
            drawn.map((share) => share * 2),
          ),
        ).toBe(variant);
        if (drawn.some((share) => share > 0)) expect(drawn[variant]).toBeGreaterThan(0);
      }),
    );
  });
  test('are won by one whose interval against every other is above nought, whatever stands first', () => {
    const group = fc
      .integer({ min: 1, max: 5_000 })
      .chain((people) => fc.integer({ min: 0, max: people }).map((did) => countSums(people, did)));
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 4 }), (groups) => {
        const { winner, best, against } = compareVariants(groups, 'rate');
        expect(against).toHaveLength(groups.length - 1);
        if (winner === null) return;
        expect(winner).toBe(best);
        const back = compareVariants(groups.toReversed(), 'rate');
        expect(back.winner).toBe(groups.length - 1 - winner);
        if (winner === 0) for (const { upper } of against) expect(upper).toBeLessThan(0);
      }),
    );
  });
});
