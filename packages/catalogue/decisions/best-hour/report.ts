import { DAY } from '@millrace/base';
import { fitConcentration } from '@millrace/measure';
import { z } from 'zod';
import type { Visit } from '../visits.ts';
import { countsOf, HOURS, ofDays, ownHours } from './own-hours.ts';
import type { DayHours, HourParameters } from './parameters.ts';
import type { HourSample } from './samples.ts';

const shares = z.array(z.number()).length(24);

/** How well the hours of later visits were foretold from those before them. */
export const hourReportSchema = z.object({
  people: z.number(),
  visits: z.number(),
  /** Of them, people who came twice at least. */
  returning: z.number(),
  /** The latest days, which were foretold, and the people who came in them and before. */
  days: z.number(),
  judged: z.number(),
  /** Mean log loss of a person's later visits in nats: by the hours of the store, and by their own. */
  lossOfStore: z.number(),
  lossOfOwn: z.number(),
  /** How much smaller the second is, and the standard error of that over people. */
  gain: z.number(),
  error: z.number(),
  isBetter: z.boolean(),
  /** What telling weekends apart gained, the same way. */
  gainApart: z.number(),
  errorApart: z.number(),
  areApart: z.boolean(),
  /** What was learned. Null when the rule stays in use. */
  hours: z
    .object({
      week: shares,
      weekend: shares.nullable(),
      concentration: z.number(),
      answers: shares.nullable(),
    })
    .nullable(),
  decisions: z.number(),
  orders: z.number(),
});
export type HourReport = z.infer<typeof hourReportSchema>;

/** The shares of hours that nobody came in are above nothing: half a person is added to each hour. */
const ADDED = 0.5;

/** Shares and concentration of visits on days of one kind. Everybody counts once, however often they come. */
function fitDays(people: readonly (readonly Visit[])[]): DayHours {
  const counts = people.filter((visits) => visits.length > 0).map(countsOf);
  const sums = HOURS.map(() => ADDED);
  for (const own of counts) {
    const all = own.reduce((sum, count) => sum + count, 0);
    for (const hour of HOURS) sums[hour]! += own[hour]! / all;
  }
  const total = counts.length + 24 * ADDED;
  const mean = sums.map((sum) => sum / total);
  return { shares: mean, concentration: fitConcentration(counts, mean) };
}

export type Fitted = Pick<HourParameters, 'week' | 'weekend'>;

/** @param areApart whether weekends have hours of their own */
export function fitHours(people: readonly (readonly Visit[])[], areApart: boolean): Fitted {
  const of = (isWeekend: boolean) => fitDays(people.map((visits) => ofDays(visits, isWeekend, areApart)));
  return { week: of(false), weekend: areApart ? of(true) : null };
}

/** How much smaller one loss is than the other, and the standard error of the mean. */
function gainOf(differences: readonly number[]): { readonly gain: number; readonly error: number } {
  const n = differences.length;
  if (n < 2) return { gain: 0, error: 0 };
  const gain = differences.reduce((sum, one) => sum + one, 0) / n;
  const variance = differences.reduce((sum, one) => sum + (one - gain) ** 2, 0) / (n - 1);
  return { gain, error: Math.sqrt(variance / n) };
}

/** By two standard errors, and by more than the rounding of equal forecasts. */
const isAbove = ({ gain, error }: { gain: number; error: number }) => gain > 2 * error && gain > 1e-9;

type Judged = Pick<
  HourReport,
  | 'days'
  | 'judged'
  | 'lossOfStore'
  | 'lossOfOwn'
  | 'gain'
  | 'error'
  | 'isBetter'
  | 'gainApart'
  | 'errorApart'
  | 'areApart'
>;

/**
 * Fits to the visits before the latest days, and compares the hours of the visits in them with what it foretells: for each
 * person the mean log loss of their own hours against that of the store's.
 * @param days how many of the latest days are foretold
 */
export function judgeHours(samples: readonly HourSample[], days: number): Judged {
  const split = samples.map(({ visits, now }) => ({
    before: visits.filter(({ at }) => now - at > days * DAY),
    later: visits.filter(({ at }) => now - at <= days * DAY),
  }));
  const people = split.map(({ before }) => before);
  const judged = split.filter(({ before, later }) => before.length > 0 && later.length > 0);
  const lossesBy = (fitted: Fitted) => {
    const loss = (one: (typeof judged)[number], of: 'own' | 'store') => {
      const known = [false, true].map((isWeekend) => ownHours(fitted, one.before, isWeekend)[of]);
      return (
        one.later.reduce((sum, visit) => sum - Math.log(known[Number(visit.isWeekend)]![visit.hour]!), 0) /
        one.later.length
      );
    };
    return {
      own: judged.map((one) => loss(one, 'own')),
      store: judged.map((one) => loss(one, 'store')),
    };
  };
  const [together, apart] = [lossesBy(fitHours(people, false)), lossesBy(fitHours(people, true))];
  const apartGain = gainOf(together.own.map((loss, index) => loss - apart.own[index]!));
  const areApart = isAbove(apartGain);
  const { own, store } = areApart ? apart : together;
  const gain = gainOf(store.map((loss, index) => loss - own[index]!));
  const mean = (losses: readonly number[]) =>
    losses.reduce((sum, one) => sum + one, 0) / Math.max(1, losses.length);
  return {
    days,
    judged: judged.length,
    lossOfStore: mean(store),
    lossOfOwn: mean(own),
    ...gain,
    isBetter: isAbove(gain),
    gainApart: apartGain.gain,
    errorApart: apartGain.error,
    areApart,
  };
}
