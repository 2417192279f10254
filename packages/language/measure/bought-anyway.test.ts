import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boughtAnyway } from './bought-anyway.ts';

test('of 20% who buy in the flow and 15% without it, three of four would have bought', () => {
  const found = boughtAnyway({ treated: 0.2, estimate: 0.05, lower: 0.02, upper: 0.08 });
  expect(found?.estimate).toBeCloseTo(0.75);
  expect(found?.lower).toBeCloseTo(0.6);
  expect(found?.upper).toBeCloseTo(0.9);
});

test('it is a share, in order, and grows as the flow causes less', () => {
  const differences = fc.tuple(
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 0.5, noNaN: true }),
  );
  fc.assert(
    fc.property(differences, ([treated, estimate, half]) => {
      const found = boughtAnyway({ treated, estimate, lower: estimate - half, upper: estimate + half })!;
      expect(found.lower).toBeGreaterThanOrEqual(0);
      expect(found.lower).toBeLessThanOrEqual(found.estimate);
      expect(found.estimate).toBeLessThanOrEqual(found.upper);
      expect(found.upper).toBeLessThanOrEqual(1);
      const less = boughtAnyway({ treated, estimate: estimate - 0.1, lower: 0, upper: 0 })!;
      expect(less.estimate).toBeGreaterThanOrEqual(found.estimate);
    }),
  );
  expect(boughtAnyway({ treated: 0, estimate: 0, lower: 0, upper: 0 })).toBeNull();
});
