import { expect, test } from 'vitest';
import fixtures from './fixtures/measure.json';
import { logBeta, logGamma } from './special.ts';

test('log gamma agrees with scipy to twelve digits from small to large', () => {
  for (const [x, expected] of fixtures.logGamma)
    expect(Math.abs(logGamma(x!) - expected!)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected!)));
});

test('the beta function of one half and one half is pi', () => {
  expect(Math.exp(logBeta([0.5, 0.5]))).toBeCloseTo(Math.PI, 12);
});
