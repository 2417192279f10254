import {
  DAY,
  dayEnds,
  dayIn,
  dayNumber,
  instantOfDate,
  readDate,
  type CalendarDay,
  type Instant,
  type ReadDate,
} from '@millrace/base';
import type { FactCondition, Operator } from './condition.ts';
import { factField } from './fact-fields.ts';
import type { Facts } from './facts.ts';
import { numeric } from './numeric.ts';

const DATE_OPERATORS = [
  'within-days',
  'longer-ago-than-days',
  'within-next-days',
  'anniversary-within-days',
  'on-date',
  'before-date',
  'on-or-after-date',
  'between-dates',
] as const;
export type DateOperator = (typeof DATE_OPERATORS)[number];

/** Operators whose value is a number of days from now. */
export const COUNTS_DAYS: ReadonlySet<Operator> = new Set<Operator>([
  'within-days',
  'longer-ago-than-days',
  'within-next-days',
  'anniversary-within-days',
]);

export const isDateOperator = (operator: Operator): operator is DateOperator =>
  (DATE_OPERATORS as readonly string[]).includes(operator);

/**
 * The days or instants that a condition compares with; null for a value that is not a date or is ambiguous.
 */
export function wantedDates(value: FactCondition['value']): readonly (ReadDate | null)[] {
  return (Array.isArray(value) ? value : [value]).map((entry) => {
    const read = readDate(entry);
    return read?.kind === 'ambiguous' ? null : read;
  });
}

/**
 * Makes the reader of the date in a fact. Facts of type instant are always milliseconds, also small ones;
 * properties hold dates in many forms.
 */
export function dateReader(fact: string): (found: unknown, facts: Facts) => ReadDate | null {
  const isInstant = factField(fact)?.type === 'instant';
  return (found, facts) =>
    isInstant && typeof found === 'number'
      ? { kind: 'instant', at: found }
      : readDate(found, facts.store.dateOrder);
}

/**
 * Makes the test for a comparison of dates. A day means a day of the person's calendar: "within 3 days" of a
 * day gives the same result from midnight to midnight in their zone. A value that is not a date, or is
 * ambiguous, fails every comparison.
 */
export function dateTest(
  fact: string,
  operator: DateOperator,
  value: FactCondition['value'],
): (found: unknown, facts: Facts) => boolean {
  const read = dateReader(fact);
  if (COUNTS_DAYS.has(operator)) {
    const number = numeric(value);
    return (found, facts) => {
      const date = read(found, facts);
      if (operator === 'anniversary-within-days') return daysToAnniversary(date, facts) <= number;
      const ago = daysAgo(date, facts);
      if (operator === 'within-next-days') return ago <= 0 && -ago <= number;
      return operator === 'within-days' ? ago >= 0 && ago <= number : ago > number;
    };
  }
  const [first = null, second = null] = wantedDates(value);
  const last = operator === 'between-dates' ? second : first;
  return (found, facts) => {
    const { zone } = facts.customer;
    const at = instantOfDate(read(found, facts), zone);
    if (at === null || first === null || last === null) return false;
    const begins = instantOfDate(first, zone)!;
    if (operator === 'before-date') return at < begins;
    if (operator === 'on-or-after-date') return at >= begins;
    return at >= begins && at < endOf(last, zone);
  };
}

/**
 * Days since a date: whole calendar days for a day, fractions for an instant. Negative for the future; NaN
 * for no date.
 */
function daysAgo(read: ReadDate | null, facts: Facts): number {
  if (read === null || read.kind === 'ambiguous') return Number.NaN;
  const { zone } = facts.customer;
  if (read.kind === 'day') return dayNumber(dayIn(facts.now, zone)) - dayNumber(read.day);
  return (facts.now - instantOfDate(read, zone)!) / DAY;
}

/**
 * Whole days of the person's calendar until the next anniversary; 0 on the day itself. The year of the date has
 * none. In years without 29 February the 28th counts. NaN for no date.
 */
function daysToAnniversary(read: ReadDate | null, facts: Facts): number {
  if (read === null || read.kind === 'ambiguous') return Number.NaN;
  const { zone } = facts.customer;
  const date = read.kind === 'day' ? read.day : dayAt(read, zone);
  const today = dayIn(facts.now, zone);
  for (let year = Math.max(date.year + 1, today.year); ; year += 1) {
    const last = new Date(Date.UTC(year, date.month, 0)).getUTCDate();
    const next = { ...date, year, day: Math.min(date.day, last) };
    const days = dayNumber(next) - dayNumber(today);
    if (days >= 0) return days;
  }
}

/** The first instant after the day of a date. */
function endOf(read: ReadDate, zone: string): Instant {
  return read.kind === 'day' ? dayEnds(read.day, zone) : dayEnds(dayAt(read, zone), zone);
}

const dayAt = (read: ReadDate, zone: string): CalendarDay => dayIn(instantOfDate(read, zone)!, zone);
