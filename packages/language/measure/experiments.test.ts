import { expect, test } from 'vitest';
import fc from 'fast-check';
import { assignVariant, compareVariants, countSums } from './index.ts';
import { crowns } from './testing/looks.ts';

test('a person always sees the same variant of a test', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
      (salt, person, shares) => {
        const variant = assignVariant(salt, person, shares);
        expect(variant).toBe(assignVariant(salt, person, shares));
        expect(variant).toBeGreaterThanOrEqual(0);
        expect(variant).toBeLessThan(shares.length);
      },
    ),
  );
});

test('a variant with no share is never shown to anybody', () => {
  for (let person = 0; person < 2_000; person += 1)
    expect(assignVariant('test', `customer-${person}`, [0.5, 0, 0.5])).not.toBe(1);
});

test('variants are shown as often as their shares say', () => {
  const counts = [0, 0, 0];
  for (let person = 0; person < 10_000; person += 1)
    counts[assignVariant('test', `customer-${person}`, [1, 2, 1])]! += 1;
  expect(Math.abs(counts[1]! - 5_000)).toBeLessThan(250);
  expect(Math.abs(counts[0]! - 2_500)).toBeLessThan(220);
});

test('a clearly better subject line is named the winner', () => {
  expect(
    compareVariants([countSums(5_000, 500), countSums(5_000, 800), countSums(5_000, 520)], 'rate').winner,
  ).toBe(1);
});

test('without a clear difference there is no winner yet', () => {
  const { winner, best } = compareVariants([countSums(5_000, 500), countSums(5_000, 530)], 'rate');
  expect(winner).toBeNull();
  expect(best).toBe(1);
});

test('among four variants that are all alike a winner is declared in at most one test in twenty', () => {
  const runs = Array.from({ length: 200 }, (_, run) => crowns(run + 99));
  expect(runs.filter(Boolean).length / 200).toBeLessThanOrEqual(0.05);
});
