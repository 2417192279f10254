import { expect, test } from 'vitest';
import fc from 'fast-check';
import { normalShareBelow } from '@millrace/measure';
import { chanceOfBeingBest, keepTrying, pick, ruleProbabilities } from './drawing.ts';

const beliefs = fc.array(
  fc.record({
    mean: fc.double({ min: -1_000, max: 5_000, noNaN: true }),
    deviation: fc.double({ min: 0, max: 2_000, noNaN: true }),
  }),
  { minLength: 1, maxLength: 8 },
);
const total = (probabilities: readonly number[]) =>
  probabilities.reduce((sum, probability) => sum + probability, 0);

test('probabilities add up to one and every option keeps its least share', () => {
  fc.assert(
    fc.property(beliefs, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const probabilities = keepTrying(chanceOfBeingBest(list), share);
      expect(total(probabilities)).toBeCloseTo(1, 9);
      for (const probability of probabilities)
        expect(probability).toBeGreaterThanOrEqual(share / list.length - 1e-12);
    }),
  );
});

test('between two options the chance is that of the closed form', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -300, max: 300, noNaN: true }),
      fc.double({ min: 20, max: 400, noNaN: true }),
      fc.double({ min: 20, max: 400, noNaN: true }),
      (gap, one, other) => {
        const [first] = chanceOfBeingBest([
          { mean: 500 + gap, deviation: one },
          { mean: 500, deviation: other },
        ]);
        expect(Math.abs(first! - normalShareBelow(gap / Math.hypot(one, other)))).toBeLessThan(0.005);
      },
    ),
  );
});

test('equally good options with equal uncertainty have equal chances', () => {
  for (const chance of chanceOfBeingBest([1, 2, 3, 4].map(() => ({ mean: 700, deviation: 90 }))))
    expect(chance).toBeCloseTo(0.25, 9);
});

test('the more certain it is, the less the worse option is tried, and the less known option is tried more', () => {
  const worse = (deviation: number) =>
    chanceOfBeingBest([
      { mean: 500, deviation },
      { mean: 560, deviation },
    ])[0]!;
  expect(worse(20)).toBeLessThan(worse(60));
  expect(worse(60)).toBeLessThan(worse(300));
  const [unknown, known] = chanceOfBeingBest([
    { mean: 500, deviation: 200 },
    { mean: 500, deviation: 20 },
    { mean: 600, deviation: 50 },
  ]);
  expect(unknown).toBeGreaterThan(known!);
});

test('without uncertainty the best option gets everything', () => {
  const chances = chanceOfBeingBest([
    { mean: 500, deviation: 0 },
    { mean: 560, deviation: 0 },
  ]);
  expect(chances[1]).toBeCloseTo(1, 6);
});

test('no offer gets all but the exploration share without training', () => {
  expect(ruleProbabilities(3, 0, 0.2)).toEqual([0.8, 0.1, 0.1]);
  expect(ruleProbabilities(1, 0, 0.2)).toEqual([1]);
});

test('drawn evenly, each option is picked as often as its probability says', () => {
  const probabilities = [0.2, 0, 0.5, 0.3];
  const counts = [0, 0, 0, 0];
  for (let step = 0; step < 1_000; step += 1) counts[pick(probabilities, (step + 0.5) / 1_000)]! += 1;
  expect(counts).toEqual([200, 0, 500, 300]);
});

test('an option of probability zero is never picked, for any draw', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.9999999999, noNaN: true }), (draw) => {
      expect([1, 2]).toContain(pick([0, 0.4, 0.6 - 1e-15, 0], draw));
    }),
  );
});
