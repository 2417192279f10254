import { expect, test } from 'vitest';
import { decompose, forecastEach, forecastNext } from './decompose.ts';
import { median, robustDeviation } from './robust.ts';

const WEEK = [-3, -1, 0, 0, 1, 4, -2];
const weeks = (count: number, level = (_day: number) => 20) =>
  Array.from({ length: 7 * count }, (_, day) => level(day) + WEEK[day % 7]!);

test('a level with a week is taken apart exactly', () => {
  const { trend, season, remainder } = decompose(weeks(8), 7);
  expect(season).toEqual(WEEK);
  expect(new Set(trend)).toEqual(new Set([20]));
  expect(new Set(remainder)).toEqual(new Set([0]));
  expect(forecastNext(weeks(8), 7)).toBe(17);
});

test('a few wild days change neither level nor season', () => {
  const wild = weeks(8).map((value, day) => ([10, 17, 33, 51].includes(day) ? value * 20 : value));
  const { season, remainder } = decompose(wild, 7);
  expect(season).toEqual(WEEK);
  expect(remainder.filter((value) => value !== 0)).toHaveLength(4);
});

test('missing days are left out, and stay missing', () => {
  const gappy = weeks(8).map((value, day) => (day % 9 === 4 ? null : value));
  const { season, remainder } = decompose(gappy, 7);
  expect(season).toEqual(WEEK);
  expect(remainder[4]).toBeNull();
  expect(forecastNext(gappy, 7)).toBe(17);
  expect(forecastNext(Array(56).fill(null), 7)).toBeNaN();
});

test('a new level is followed within two weeks', () => {
  const risen = weeks(10, (day) => (day < 56 ? 20 : 40));
  expect(forecastNext(risen.slice(0, 58), 7)).toBe(20 + WEEK[2]!);
  expect(forecastNext(risen, 7)).toBe(40 + WEEK[0]!);
});

test('without a season it is the median of the last eight', () => {
  expect(forecastNext([1, 1, 9, 9, 9, 9, 9, 9, 9, 100], 1)).toBe(9);
});

test.each([1, 7])(
  'the forecasts of all places are those of each from what is before it, season %s',
  (season) => {
    const values = weeks(12).map((value, day) => (day % 11 === 4 ? null : value + ((day * 37) % 13)));
    const reach = { before: 3, looksBack: 30 };
    expect(forecastEach(values, season, reach)).toEqual(
      values.map((_, at) => (at < 3 ? NaN : forecastNext(values.slice(Math.max(0, at - 30), at), season))),
    );
  },
);

test('median and robust deviation', () => {
  expect(median([])).toBeNaN();
  expect(median([3, 1, 2])).toBe(2);
  expect(median(Array.from({ length: 100 }, (_, at) => 99 - at))).toBe(49.5);
  // Of 1, 1, 2, 2, 4, 6, 9 the median is 2, and the median distance from it 1.
  expect(robustDeviation([1, 1, 2, 2, 4, 6, 9])).toBeCloseTo(1.4826, 4);
});
