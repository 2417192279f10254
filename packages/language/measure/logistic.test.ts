import { expect, test } from 'vitest';
import fc from 'fast-check';
import fixtures from './fixtures/measure.json';
import { cholesky, dot, fitLogistic, solve } from './index.ts';

const { rows, happened, fits } = fixtures.logistic;

test('the fitted weights are those of scikit-learn and statsmodels to six digits and more', () => {
  for (const { penalty, intercept, weights } of fits) {
    const ours = fitLogistic(rows, happened, penalty);
    expect(ours.converged).toBe(true);
    expect(Math.abs(ours.intercept - intercept)).toBeLessThan(1e-7);
    weights.forEach((weight, index) => expect(Math.abs(ours.weights[index]! - weight)).toBeLessThan(1e-7));
  }
});

test('a column that never varies and one that separates perfectly do not break the fit', () => {
  const separable = Array.from({ length: 40 }, (_unused, index) => [1, index < 20 ? -1 : 1]);
  const fit = fitLogistic(
    separable,
    separable.map((row) => (row[1]! > 0 ? 1 : 0)),
    1,
  );
  expect(fit.converged).toBe(true);
  expect(Number.isFinite(fit.weights[0]! + fit.weights[1]! + fit.intercept)).toBe(true);
});

test('weights are shrunk towards those given, as far as the penalty says', () => {
  const rows = Array.from({ length: 200 }, (_unused, index) => [Math.sin(index), Math.cos(3 * index)]);
  const targets = rows.map(([one], index) => (one! + Math.sin(index * index) > 0 ? 1 : 0));
  const toward = [0.4, -0.7];
  for (const penalty of [0.5, 5, 50]) {
    const { intercept, weights } = fitLogistic(rows, targets, penalty, toward);
    // At the minimum the pull of the samples and that of the prior are equal.
    for (const column of [0, 1]) {
      const pull = rows.reduce(
        (sum, row, index) =>
          sum + (1 / (1 + Math.exp(-(intercept + dot(weights, row)))) - targets[index]!) * row[column]!,
        0,
      );
      expect(pull + penalty * (weights[column]! - toward[column]!)).toBeCloseTo(0, 6);
    }
  }
  const { weights } = fitLogistic(rows, targets, 1e7, toward);
  weights.forEach((weight, index) => expect(weight).toBeCloseTo(toward[index]!, 4));
  expect(fitLogistic(rows, targets, 3, [0, 0])).toEqual(fitLogistic(rows, targets, 3));
});

test('solving a system returns the vector it was built from', () => {
  const vectors = fc.array(
    fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
    {
      minLength: 3,
      maxLength: 3,
    },
  );
  fc.assert(
    fc.property(
      vectors,
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
      (made, truth) => {
        // V Vᵀ + I is positive definite whatever V is.
        const matrix = made.flatMap((left, row) =>
          made.map((right, column) => dot(left, right) + (row === column ? 1 : 0)),
        );
        const right = [0, 1, 2].map((row) => dot(matrix.slice(row * 3, row * 3 + 3), truth));
        const answer = solve(matrix, right, 3)!;
        truth.forEach((value, index) => expect(answer[index]).toBeCloseTo(value, 6));
      },
    ),
  );
});

test('a matrix that is not positive definite is refused', () => {
  expect(cholesky([1, 2, 2, 1], 2)).toBeNull();
  expect(solve([0, 0, 0, 0], [1, 1], 2)).toBeNull();
});
