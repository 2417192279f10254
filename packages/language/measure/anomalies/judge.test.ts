import { describe, expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import {
  autocorrelated,
  money,
  overdispersed,
  seasonal,
  shares,
  weekly,
  type Noise,
} from '../testing/store-noise.ts';
import { judgeNewest, mostPlaces, unusualPlaces } from './judge.ts';
import type { MeasureKind, Observation } from './scales.ts';

const days = (noise: Noise, mean: number, seed: number, count = mostPlaces('day')) => {
  const next = noise(seededRandom(seed), mean);
  return Array.from({ length: count }, (_, day) => next(day));
};
const halved = (one: Observation): Observation => ({ value: Math.round(one.value / 2), of: one.of });

describe('what is judged', () => {
  test('a young store has too few days, and it says how many it needs', () => {
    expect(judgeNewest(days(seasonal, 100, 1, 40), 'count', 'day')).toEqual({
      state: 'young',
      have: 40,
      needed: 56,
    });
    expect(judgeNewest([], 'count', 'day')).toMatchObject({ state: 'young', have: 0 });
    const later = [...Array<null>(70).fill(null), ...days(seasonal, 100, 1, 55)];
    expect(judgeNewest(later, 'count', 'day')).toMatchObject({ state: 'young', have: 55 });
    expect(judgeNewest([...later, { value: 95, of: 0 }], 'count', 'day').state).toBe('usual');
  });

  test('only the newest day: an outlier of last week is no news', () => {
    const series = days(seasonal, 500, 2);
    const before = series.map((one, at) => (at === series.length - 4 ? { value: 5, of: 0 } : one));
    expect(judgeNewest(before, 'count', 'day').state).toBe('usual');
    expect(judgeNewest([...series.slice(0, -1), { value: 5, of: 0 }], 'count', 'day').state).toBe('unusual');
  });

  test('a day without a value, and a rate of too few, are not', () => {
    expect(judgeNewest([...days(seasonal, 100, 3), null], 'count', 'day')).toEqual({ state: 'missing' });
    expect(judgeNewest([...days(shares, 400, 3), { value: 0, of: 29 }], 'rate', 'day')).toEqual({
      state: 'missing',
    });
    expect(judgeNewest([...days(shares, 400, 3), { value: 0, of: 200 }], 'rate', 'day').state).toBe(
      'unusual',
    );
  });

  test('a change of less than a tenth is not told, however exact the series is', () => {
    const exact = Array.from({ length: 118 }, (): Observation => ({ value: 1_000_000, of: 0 }));
    expect(judgeNewest([...exact, { value: 940_000, of: 0 }], 'count', 'day').state).toBe('usual');
    expect(judgeNewest([...exact, { value: 880_000, of: 0 }], 'count', 'day').state).toBe('unusual');
  });

  test('few things vary by chance: from one to none, or to four, is not unusual', () => {
    const few = Array.from({ length: 118 }, (): Observation => ({ value: 1, of: 0 }));
    for (const value of [0, 4])
      expect(judgeNewest([...few, { value, of: 0 }], 'count', 'day').state).toBe('usual');
    expect(judgeNewest([...few, { value: 30, of: 0 }], 'count', 'day').state).toBe('unusual');
  });

  test('it gives what was expected and the range, for each day it knows', () => {
    const series = days(seasonal, 500, 5);
    const judged = judgeNewest(series, 'count', 'day');
    if (judged.state !== 'usual') throw new Error(judged.state);
    const { points, expected, lower, upper, compared } = judged;
    expect(points).toHaveLength(series.length);
    expect(compared).toBe(90);
    expect(points.at(-1)).toEqual({ value: judged.value, expected, lower, upper });
    expect(points[0]).toEqual({ value: series[0]!.value, expected: null, lower: null, upper: null });
    expect(lower).toBeLessThan(expected);
    expect(upper).toBeGreaterThan(expected);
    const inside = points.filter(
      (one) => one.lower !== null && one.value! >= one.lower && one.value! <= one.upper!,
    );
    expect(inside.length).toBeGreaterThan(88);
  });

  test('a rate is a share, and a day with many messages has a narrower range', () => {
    const series = days(shares, 200, 6);
    const width = (of: number) => {
      const judged = judgeNewest([...series, { value: Math.round(of * 0.3), of }], 'rate', 'day');
      if (judged.state !== 'usual') throw new Error(judged.state);
      expect(judged.value).toBeCloseTo(0.3, 1);
      return judged.upper - judged.lower;
    };
    expect(width(20_000)).toBeLessThan(width(100) / 1.5);
  });
});

test('the past is judged as each day would have been', () => {
  const series = days(seasonal, 300, 8, 180).map((one, at) => (at === 150 ? { value: 40, of: 0 } : one));
  const found = unusualPlaces(series, 'count', 'day', 60);
  expect(found.map(({ at }) => at)).toEqual([150]);
  const then = judgeNewest(series.slice(0, 151), 'count', 'day');
  expect(found[0]?.judgement).toMatchObject({ state: 'unusual', value: 40, compared: 90 });
  expect(then).toMatchObject({ state: 'unusual', value: 40 });
  expect(unusualPlaces(series, 'count', 'day', 20)).toEqual([]);
  expect(unusualPlaces([null, null], 'count', 'day', 2)).toEqual([]);
});

describe('a usual store', () => {
  const found = (noise: Noise, kind: MeasureKind, mean: number) => {
    let [first, second] = [0, 0];
    for (let seed = 1; seed <= 30; seed += 1) {
      const series = days(noise, mean, seed, 120);
      series[118] = halved(series[118]!);
      series[119] = halved(series[119]!);
      const isFound = (until: number) => judgeNewest(series.slice(0, until), kind, 'day').state === 'unusual';
      if (isFound(119)) first += 1;
      else if (isFound(120)) second += 1;
    }
    return { first: first / 30, second: (first + second) / 30 };
  };
  test('of 500 orders a day is told of a drop by half on the first day', () => {
    expect(found(seasonal, 'count', 500).first).toBe(1);
    expect(found(seasonal, 'count', 200).first).toBeGreaterThan(0.9);
    expect(found(money, 'amount', 500).first).toBe(1);
  });
  test('of 3,000 messages a day is told when half as many are opened', () => {
    expect(found(shares, 'rate', 3_000).second).toBeGreaterThan(0.8);
  });
  test('is told of returns that come four times as often, from the total of a week', () => {
    const next = weekly(seededRandom(9), 20);
    const weeks = Array.from({ length: 26 }, (_, week) => next(week));
    expect(judgeNewest([...weeks.slice(1), { value: 80, of: 0 }], 'count', 'week').state).toBe('unusual');
    expect(judgeNewest(weeks, 'count', 'week').state).toBe('usual');
  });
  test('whose days differ a lot by themselves is told of what stands out from that only', () => {
    for (const noise of [overdispersed, autocorrelated]) {
      expect(found(noise, 'count', 500).second).toBeLessThan(0.8);
      const gone = days(noise, 500, 4).map((one, at, all) =>
        at === all.length - 1 ? { value: 20, of: 0 } : one,
      );
      expect(judgeNewest(gone, 'count', 'day').state).toBe('unusual');
    }
  });
});
