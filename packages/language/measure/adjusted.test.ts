import { expect, test } from 'vitest';
import fixtures from './fixtures/measure.json';
import {
  addValue,
  adjustedDifference,
  differenceOfMeans,
  NO_SUMS,
  seededNormal,
  seededRandom,
  type PairedSums,
} from './index.ts';

function paired(list: readonly (readonly [metric: number, before: number])[]): PairedSums {
  const metric = list.map(([value]) => value).reduce(addValue, NO_SUMS);
  return {
    ...metric,
    before: list.map(([, before]) => before).reduce(addValue, NO_SUMS),
    sumOfProducts: list.reduce((sum, [value, before]) => sum + value * before, 0),
  };
}

test('the adjusted estimate and its variance are those of the regression in statsmodels', () => {
  const { before, treated, metric, estimate, variance } = fixtures.adjusted;
  const arm = (which: number) =>
    paired(
      metric.flatMap((value, index) => (treated[index] === which ? [[value, before[index]!] as const] : [])),
    );
  const ours = adjustedDifference(arm(1), arm(0));
  expect(ours.estimate).toBeCloseTo(estimate, 9);
  const plain = differenceOfMeans(arm(1), arm(0));
  const widthOf = (interval: { upper: number; lower: number }) => interval.upper - interval.lower;
  const plainVariance = varianceOf(arm(1)) / arm(1).n + varianceOf(arm(0)) / arm(0).n;
  expect((widthOf(ours) / widthOf(plain)) ** 2).toBeCloseTo(variance / plainVariance, 9);
  expect(ours.varianceRemoved).toBeCloseTo(1 - variance / plainVariance, 9);
});

function varianceOf({ n, sum, sumOfSquares }: PairedSums): number {
  return (sumOfSquares - (sum * sum) / n) / (n - 1);
}

test('knowing what people spent before narrows the interval and does not move the estimate on average', () => {
  let removed = 0;
  let error = 0;
  for (let run = 0; run < 50; run += 1) {
    const random = seededRandom(run);
    const people = Array.from({ length: 800 }, (_unused, index) => {
      const before = 50 + 20 * seededNormal(random);
      return {
        treated: index % 4 !== 0,
        before,
        metric: before + 10 * seededNormal(random) + (index % 4 !== 0 ? 3 : 0),
      };
    });
    const arm = (treated: boolean) =>
      paired(
        people.filter((person) => person.treated === treated).map(({ metric, before }) => [metric, before]),
      );
    const ours = adjustedDifference(arm(true), arm(false));
    removed += ours.varianceRemoved / 50;
    error += (ours.estimate - 3) / 50;
  }
  expect(removed).toBeGreaterThan(0.7);
  expect(Math.abs(error)).toBeLessThan(0.5);
});

test('a covariate that is the same for everybody changes nothing', () => {
  const treated = paired([
    [3, 1],
    [5, 1],
    [9, 1],
    [4, 1],
  ]);
  const heldOut = paired([
    [2, 1],
    [5, 1],
    [1, 1],
    [0, 1],
  ]);
  const ours = adjustedDifference(treated, heldOut);
  expect(ours.estimate).toBeCloseTo(differenceOfMeans(treated, heldOut).estimate, 12);
});
