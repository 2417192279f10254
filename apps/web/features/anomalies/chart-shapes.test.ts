import { expect, test } from 'vitest';
import { bandsOf, linesOf, topOf } from './chart-shapes.ts';

const point = (value: number | null, lower: number | null = null, upper: number | null = null) => ({
  day: '2026-06-09',
  value,
  expected: null,
  lower,
  upper,
});

test('a line is interrupted where there is no value', () => {
  const points = [point(1), point(2), point(null), point(4)];
  expect(linesOf(points, ({ value }) => value)).toEqual([
    [
      [0, 1],
      [1, 2],
    ],
    [[3, 4]],
  ]);
});

test('the range is an outline there and back, only where it is known', () => {
  expect(bandsOf([point(1), point(2, 1, 3), point(2, 1.5, 4)])).toEqual([
    [
      [1, 3],
      [2, 4],
      [2, 1.5],
      [1, 1],
    ],
  ]);
  expect(bandsOf([point(1)])).toEqual([]);
});

test('everything fits in, but a range out of proportion is cut', () => {
  expect(topOf({ points: [point(10, 1, 20)], upper: 20 })).toBe(21);
  expect(topOf({ points: [point(10, 1, 900)], upper: 20 })).toBe(42);
  expect(topOf({ points: [point(0)], upper: 0 })).toBe(1);
});
