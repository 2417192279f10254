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
  'on-date',
  'before-date',
  'on-or-after-date',
  'between-dates',
] as const;
export type DateOperator = (typeof DATE_OPERATORS)[number];

export const isDateOperator = (operator: Operator): operator is DateOperator =>
  (DATE_OPERATORS as readonly string[]).includes(operator);

/** The days or instants a condition compares with, as it was written; null where it is no date. Never a date that could be two. */
export function wantedDates(value: FactCondition['value']): readonly (ReadDate | null)[] {
  return (Array.isArray(value) ? value : [value]).map((entry) => {
    const read = readDate(entry);
    return read?.kind === 'ambiguous' ? null : read;
  });
}

/**
 * Makes the test of a comparison with dates. A day is one of the person's calendar: whether something was within three days
 * is a matter of dates and gives the same answer from midnight to midnight where they are. What is no date, or could be two,
 * fails every comparison.
 */
export function dateTest(
  fact: string,
  operator: DateOperator,
  value: FactCondition['value'],
): (found: unknown, facts: Facts) => boolean {
  // The facts' own instants are milliseconds already, whatever their size; properties say dates in many ways.
  const isInstant = factField(fact)?.type === 'instant';
  const read = (found: unknown, facts: Facts): ReadDate | null =>
    isInstant && typeof found === 'number'
      ? { kind: 'instant', at: found }
      : readDate(found, facts.store.dateOrder);
  if (operator === 'within-days' || operator === 'longer-ago-than-days') {
    const number = numeric(value);
    return (found, facts) => {
      const ago = daysAgo(read(found, facts), facts);
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

/** Days since a date: whole ones of the calendar for a day, and parts of them for an instant. Below zero for what is to come; NaN for none. */
function daysAgo(read: ReadDate | null, facts: Facts): number {
  if (read === null || read.kind === 'ambiguous') return Number.NaN;
  const { zone } = facts.customer;
  if (read.kind === 'day') return dayNumber(dayIn(facts.now, zone)) - dayNumber(read.day);
  return (facts.now - instantOfDate(read, zone)!) / DAY;
}

/** The first instant after a date. */
function endOf(read: ReadDate, zone: string): Instant {
  return read.kind === 'day' ? dayEnds(read.day, zone) : dayEnds(dayAt(read, zone), zone);
}

const dayAt = (read: ReadDate, zone: string): CalendarDay => dayIn(instantOfDate(read, zone)!, zone);
