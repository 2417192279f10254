import { expect, test } from 'vitest';
import fc from 'fast-check';
import fixtures from './fixtures/measure.json';
import { bestRho, boundary, sequenceInterval } from './index.ts';

test('the tuning parameter is what scipy finds with the Lambert W function', () => {
  for (const { alpha, tightestAt, rho } of fixtures.boundary)
    expect(bestRho(tightestAt, alpha)).toBeCloseTo(rho, 12);
});

test('the boundary is the two-sided normal mixture that confseq computes', () => {
  for (const { alpha, confseqRho, time, half } of fixtures.boundary)
    expect(boundary(time, confseqRho, alpha) / half).toBeCloseTo(1, 10);
});

test('the interval is tightest where it was tuned to be tightest', () => {
  const tuned = boundary(10_000, bestRho(10_000, 0.05), 0.05);
  for (const other of [1_000, 5_000, 9_000, 11_000, 20_000, 100_000]) {
    expect(boundary(10_000, bestRho(other, 0.05), 0.05)).toBeGreaterThan(tuned);
  }
});

test('the interval holds the estimate and narrows as people are added', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 10, max: 1e6 }),
      (estimate, spread, people) => {
        const now = sequenceInterval(estimate, spread / people, people);
        const later = sequenceInterval(estimate, spread / (people * 2), people * 2);
        expect(now.lower).toBeLessThanOrEqual(estimate);
        expect(now.upper).toBeGreaterThanOrEqual(estimate);
        expect(later.upper - later.lower).toBeLessThan(now.upper - now.lower);
      },
    ),
  );
});

test('an interval for all looks is less than twice as wide as one for a single look', () => {
  const { upper } = sequenceInterval(0, 1 / 10_000, 10_000);
  const single = 1.959963985 * Math.sqrt(1 / 10_000);
  expect(upper / single).toBeGreaterThan(1.3);
  expect(upper / single).toBeLessThan(2);
});

test('without people the interval is infinite', () => {
  expect(sequenceInterval(0, 0, 0)).toEqual({ estimate: 0, lower: -Infinity, upper: Infinity });
});
