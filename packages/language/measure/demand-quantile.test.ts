import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandQuantile, normalQuantile } from './demand-quantile.ts';
import { normalShareBelow } from './special.ts';

describe('the quantile of demand', () => {
  // Summed by hand: of mean 4 and variance 8 it is P(D <= k) = sum of C(k + 3, k) / 2^(k + 4), which is 0.927 at 8 and 0.954 at 9.
  test.each([
    [10, 10, 0.95, 15],
    [1, 1, 0.95, 3],
    [0.05, 0.05, 0.95, 0],
    [0.05, 0.05, 0.96, 1],
    [4, 8, 0.95, 9],
    [2, 2, 0.5, 2],
  ])('of mean %d and variance %d at %d is %d', (mean, variance, level, units) => {
    expect(demandQuantile(mean, variance, level)).toBe(units);
  });

  test('of a geometric distribution is the one that can be written down', () => {
    // Size 1: P(D > k) = (1 - p)^(k + 1) with p = 1 / (1 + mean), variance = mean + mean².
    for (const mean of [0.5, 3, 20])
      for (const level of [0.5, 0.9, 0.95, 0.99]) {
        const exact = Math.ceil(Math.log(1 - level) / Math.log(mean / (1 + mean)) - 1 - 1e-9);
        expect(demandQuantile(mean, mean + mean * mean, level)).toBe(Math.max(0, exact));
      }
  });

  test('grows with the level and the variance, and joins the normal one', () => {
    expect(demandQuantile(20, 60, 0.95)).toBeGreaterThan(demandQuantile(20, 20, 0.95));
    expect(demandQuantile(20, 60, 0.99)).toBeGreaterThan(demandQuantile(20, 60, 0.95));
    expect(Math.abs(demandQuantile(1_999, 4_000, 0.95) - demandQuantile(2_001, 4_000, 0.95))).toBeLessThan(6);
    expect(demandQuantile(0, 0, 0.95)).toBe(0);
  });

  test('is a whole number for whatever it is asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (mean, variance, level) => {
          const units = demandQuantile(mean, variance, level);
          return Number.isInteger(units) && units >= 0;
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('the normal quantile undoes the normal share', () => {
  for (const level of [0.001, 0.02, 0.3, 0.5, 0.8, 0.95, 0.975, 0.999])
    expect(normalShareBelow(normalQuantile(level))).toBeCloseTo(level, 6);
  expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 8);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 8);
});
