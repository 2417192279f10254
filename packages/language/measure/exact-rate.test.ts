import { expect, test } from 'vitest';
import fc from 'fast-check';
import fixtures from './fixtures/measure.json';
import { countSums, exactDifferenceOfRates, exactRate, seededRandom } from './index.ts';

test('the exact interval of a rate is where scipy finds the roots of the beta mixture', () => {
  for (const { n, sum, level, lower, upper } of fixtures.exactRate) {
    const ours = exactRate(countSums(n, sum), level);
    expect(ours.lower).toBeCloseTo(lower, 9);
    expect(ours.upper).toBeCloseTo(upper, 9);
  }
});

test('the exact interval stays within zero and one and contains the observed share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (people, share) => {
        const did = Math.round(people * share);
        const { lower, upper, estimate } = exactRate(countSums(people, did));
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(estimate).toBeGreaterThanOrEqual(lower);
        if (people > 0) expect(estimate).toBeLessThanOrEqual(upper);
      },
    ),
  );
});

test('from the very first person on the exact difference is wrong in at most one life in twenty', () => {
  let wrong = 0;
  for (let run = 0; run < 100; run += 1) {
    const random = seededRandom(run * 31 + 7);
    const people = [0, 0];
    const did = [0, 0];
    let missed = false;
    for (let person = 1; person <= 1_500 && !missed; person += 1) {
      const arm = random() < 0.3 ? 1 : 0;
      people[arm]! += 1;
      if (random() < (arm === 0 ? 0.12 : 0.08)) did[arm]! += 1;
      if (person > 30 && person % 15 !== 0) continue;
      const { lower, upper } = exactDifferenceOfRates(
        countSums(people[0]!, did[0]!),
        countSums(people[1]!, did[1]!),
      );
      missed = lower > 0.04 || upper < 0.04;
    }
    if (missed) wrong += 1;
  }
  expect(wrong).toBeLessThanOrEqual(5);
});
