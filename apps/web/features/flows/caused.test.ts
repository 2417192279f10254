import { expect, it } from 'vitest';
import fc from 'fast-check';
import { bestFirst, commonDomain, known, silence, type Caused } from './caused.ts';

const found = (estimate: number, spread: number): Caused => ({
  estimate,
  lower: estimate - spread,
  upper: estimate + spread,
  lift: 'unclear',
});
const early: Caused = { estimate: null, lower: null, upper: null, lift: 'too-early' };

it('draws every flow on one scale that holds zero and all ends', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -1e8, max: 1e8 }), fc.nat(1e7)), { maxLength: 8 }),
      (pairs) => {
        const [from, to] = commonDomain([
          ...pairs.map(([estimate, spread]) => found(estimate, spread)),
          early,
          undefined,
        ]);
        expect(from).toBeLessThan(0);
        expect(to).toBeGreaterThan(0);
        for (const [estimate, spread] of pairs) {
          expect(estimate - spread).toBeGreaterThanOrEqual(from);
          expect(estimate + spread).toBeLessThanOrEqual(to);
        }
      },
    ),
  );
});

it('puts the largest known effect first and flows without a number last', () => {
  expect(bestFirst([early, found(-5, 1), found(90, 10)]).map((row) => row.estimate)).toEqual([90, -5, null]);
});

it('shows no number while it is too early, and says why there is none', () => {
  expect(known(early)).toBeNull();
  expect(silence('too-early').short).toBe('Too early');
  expect(silence('no-holdout').sentence).toContain('no holdout');
});
