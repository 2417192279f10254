import { expect, test } from 'vitest';
import { generalisedEsd } from './generalised-esd.ts';
import { studentAbove, studentShareAbove } from './student-t.ts';

/** NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.17.3; from Rosner, Technometrics 25(2), 1983. */
const ROSNER = [
  -0.25, 0.68, 0.94, 1.15, 1.2, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69, 1.7,
  1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.1, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35, 2.37, 2.4,
  2.47, 2.54, 2.62, 2.64, 2.9, 2.92, 2.92, 2.93, 3.21, 3.26, 3.3, 3.59, 3.68, 4.3, 4.64, 5.34, 5.42, 6.01,
];
const R = [3.118, 2.942, 3.179, 2.81, 2.815, 2.848, 2.279, 2.31, 2.101, 2.067];
const LAMBDA = [3.158, 3.151, 3.143, 3.136, 3.128, 3.12, 3.111, 3.103, 3.094, 3.085];

test('the 54 values of Rosner have three outliers, with the published statistics', () => {
  const { steps, outliers } = generalisedEsd(ROSNER, 10, 0.05);
  expect(outliers).toBe(3);
  expect(steps.slice(0, 3).map(({ index }) => ROSNER[index])).toEqual([6.01, 5.42, 5.34]);
  // The handbook cuts its figures after three places.
  steps.forEach(({ statistic, critical }, at) => {
    expect(Math.abs(statistic - R[at]!)).toBeLessThan(0.0011);
    expect(Math.abs(critical - LAMBDA[at]!)).toBeLessThan(0.0011);
  });
});

test('equal values have no outlier, and one that differs from equal others is one', () => {
  expect(generalisedEsd(Array(20).fill(3), 5, 0.05)).toEqual({ steps: [], outliers: 0 });
  const one = generalisedEsd([...Array<number>(30).fill(3), 9], 3, 0.05);
  expect(one.outliers).toBe(1);
  expect(one.steps[0]?.index).toBe(30);
});

test('Student t has the published quantiles', () => {
  // Abramowitz and Stegun, table 26.10.
  for (const [share, freedom, t] of [
    [0.025, 1, 12.706],
    [0.025, 10, 2.228],
    [0.005, 30, 2.75],
    [0.0005, 5, 6.869],
    [0.0005, 120, 3.373],
  ] as const) {
    expect(studentAbove(share, freedom)).toBeCloseTo(t, 3);
    expect(studentShareAbove(studentAbove(share, freedom), freedom)).toBeCloseTo(share, 9);
  }
});
