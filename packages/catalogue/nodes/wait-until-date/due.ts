import {
  DAY,
  dayIn,
  dayNumber,
  instantOf,
  instantOfDate,
  localParts,
  MINUTE,
  readDate,
  type CalendarDay,
  type Instant,
} from '@millrace/base';
import { factField, factReader, type Cursor, type Facts } from '@millrace/flow';
import { milliseconds, type Duration } from '../duration.ts';
import { zoneOf } from '../reading.ts';

/** Which date, and which moment counted from it. */
export interface DateChoice {
  readonly fact: string;
  readonly yearly: boolean;
  readonly when: 'before' | 'on' | 'after';
  readonly offset: Duration;
  /** A time of day such as 09:00; empty for the time of the date itself. */
  readonly at: string;
}

/**
 * The moment that a wait for a date ends, in the person's own time; null when there is no date that can be
 * read. Days are days of the person's calendar, hours and minutes are exact.
 * @param since for a date that comes every year, the moment is the first from then on
 */
export function dueAt(
  choice: DateChoice,
  facts: Facts,
  variables: Cursor['variables'],
  since: Instant,
): Instant | null {
  const zone = zoneOf(facts);
  const date = dateOf(choice.fact, facts, variables, zone);
  if (date === null) return null;
  if (!choice.yearly) return momentFrom(date, choice, zone);
  const { year } = dayIn(since, zone);
  const first = dayIn(date, zone);
  for (let next = Math.max(first.year, year - REACH); next <= year + REACH; next += 1) {
    const moment = momentFrom(inYear(date, next, zone), choice, zone);
    if (moment >= since) return moment;
  }
  return null;
}

/** Years in which an anniversary is looked for: further than the longest offset of days reaches. */
const REACH = 12;
/** An offset of days reaches at most this far. */
export const MOST_DAYS = 3_650;

function dateOf(fact: string, facts: Facts, variables: Cursor['variables'], zone: string): Instant | null {
  const found = factReader(fact)(facts, variables, null);
  // Facts of type instant are always milliseconds; properties hold dates in many forms.
  if (factField(fact)?.type === 'instant') return typeof found === 'number' ? found : null;
  const read = readDate(found, facts.store.dateOrder);
  return read === null || read.kind === 'ambiguous' ? null : instantOfDate(read, zone);
}

/** The same day of another year; of 29 February it is the 28th in years without one. */
function inYear(date: Instant, year: number, zone: string): Instant {
  const { month, day } = dayIn(date, zone);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return onDay({ year, month, day: month === 2 && day === 29 && !isLeap ? 28 : day }, date, zone);
}

/** The time of day of an instant, on another day. */
function onDay(day: CalendarDay, time: Instant, zone: string): Instant {
  const { hour, minute } = localParts(time, zone);
  return instantOf({ ...day, hour, minute }, zone) + (time % MINUTE);
}

function momentFrom(date: Instant, { when, offset, at }: DateChoice, zone: string): Instant {
  const sign = when === 'before' ? -1 : when === 'after' ? 1 : 0;
  const shifted =
    offset.unit === 'days'
      ? onDay(shiftedBy(dayIn(date, zone), sign * Math.round(offset.amount)), date, zone)
      : date + sign * milliseconds(offset);
  if (at === '') return shifted;
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  return instantOf({ ...dayIn(shifted, zone), hour, minute }, zone);
}

const shiftedBy = (day: CalendarDay, days: number): CalendarDay =>
  dayIn((dayNumber(day) + days) * DAY, 'UTC');
