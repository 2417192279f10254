import { describe, expect, test } from 'vitest';
import { fitLogistic } from './logistic.ts';
import { fitHonesty, fitMultinomial, logOddsOfRow, softmax } from './multinomial.ts';
import { seededRandom } from './seeded-random.ts';

const drawn = (shares: readonly number[], draw: number) => {
  let sum = 0;
  return shares.findIndex((share) => (sum += share) > draw) % shares.length;
};

/** Samples of three classes whose log-odds are known. */
function known(count: number, seed: number) {
  const random = seededRandom(seed);
  const truth = [
    [1.5, -1, 0],
    [0, 2, -1],
    [-1, 0, 1.2],
    [0, 0, 0],
  ];
  const rows = Array.from({ length: count }, () => ({
    places: [0, 1, 2, 3],
    values: Array.from({ length: 4 }, () => random() * 2 - 1),
  }));
  const shares = rows.map(({ values }) =>
    softmax([0, 1, 2].map((one) => truth.reduce((sum, of, place) => sum + of[one]! * values[place]!, 0))),
  );
  return { truth, rows, shares, targets: shares.map((share) => drawn(share, random())), classes: 3, size: 4 };
}

describe('a multinomial fit', () => {
  test('finds known log-odds, up to what is common to all classes', () => {
    const { truth, ...samples } = known(20_000, 5);
    const fit = fitMultinomial(samples, 0.01);
    expect(fit.converged).toBe(true);
    for (const [place, of] of truth.entries()) {
      const mean = of.reduce((sum, one) => sum + one, 0) / 3;
      const own = Array.from(fit.weights.slice(place * 3, place * 3 + 3));
      const ownMean = own.reduce((sum, one) => sum + one, 0) / 3;
      for (const [one, weight] of own.entries())
        expect(Math.abs(weight - ownMean - (of[one]! - mean))).toBeLessThan(0.1);
    }
  });

  test('of two classes is what the logistic regression finds', () => {
    const random = seededRandom(8);
    const values = Array.from({ length: 400 }, () => [random() * 2 - 1, random() * 2 - 1]);
    const targets = values.map(([x, y]) => (random() < softmax([0, 2 * x! - y! + 0.3])[1]! ? 1 : 0));
    // Two classes share a penalty of half of what one weight pays, and the intercept is a column that is always 1.
    const rows = values.map((own) => ({ places: [0, 1], values: own }));
    const fit = fitMultinomial({ rows, targets, classes: 2, size: 2 }, 1e-3);
    const other = fitLogistic(values, targets, 5e-4);
    for (const place of [0, 1])
      expect(fit.weights[place * 2 + 1]! - fit.weights[place * 2]!).toBeCloseTo(other.weights[place]!, 2);
    expect(fit.intercepts[1]! - fit.intercepts[0]!).toBeCloseTo(other.intercept, 2);
  });

  test('is at a minimum: no small change of a weight makes the loss smaller', () => {
    const { rows, targets } = known(300, 9);
    const penalty = 0.5;
    const fit = fitMultinomial({ rows, targets, classes: 3, size: 4 }, penalty);
    const loss = (weights: Float64Array) =>
      [...weights, ...fit.intercepts].reduce((sum, one) => sum + (penalty / 2) * one ** 2, 0) -
      rows.reduce(
        (sum, row, index) =>
          sum +
          Math.log(softmax(logOddsOfRow(row, { weights, intercepts: fit.intercepts }))[targets[index]!]!),
        0,
      );
    const least = loss(fit.weights);
    for (let place = 0; place < fit.weights.length; place += 1)
      for (const by of [-0.05, 0.05])
        expect(loss(fit.weights.map((one, at) => (at === place ? one + by : one)))).toBeGreaterThan(least);
  });

  test('stays at the offsets when they are all there is to know', () => {
    const { rows, shares, targets } = known(5_000, 3);
    const fit = fitMultinomial(
      { rows, targets, classes: 3, size: 4, offsets: shares.map((own) => own.map(Math.log)) },
      20,
    );
    expect(Math.max(...fit.weights.map(Math.abs))).toBeLessThan(0.15);
  });

  test('is the same every time, and from wherever it begins', () => {
    const { rows, targets } = known(500, 4);
    const samples = { rows, targets, classes: 3, size: 4 };
    const fit = fitMultinomial(samples, 1);
    expect(fitMultinomial(samples, 1)).toEqual(fit);
    const again = fitMultinomial(samples, 1, fitMultinomial(samples, 30));
    for (const [place, weight] of again.weights.entries()) expect(weight).toBeCloseTo(fit.weights[place]!, 2);
  });

  test('without samples knows nothing', () => {
    const fit = fitMultinomial({ rows: [], targets: [], classes: 3, size: 2 }, 1);
    expect([...fit.weights, ...fit.intercepts].every((one) => one === 0)).toBe(true);
  });
});

describe('what makes probabilities honest', () => {
  const usual = [1 / 3, 1 / 3, 1 / 3];
  test.each([0.5, 1, 2.5])('is a temperature of %d when log-odds are that much too sure', (true_) => {
    const { shares, targets } = known(8_000, 6);
    const tooSure = shares.map((own) => own.map((share) => Math.log(share) * true_));
    const { temperature, doubt } = fitHonesty(tooSure, targets, usual);
    expect(Math.abs(temperature - true_)).toBeLessThan(0.1 * true_);
    expect(doubt).toBeLessThanOrEqual(0.05);
  });
  test('is a doubt of the share that was named wrongly', () => {
    const { shares, targets } = known(8_000, 6);
    const random = seededRandom(2);
    const named = targets.map((target) => (random() < 0.2 ? Math.floor(random() * 3) : target));
    const sharp = shares.map((own) => own.map((share) => Math.log(share)));
    const { doubt } = fitHonesty(sharp, named, usual);
    expect([doubt >= 0.1, doubt <= 0.3]).toEqual([true, true]);
  });
  test('is nothing without samples, and stays in its bounds', () => {
    expect(fitHonesty([], [], usual)).toEqual({ temperature: 1, doubt: 0 });
    const right = fitHonesty([[1, 0, 0]], [0], usual).temperature;
    const wrong = fitHonesty([[1, 0, 0]], [1], usual);
    expect([right >= 0.19, right < 0.3, wrong.temperature > 4.5 || wrong.doubt > 0.2]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

test('softmax adds up to 1 and does not overflow', () => {
  expect(softmax([1_000, 0, -1_000])).toEqual([1, 0, 0]);
  expect(softmax([2, 2])).toEqual([0.5, 0.5]);
  expect(softmax([3, 1, 0]).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
});
