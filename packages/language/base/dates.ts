import { DAY, type Instant } from './clock.ts';
import { instantOf, localParts, type LocalParts } from './zones.ts';

/**
 * Whether a store writes the day or the month first in dates such as 03/04/2026. The numbers alone do not
 * show it.
 */
export type DateOrder = 'day-first' | 'month-first' | 'unknown';

/** A calendar day, in no particular time zone. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** A date as read, before a time zone is applied. */
export type ReadDate =
  | { readonly kind: 'instant'; readonly at: Instant }
  /** A wall-clock time in the person's zone. */
  | { readonly kind: 'wall'; readonly parts: LocalParts }
  | { readonly kind: 'day'; readonly day: CalendarDay }
  /** Either number may be the month, and the store has not said which comes first. */
  | { readonly kind: 'ambiguous' };

/** Whole seconds since 1970, from March 1973 to November 2286. Smaller numbers are not dates. */
const SECONDS = { from: 1e8, to: 1e10 } as const;
/** Milliseconds for the same years. A number between the two ranges is not a date. */
const MILLISECONDS = { from: 1e11, to: 1e13 } as const;

const LONGEST = 80;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s+)?';
const TIME = '(?:[t\\s,]\\s*(?:at\\s+)?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*(am|pm)?)?';
const ZONE = '\\s*(z|(?:utc|gmt)?\\s?[+-]\\d{2}(?::?\\d{2})?|utc|gmt)?(?:\\s*\\([^)]*\\))?';

/** RFC 9557: a zone name after the offset. It is dropped, since the offset already fixes the instant. */
const NAMED_ZONE = /(z|[+-]\d{2}:?\d{2})(?:\[!?[\w/+=-]+\])+$/i;

const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}${ZONE}$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:t(\d{2})(\d{2})(\d{2})?(z)?)?$/i;
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${TIME}${ZONE}$`, 'i');
const DAY_NAMED = new RegExp(
  `^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+(?:of\\s+)?${MONTH}[\\s,-]+(\\d{4})${TIME}${ZONE}$`,
  'i',
);
const MONTH_NAMED = new RegExp(
  `^${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${TIME}${ZONE}$`,
  'i',
);

/**
 * The only reader of dates: conditions, waits, content and intake use it. `Date.parse` is not used, since it
 * fills in the zone and country of the machine. It reads
 * - ISO 8601 with a zone, without one (the person's wall clock) or as a day alone (a day of the person's
 *   calendar),
 * - seconds and milliseconds since 1970, distinguished by their range,
 * - months by their English name, as in the dates of e-mails and browsers,
 * - three numbers with the year last, once the store has said whether the day or the month comes first.
 * @returns null when the value is not a date
 */
export function readDate(value: unknown, order: DateOrder = 'unknown'): ReadDate | null {
  if (typeof value === 'number') return epoch(value);
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  const text = value.trim().replace(/\s+/g, ' ').replace(NAMED_ZONE, '$1');
  if (/^\d{9,13}(\.\d{1,9})?$/.test(text)) return epoch(Number(text));
  const iso = YEAR_FIRST.exec(text);
  if (iso) return made(iso[1], iso[3], iso[4], iso.slice(5));
  const compact = COMPACT.exec(text);
  if (compact)
    return made(compact[1], compact[2], compact[3], [
      compact[4],
      compact[5],
      compact[6],
      undefined,
      undefined,
      compact[7],
    ]);
  const named = DAY_NAMED.exec(text);
  if (named) return made(named[3], monthOf(named[2]), named[1], named.slice(4));
  // Also how a browser writes a date: "Fri Apr 03 2026 10:00:00 GMT+0200".
  const american = MONTH_NAMED.exec(text);
  if (american) return made(american[3], monthOf(american[1]), american[2], american.slice(4));
  const last = YEAR_LAST.exec(text);
  if (!last) return null;
  if (order === 'unknown') return isPossible(last[1], last[3]) ? { kind: 'ambiguous' } : null;
  const [month, day] = order === 'day-first' ? [last[3], last[1]] : [last[1], last[3]];
  return made(last[4], month, day, last.slice(5));
}

function epoch(value: number): ReadDate | null {
  if (!Number.isFinite(value) || value < 0) return null;
  if (value >= SECONDS.from && value < SECONDS.to) return { kind: 'instant', at: Math.round(value * 1_000) };
  return value >= MILLISECONDS.from && value < MILLISECONDS.to
    ? { kind: 'instant', at: Math.floor(value) }
    : null;
}

const monthOf = (name: string | undefined): string =>
  String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
const isPossible = (one: string | undefined, two: string | undefined): boolean =>
  Math.min(Number(one), Number(two)) >= 1 &&
  Math.min(Number(one), Number(two)) <= 12 &&
  Math.max(Number(one), Number(two)) <= 31;

/** @param rest hour, minute, second, its fraction, am or pm, zone */
function made(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
  [hourText, minuteText, secondText, fraction, half, zone]: readonly (string | undefined)[],
): ReadDate | null {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  if (!isDay({ year, month, day })) return null;
  // A day with a zone but no time of day is not a date anybody writes.
  if (hourText === undefined) return zone === undefined ? { kind: 'day', day: { year, month, day } } : null;
  const minute = Number(minuteText);
  const second = Number(secondText ?? 0);
  const hour = half === undefined ? Number(hourText) : hourOf(Number(hourText), half);
  const endsDay = hour === 24 && minute === 0 && second === 0;
  if (hour > 24 || (hour === 24 && !endsDay) || minute > 59 || second > 59) return null;
  const millisecond = Math.floor(Number(`0.${fraction ?? '0'}`) * 1_000);
  const parts = { year, month, day, hour, minute, second, millisecond };
  if (zone === undefined) return { kind: 'wall', parts };
  const offset = offsetOf(zone);
  if (offset === null) return null;
  return { kind: 'instant', at: Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - offset };
}

function hourOf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** Milliseconds ahead of UTC; null for an offset that no zone has. */
function offsetOf(zone: string): number | null {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})?/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  return hour > 18 || minute > 59 ? null : (sign === '-' ? -1 : 1) * (hour * 60 + minute) * 60_000;
}

function isDay({ year, month, day }: CalendarDay): boolean {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Days from 1970-01-01 to a calendar day. Subtract two to count the days between them. */
export const dayNumber = ({ year, month, day }: CalendarDay): number =>
  Math.floor(Date.UTC(year, month - 1, day) / DAY);

/** The calendar day of an instant in a zone. */
export function dayIn(at: Instant, zone: string): CalendarDay {
  const { year, month, day } = localParts(at, zone);
  return { year, month, day };
}

/** The instant at which a day begins in a zone. */
export const dayBegins = (day: CalendarDay, zone: string): Instant =>
  instantOf({ ...day, hour: 0, minute: 0 }, zone);

/** The instant at which a day ends in a zone: the first of the next day. */
export const dayEnds = ({ year, month, day }: CalendarDay, zone: string): Instant =>
  instantOf({ year, month, day: day + 1, hour: 0, minute: 0 }, zone);

/**
 * The instant of a date in a zone, for a day the one it begins at; null for no date and for an ambiguous one.
 */
export function instantOfDate(read: ReadDate | null, zone: string): Instant | null {
  if (read === null || read.kind === 'ambiguous') return null;
  if (read.kind === 'instant') return read.at;
  return read.kind === 'wall' ? instantOf(read.parts, zone) : dayBegins(read.day, zone);
}

/** `2026-04-03`. */
export const dayText = ({ year, month, day }: CalendarDay): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
