import { expect, test } from 'vitest';
import fc from 'fast-check';
import { addSums, addValue, countSums, mean, NO_SUMS, variance } from './index.ts';

const values = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 60 });

test('sums kept one by one give the mean and variance of the whole list', () => {
  fc.assert(
    fc.property(values, (list) => {
      const sums = list.reduce(addValue, NO_SUMS);
      const average = list.length === 0 ? 0 : list.reduce((sum, value) => sum + value, 0) / list.length;
      const spread =
        list.length < 2
          ? 0
          : list.reduce((sum, value) => sum + (value - average) ** 2, 0) / (list.length - 1);
      expect(mean(sums)).toBeCloseTo(average, 6);
      expect(Math.abs(variance(sums) - spread)).toBeLessThanOrEqual(1e-6 * Math.max(1, spread));
    }),
  );
});

test('adding two groups up is the same as counting them together', () => {
  fc.assert(
    fc.property(values, values, (left, right) => {
      expect(addSums(left.reduce(addValue, NO_SUMS), right.reduce(addValue, NO_SUMS))).toEqual(
        [...left, ...right].reduce(addValue, NO_SUMS),
      );
    }),
  );
});

test('the variance of a rate is the rate times its complement', () => {
  const sums = countSums(1_000, 47);
  expect(variance(sums)).toBeCloseTo(0.047 * 0.953 * (1_000 / 999), 12);
});
