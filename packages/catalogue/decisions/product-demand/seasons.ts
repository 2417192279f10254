import { DAY, type Instant } from '@millrace/base';
import { sum } from './estimate.ts';
import type { Selling, Week } from './weeks.ts';

/** Units needed to tell days of the week apart, and how much larger than by chance their differences have to be. */
const [LEAST_UNITS, SURE] = [500, 5];

/**
 * How much more or less than usual is sold on each day of the week in the whole store, Monday first. Null unless the
 * differences are five times what chance gives independent units: units of one order are not independent.
 */
export function weekdaysOf(products: readonly Selling[]): readonly number[] | null {
  const sold = Array.from({ length: 7 }, (_unused, day) =>
    sum(products.map(({ weekdays }) => weekdays[day] ?? 0)),
  );
  const total = sum(sold);
  if (total < LEAST_UNITS) return null;
  const expected = total / 7;
  const chi = sum(sold.map((units) => (units - expected) ** 2 / expected));
  return chi < SURE * 12.59 ? null : smoothShares(sold.map((units) => units / expected));
}

/** No day is quite without sales. */
const smoothShares = (factors: readonly number[]): readonly number[] => {
  const kept = factors.map((one) => Math.max(0.05, one));
  return kept.map((one) => (one * kept.length) / sum(kept));
};

const YEAR_WEEKS = 52;
/** How alike the months of two years have to be to be taken for seasons: their correlation. */
const ALIKE = 0.6;

/** The month in whose calendar the middle of a week lies, 0 for January. */
export const monthOf = (ago: number, now: Instant): number =>
  new Date(now - (7 * ago + 4) * DAY).getUTCMonth();

/**
 * How much more or less than usual is sold in each month in the whole store, January first: of the two years before the
 * present, without their trend. Null without two whole years, or when the two are not alike.
 * @param from weeks before the present at which the past ends
 */
export function monthsOf(products: readonly Selling[], now: Instant, from: number): readonly number[] | null {
  const whole = 2 * YEAR_WEEKS;
  const units = Array.from({ length: whole }, () => 0);
  const seen = Array.from({ length: whole }, () => 0);
  for (const { weeks } of products)
    for (const week of weeks) {
      const place = week.ago - from;
      if (place < 0 || place >= whole) continue;
      units[place]! += week.units;
      seen[place]! += 1;
    }
  if (seen.some((one) => one === 0)) return null;
  const trend = lineThrough(units);
  const relative = units.map((one, place) => one / Math.max(1e-9, trend(place)));
  const [newer, older] = [0, 1].map((year) => factorsOf(relative, year, now, from));
  if (!newer || !older || correlation(newer, older) < ALIKE) return null;
  return smoothShares(newer.map((one, month) => (one + older[month]!) / 2));
}

function factorsOf(relative: readonly number[], year: number, now: Instant, from: number): number[] | null {
  const sums = Array.from({ length: 12 }, () => ({ total: 0, weeks: 0 }));
  for (let place = year * YEAR_WEEKS; place < (year + 1) * YEAR_WEEKS; place += 1) {
    const month = sums[monthOf(place + from, now)]!;
    month.total += relative[place]!;
    month.weeks += 1;
  }
  return sums.some(({ weeks }) => weeks === 0) ? null : sums.map(({ total, weeks }) => total / weeks);
}

/** The straight line through a series by least squares, never below a tenth of its mean. */
function lineThrough(values: readonly number[]): (place: number) => number {
  const middle = (values.length - 1) / 2;
  const mean = sum(values) / values.length;
  const slope =
    sum(values.map((one, place) => (place - middle) * (one - mean))) /
    sum(values.map((_one, place) => (place - middle) ** 2));
  return (place) => Math.max(mean / 10, mean + slope * (place - middle));
}

function correlation(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [left, right].map((values) => {
    const mean = sum(values) / values.length;
    return values.map((one) => one - mean);
  }) as [number[], number[]];
  const both = Math.sqrt(sum(a.map((one) => one * one)) * sum(b.map((one) => one * one)));
  return both === 0 ? 0 : sum(a.map((one, place) => one * b[place]!)) / both;
}

/** Units of the weeks as they would be in a month that is as usual. */
export const withoutMonths = (
  weeks: readonly Week[],
  months: readonly number[] | null,
  now: Instant,
): readonly number[] =>
  weeks.map(({ units, ago }) => (months === null ? units : units / months[monthOf(ago, now)]!));
