import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import {
  autocorrelated,
  growing,
  MEANS,
  money,
  overdispersed,
  seasonal,
  shares,
  weekly,
  type Noise,
} from '../testing/store-noise.ts';
import { judgeNewest, mostPlaces, type Rhythm } from './judge.ts';
import type { MeasureKind } from './scales.ts';

const SERIES = 100;
const DAYS = 30;
/** An anomaly that comes again within these days is the same one. */
const SAME_WITHIN = 7;

/** False alarms of a store with 100 series in a month in which nothing unusual happens. */
function falseAlarms(noise: Noise, kind: MeasureKind, rhythm: Rhythm, seed: number): number {
  let alarms = 0;
  const places = mostPlaces(rhythm);
  for (let one = 0; one < SERIES; one += 1) {
    const next = noise(seededRandom(seed * 100_000 + one * 13 + 5), MEANS[one % MEANS.length]!);
    const series = Array.from({ length: places + DAYS }, (_, day) => next(day));
    let last = -Infinity;
    for (let day = 1; day <= DAYS; day += 1) {
      if (judgeNewest(series.slice(day, day + places), kind, rhythm).state !== 'unusual') continue;
      if (day - last > SAME_WITHIN) alarms += 1;
      last = day;
    }
  }
  return alarms;
}

/**
 * A month of each kind of noise. `docs/decisions/anomalies.md` has the figures of a longer run.
 */
test('100 series without anything unusual give at most one alarm in a month', { timeout: 240_000 }, () => {
  const noises = [
    [seasonal, 'count', 'day'],
    [growing, 'count', 'day'],
    [overdispersed, 'count', 'day'],
    [autocorrelated, 'count', 'day'],
    [shares, 'rate', 'day'],
    [money, 'amount', 'day'],
    [weekly, 'count', 'week'],
  ] as const;
  const months = noises.flatMap(([noise, kind, rhythm]) => falseAlarms(noise, kind, rhythm, 1));
  const alarms = months.reduce((sum, found) => sum + found, 0);
  expect(months).toHaveLength(7);
  expect(alarms / months.length).toBeLessThanOrEqual(1);
});
