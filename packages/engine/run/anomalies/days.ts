import {
  DAY,
  dayBegins,
  dayIn,
  dayNumber,
  dayText,
  HOUR,
  type CalendarDay,
  type Instant,
} from '@millrace/base';

/**
 * How long after the end of a day it is looked at, in milliseconds, so that what systems tell late is in it.
 */
const AFTER = HOUR;

/** A day of the store's calendar by its number, counted from 1970. */
export const textOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const numberOfDay = (text: string): number => Math.round(Date.parse(text) / DAY);

/** The last day that is over by now and may be looked at, as its number. */
export const lastWholeDay = (now: Instant, zone: string): number => dayNumber(dayIn(now - AFTER, zone)) - 1;

/** When the day after it may be looked at. */
export const lookedAtFrom = (day: number, zone: string): Instant => beginOfDay(day + 2, zone) + AFTER;

export function beginOfDay(day: number, zone: string): Instant {
  const date = new Date(day * DAY);
  const calendar: CalendarDay = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
  return dayBegins(calendar, zone);
}

export const dayAt = (at: Instant, zone: string): string => dayText(dayIn(at, zone));
