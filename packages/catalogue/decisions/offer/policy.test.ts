import { expect, test } from 'vitest';
import fc from 'fast-check';
import { inverseGapWeighting, keepTrying, pick, ruleProbabilities } from './policy.ts';

const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });
const gammas = fc.double({ min: 0, max: 1e6, noNaN: true });
const total = (probabilities: readonly number[]) => probabilities.reduce((sum, probability) => sum + probability, 0);

test('probabilities add up to one and the best option gets the most', () => {
  fc.assert(
    fc.property(values, gammas, fc.double({ min: 0, max: 1, noNaN: true }), (list, gamma, share) => {
      const probabilities = keepTrying(inverseGapWeighting(list, gamma), share);
      expect(total(probabilities)).toBeCloseTo(1, 12);
      const best = list.indexOf(Math.max(...list));
      for (const probability of probabilities) {
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThanOrEqual(probabilities[best]! + 1e-12);
      }
    }),
  );
});

test('the probabilities are those of the algorithm as printed', () => {
  // Three options, gamma 20: 1 / (3 + 20 · 0.1) and 1 / (3 + 20 · 0.35), the best takes the rest.
  const [low, best, middle] = inverseGapWeighting([0.15, 0.5, 0.4], 20);
  expect(low).toBeCloseTo(1 / 10, 12);
  expect(middle).toBeCloseTo(1 / 5, 12);
  expect(best).toBeCloseTo(0.7, 12);
});

test('knowing nothing everything is alike, and the surer it is the rarer the worse are tried', () => {
  for (const probability of inverseGapWeighting([0.1, 0.9], 0)) expect(probability).toBeCloseTo(0.5, 12);
  expect(inverseGapWeighting([0.1, 0.9], 1_000)[0]).toBeLessThan(inverseGapWeighting([0.1, 0.9], 10)[0]!);
});

test('no offer gets all but the share set aside while nothing is known', () => {
  expect(ruleProbabilities(3, 0, 0.2)).toEqual([0.8, 0.1, 0.1]);
  expect(ruleProbabilities(1, 0, 0.2)).toEqual([1]);
});

test('drawn evenly, each option is picked as often as its probability says', () => {
  const probabilities = [0.2, 0, 0.5, 0.3];
  const counts = [0, 0, 0, 0];
  for (let step = 0; step < 1_000; step += 1) counts[pick(probabilities, (step + 0.5) / 1_000)]! += 1;
  expect(counts).toEqual([200, 0, 500, 300]);
});

test('an option of probability zero is never picked, whatever is drawn', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.9999999999, noNaN: true }), (draw) => {
      expect([1, 2]).toContain(pick([0, 0.4, 0.6 - 1e-15, 0], draw));
    }),
  );
});
