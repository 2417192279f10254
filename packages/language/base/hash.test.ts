import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { codeFrom, draw, hash53 } from './hash.ts';

/** Pearson's chi-squared of counts against equal shares. */
function chiSquared(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
}
const counted = (size: number, bins: number, of: (index: number) => number): number[] => {
  const counts = Array.from({ length: bins }, () => 0);
  for (let index = 0; index < size; index += 1) counts[Math.floor(of(index) * bins)]! += 1;
  return counts;
};
// Upper point one in a million of chi-squared with 99 degrees of freedom: 178 (R: qchisq(1 - 1e-6, 99) =
// 177.9).
const LIMIT = 178;

describe('drawing lots by hash', () => {
  test('is the same for the same person for ever', () => {
    expect(draw('flow-1', 'customer-1')).toBe(draw('flow-1', 'customer-1'));
    expect(hash53('a')).toBe(7_929_297_801_672_961);
  });

  test('stays from nought up to but not including one', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (salt, key) => {
        const drawn = draw(salt, key);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(1);
      }),
    );
  });

  test('spreads people in a row evenly over a hundred lots', () => {
    expect(chiSquared(counted(100_000, 100, (index) => draw('flow', `customer-${index}`)))).toBeLessThan(
      LIMIT,
    );
    expect(
      chiSquared(
        counted(100_000, 100, (index) =>
          draw('flow', `0190a000-0000-7000-8000-${String(index).padStart(12, '0')}`),
        ),
      ),
    ).toBeLessThan(LIMIT);
  });

  test('spreads one person evenly over many flows', () => {
    expect(chiSquared(counted(100_000, 100, (index) => draw(`flow-${index}`, 'customer')))).toBeLessThan(
      LIMIT,
    );
  });

  test('in one flow says nothing about another: lots of two flows are independent', () => {
    const counts = Array.from({ length: 100 }, () => 0);
    for (let index = 0; index < 100_000; index += 1)
      counts[Math.floor(draw('one', `c-${index}`) * 10) * 10 + Math.floor(draw('two', `c-${index}`) * 10)]! +=
        1;
    expect(chiSquared(counts)).toBeLessThan(LIMIT);
  });

  test('tells where the salt ends and the person begins', () => {
    expect(draw('ab', 'c')).not.toBe(draw('a', 'bc'));
  });

  test('gives 53 bits and no two of half a million keys the same', () => {
    const seen = new Set<number>();
    for (let index = 0; index < 500_000; index += 1) seen.add(hash53(`key-${index}`));
    expect(seen.size).toBe(500_000);
  });
});

describe('codes', () => {
  test('have no letters that are taken for one another', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (key, length) => {
        expect(codeFrom(key, length)).toMatch(/^[2-9A-HJ-NP-Z]+$/);
        expect(codeFrom(key, length)).toHaveLength(length);
        expect(codeFrom(key, length)).toBe(codeFrom(key, length));
      }),
    );
  });

  test('are different for every one of two hundred thousand visits', () => {
    expect(
      new Set(Array.from({ length: 200_000 }, (_, index) => codeFrom(`enrolment/${index}`, 10))).size,
    ).toBe(200_000);
  });

  test('use every letter about equally often at every place', () => {
    const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
    for (const place of [0, 4, 9, 15]) {
      const counts = Array.from({ length: 32 }, () => 0);
      for (let index = 0; index < 32_000; index += 1)
        counts[letters.indexOf(codeFrom(`k${index}`, 16)[place]!)]! += 1;
      // Upper point one in a million with 31 degrees of freedom: 82.
      expect(chiSquared(counts)).toBeLessThan(82);
    }
  });
});
