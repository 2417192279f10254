import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRatio, countSums, exactDifferenceOfRates, exactRate, type RatioPeriod } from './index.ts';
import { logGamma } from './special.ts';

const shares = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 4 })
  .map((weights) => weights.map((weight) => weight / weights.reduce((sum, one) => sum + one, 0)));
const period: fc.Arbitrary<RatioPeriod> = shares.chain((drawn) =>
  fc
    .array(fc.integer({ min: 0, max: 120 }), { minLength: drawn.length, maxLength: drawn.length })
    .map((counts) => ({ counts, shares: drawn })),
);
const odds = (periods: readonly RatioPeriod[]) => checkRatio(periods).evidence;
const close = (one: number, other: number) => expect(Math.abs(one / other - 1)).toBeLessThan(1e-8);
const oneMore = ({ counts, shares: parts }: RatioPeriod, arm: number): RatioPeriod => ({
  counts: counts.map((count, index) => (index === arm ? count + 1 : count)),
  shares: parts,
});

describe('the evidence against the shares', () => {
  test('is expected to stay what it is with the next person, as long as the shares are true', () => {
    // The very property that keeps the alarm honest however often it is looked at: a martingale that begins at 1.
    fc.assert(
      fc.property(period, (now) => {
        const expected = now.shares.reduce((sum, share, arm) => sum + share * odds([oneMore(now, arm)]), 0);
        close(expected, odds([now]));
      }),
    );
    expect(odds([{ counts: [0, 0], shares: [0.9, 0.1] }])).toBe(1);
  });

  test('of several periods is multiplied, in whatever order they came', () => {
    fc.assert(
      fc.property(period, period, (one, other) => {
        close(odds([one, other]), odds([one]) * odds([other]));
        close(odds([other, one]), odds([one, other]));
      }),
    );
  });

  test('does not depend on which group is named first', () => {
    fc.assert(
      fc.property(period, ({ counts, shares: parts }) => {
        close(
          odds([{ counts: counts.toReversed(), shares: parts.toReversed() }]),
          odds([{ counts, shares: parts }]),
        );
      }),
    );
  });

  test('is the ratio of factorials that the source writes down', () => {
    // Whole parameters of the prior: 90 and 10 of 100. B(a) is a product of factorials then.
    const factorial = (value: number) =>
      Array.from({ length: value }, (_, index) => Math.log(index + 1)).reduce((sum, one) => sum + one, 0);
    const logB = (a: number, b: number) => factorial(a - 1) + factorial(b - 1) - factorial(a + b - 1);
    for (const [treated, held] of [
      [90, 10],
      [70, 30],
      [5, 0],
      [0, 5],
    ] as const) {
      const expected =
        logB(90 + treated, 10 + held) - logB(90, 10) - treated * Math.log(0.9) - held * Math.log(0.1);
      expect(Math.log(odds([{ counts: [treated, held], shares: [0.9, 0.1] }]))).toBeCloseTo(expected, 9);
    }
  });

  test('counts everybody who came, and expects them as the shares say', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 3 }), (periods) => {
        const { observed, expected, chance, healthy, evidence } = checkRatio(periods);
        const total = periods.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);
        const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0);
        expect(sum(observed)).toBe(total);
        expect(sum(expected)).toBeCloseTo(total, 6);
        expect(chance).toBeCloseTo(Math.min(1, 1 / evidence), 12);
        expect(healthy).toBe(evidence < 1_000);
      }),
    );
  });

  test('is beyond all odds where somebody came to a group that nobody should come to', () => {
    const check = checkRatio([{ counts: [10, 1], shares: [1, 0] }]);
    expect(check).toMatchObject({ healthy: false, evidence: Infinity, chance: 0 });
    expect(checkRatio([{ counts: [10, 0], shares: [1, 0] }])).toMatchObject({ healthy: true, evidence: 1 });
  });
});

describe('the exact interval of a rate', () => {
  const counted = fc
    .integer({ min: 1, max: 400 })
    .chain((n) => fc.integer({ min: 0, max: n }).map((did) => ({ n, did })));
  /** The odds of the mixture against one rate, straight from the definition. */
  const against = (n: number, did: number, rate: number): number => {
    const beta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);
    return Math.exp(
      beta(0.5 + did, 0.5 + n - did) -
        beta(0.5, 0.5) -
        (did === 0 ? 0 : did * Math.log(rate)) -
        (did === n ? 0 : (n - did) * Math.log(1 - rate)),
    );
  };

  test('holds just the rates against which the odds are below twenty', () => {
    fc.assert(
      fc.property(counted, fc.double({ min: 0.001, max: 0.999, noNaN: true }), ({ n, did }, rate) => {
        const { lower, upper } = exactRate(countSums(n, did));
        const distance = against(n, did, rate) / 20;
        if (Math.abs(distance - 1) < 1e-9) return;
        expect(rate > lower && rate < upper).toBe(distance < 1);
      }),
      { numRuns: 400 },
    );
  });

  test('of those who did not is the same from the other end', () => {
    fc.assert(
      fc.property(counted, ({ n, did }) => {
        const [yes, no] = [exactRate(countSums(n, did)), exactRate(countSums(n, n - did))];
        expect(no.lower).toBeCloseTo(1 - yes.upper, 9);
        expect(no.upper).toBeCloseTo(1 - yes.lower, 9);
      }),
    );
  });

  test('is wider the surer it has to be, and of nobody is everything', () => {
    fc.assert(
      fc.property(counted, ({ n, did }) => {
        const [sure, surer] = [exactRate(countSums(n, did), 0.9), exactRate(countSums(n, did), 0.99)];
        expect(surer.lower).toBeLessThanOrEqual(sure.lower);
        expect(surer.upper).toBeGreaterThanOrEqual(sure.upper);
      }),
    );
    expect(exactRate(countSums(0, 0))).toEqual({ estimate: 0, lower: 0, upper: 1 });
  });

  test('of a difference holds it, stays between minus one and one, and turns with the arms', () => {
    fc.assert(
      fc.property(counted, counted, (one, other) => {
        const [a, b] = [countSums(one.n, one.did), countSums(other.n, other.did)];
        const [there, back] = [exactDifferenceOfRates(a, b), exactDifferenceOfRates(b, a)];
        expect(there.lower <= there.estimate && there.estimate <= there.upper).toBe(true);
        expect(there.lower >= -1 && there.upper <= 1).toBe(true);
        expect(back.lower).toBeCloseTo(-there.upper, 12);
        expect(back.upper).toBeCloseTo(-there.lower, 12);
      }),
    );
  });
});
