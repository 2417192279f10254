import { expect, test } from 'vitest';
import fixtures from './fixtures/measure.json';
import { logBeta, logGamma, normalShareBelow } from './special.ts';

test('log gamma agrees with scipy to twelve digits from small to large', () => {
  for (const [x, expected] of fixtures.logGamma)
    expect(Math.abs(logGamma(x!) - expected!)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected!)));
});

test('the beta function of one half and one half is pi', () => {
  expect(Math.exp(logBeta([0.5, 0.5]))).toBeCloseTo(Math.PI, 12);
});

test('the share of a normal below a point is what tables print', () => {
  for (const [z, share] of [
    [0, 0.5],
    [1, 0.8413447461],
    [1.9599639845, 0.975],
    [-3, 0.001349898],
    [-9, 0],
    [9, 1],
  ]) {
    expect(Math.abs(normalShareBelow(z!) - share!)).toBeLessThan(1.5e-7);
  }
});
