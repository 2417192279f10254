import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededNormal, seededRandom } from './seeded-random.ts';
import { shrink } from './shrinkage.ts';

/** Logarithms of the relative risk and their variances in 13 trials of a vaccine (Colditz and others, JAMA 271(9), 1994). */
const TRIALS = [
  [-0.8893, 0.3256],
  [-1.5854, 0.1946],
  [-1.3481, 0.4154],
  [-1.4416, 0.02],
  [-0.2175, 0.0512],
  [-0.7861, 0.0069],
  [-1.6209, 0.223],
  [0.012, 0.004],
  [-0.4694, 0.0564],
  [-1.3713, 0.073],
  [-0.3394, 0.0124],
  [0.4459, 0.5325],
  [-0.0173, 0.0714],
].map(([estimate, variance]) => ({ estimate: estimate!, variance: variance! }));

describe('published figures', () => {
  test('the 13 trials have a variance of 0.3088 between them, and a mean of -0.7141 with an error of 0.1787', () => {
    const { between, mean, meanVariance } = shrink(TRIALS);
    expect(between).toBeCloseTo(0.3088, 3);
    expect(mean).toBeCloseTo(-0.7141, 3);
    expect(Math.sqrt(meanVariance)).toBeCloseTo(0.1787, 3);
  });

  test('eight schools differ no more than chance explains: all have the mean of 7.7 with an error of 4.1', () => {
    const schools = [28, 8, -3, 7, -1, 1, 18, 12].map((estimate, index) => ({
      estimate,
      variance: [15, 10, 16, 11, 9, 11, 10, 18][index]! ** 2,
    }));
    const { between, mean, meanVariance, groups } = shrink(schools);
    expect(between).toBe(0);
    expect(mean).toBeCloseTo(7.7, 1);
    expect(Math.sqrt(meanVariance)).toBeCloseTo(4.1, 1);
    for (const { estimate } of groups) expect(estimate).toBeCloseTo(mean, 9);
  });
});

const effects = fc.array(
  fc.record({
    estimate: fc.double({ min: -100, max: 100, noNaN: true }),
    variance: fc.double({ min: 0.01, max: 1_000, noNaN: true }),
  }),
  { minLength: 1, maxLength: 12 },
);

test('each effect lies between its own and the mean, in its interval', () => {
  fc.assert(
    fc.property(effects, (some) => {
      const { mean, groups } = shrink(some);
      for (const [index, { estimate, lower, upper }] of groups.entries()) {
        const own = some[index]!.estimate;
        expect(estimate).toBeGreaterThanOrEqual(Math.min(own, mean) - 1e-6);
        expect(estimate).toBeLessThanOrEqual(Math.max(own, mean) + 1e-6);
        expect(lower).toBeLessThanOrEqual(estimate);
        expect(upper).toBeGreaterThanOrEqual(estimate);
      }
    }),
  );
});

test('the largest of ten groups without a difference is seldom called one, and intervals hold where there are some', () => {
  const random = seededRandom(83);
  const normal = () => seededNormal(random);
  const rounds = 2_000;
  let [claimed, plain, inside, groups] = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const alike = Array.from({ length: 10 }, () => ({ estimate: normal(), variance: 1 }));
    const drawn = shrink(alike).groups;
    if (drawn.some(({ lower, upper }) => lower > 0 || upper < 0)) claimed += 1;
    if (alike.some(({ estimate }) => Math.abs(estimate) > 1.96)) plain += 1;
    const truths = Array.from({ length: 10 }, () => 3 + 2 * normal());
    const seen = shrink(truths.map((truth) => ({ estimate: truth + normal(), variance: 1 }))).groups;
    for (const [index, { lower, upper }] of seen.entries()) {
      groups += 1;
      if (lower <= truths[index]! && upper >= truths[index]!) inside += 1;
    }
  }
  expect(plain / rounds).toBeGreaterThan(0.35);
  expect(claimed / rounds).toBeLessThan(0.12);
  expect(inside / groups).toBeGreaterThan(0.93);
});
