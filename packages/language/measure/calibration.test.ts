import { expect, test } from 'vitest';
import fixtures from './fixtures/measure.json';
import {
  areaUnderCurve,
  brierScore,
  calibrationError,
  fitPlatt,
  logLoss,
  reliability,
  seededRandom,
  type Forecast,
} from './index.ts';

const { scores, probability, happened, platt, brier, logLoss: expectedLogLoss, auc } = fixtures.forecasts;
const forecasts: Forecast[] = probability.map((value, index) => ({
  probability: value,
  happened: happened[index] === 1,
}));

test('Brier score, log loss and area under the curve are those of scikit-learn', () => {
  expect(brierScore(forecasts)).toBeCloseTo(brier, 12);
  expect(logLoss(forecasts)).toBeCloseTo(expectedLogLoss, 12);
  expect(areaUnderCurve(forecasts)).toBeCloseTo(auc, 12);
});

test('Platt scaling is the regression on smoothed targets that statsmodels fits', () => {
  const ours = fitPlatt(
    scores,
    happened.map((did) => did === 1),
  );
  expect(ours?.slope).toBeCloseTo(platt.slope, 8);
  expect(ours?.offset).toBeCloseTo(platt.offset, 8);
});

test('Platt scaling refuses scores that point the wrong way', () => {
  expect(
    fitPlatt(
      scores.map((score) => -score),
      happened.map((did) => did === 1),
    ),
  ).toBeNull();
});

test('calibrated forecasts have almost no calibration error', () => {
  const random = seededRandom(5);
  const honest = Array.from({ length: 20_000 }, () => {
    const chance = random();
    return { probability: chance, happened: random() < chance };
  });
  const bins = reliability(honest);
  expect(bins).toHaveLength(10);
  expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(20_000);
  expect(calibrationError(bins)).toBeLessThan(0.02);
  expect(
    calibrationError(
      reliability(honest.map((forecast) => ({ ...forecast, probability: forecast.probability / 2 }))),
    ),
  ).toBeGreaterThan(0.2);
});

test('a random forecast has an area under the curve of one half', () => {
  expect(areaUnderCurve(forecasts.map((forecast) => ({ ...forecast, probability: 0.3 })))).toBe(0.5);
  expect(areaUnderCurve([])).toBe(0.5);
});
