import type { Visit } from '../visits.ts';
import type { DayHours, HourParameters } from './parameters.ts';

export const HOURS = Array.from({ length: 24 }, (_unused, hour) => hour);

/** How many visits began in each hour. */
export function countsOf(visits: readonly Pick<Visit, 'hour'>[]): number[] {
  const counts = HOURS.map(() => 0);
  for (const { hour } of visits) counts[hour]! += 1;
  return counts;
}

/**
 * The shares of a person's visits by hour: the mean of the Dirichlet posterior, (s m_h + n_h) / (s + n) for the store's
 * share m_h, the concentration s and the person's visits n_h. Somebody without a past has the shares of the store.
 */
export function ownShares({ shares, concentration }: DayHours, counts: readonly number[]): readonly number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return shares.map((share, hour) => (concentration * share + counts[hour]!) / (concentration + all));
}

/** Visits of days of one kind, or all while the days are not told apart. */
export const ofDays = (visits: readonly Visit[], isWeekend: boolean, areApart: boolean): readonly Visit[] =>
  areApart ? visits.filter((visit) => visit.isWeekend === isWeekend) : visits;

/** What the model says of a person on days of one kind. */
export interface OwnHours {
  /** The shares of the person's visits by hour, and of those of all people. */
  readonly own: readonly number[];
  readonly store: readonly number[];
  /** The person's visits on such days, by hour. */
  readonly counts: readonly number[];
}

export function ownHours(
  { week, weekend }: Pick<HourParameters, 'week' | 'weekend'>,
  visits: readonly Visit[],
  isWeekend: boolean,
): OwnHours {
  const days = (isWeekend && weekend) || week;
  const counts = countsOf(ofDays(visits, isWeekend, weekend !== null));
  return { own: ownShares(days, counts), store: days.shares, counts };
}
