import type { Instant } from '../clock.ts';
import { count, inflected } from './counts.ts';
import { DATES_IN, once } from './locale.ts';

type Options = Intl.DateTimeFormatOptions;

function format(name: string, zone: string, options: Options): Intl.DateTimeFormat {
  return once(
    `date/${name}/${zone}`,
    () => new Intl.DateTimeFormat(DATES_IN, { ...options, timeZone: zone }),
  );
}

const DAY_WORDS: Options = { day: 'numeric', month: 'short', year: 'numeric' };
const CLOCK: Options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** The day and time with the zone: `Sat, 21 Nov 2026, 06:10 GMT`. */
export function fullTime(instant: Instant, zone: string): string {
  return format('full', zone, { weekday: 'short', ...DAY_WORDS, ...CLOCK, timeZoneName: 'short' }).format(
    instant,
  );
}

/** The day and time without the zone, where the screen shows it elsewhere: `21 Nov, 06:10`. */
export const dayAndTime = (instant: Instant, zone: string): string =>
  format('day-and-time', zone, { day: 'numeric', month: 'short', ...CLOCK }).format(instant);

/** The day: `21 Nov 2026`. */
export const dayOf = (instant: Instant, zone: string): string =>
  format('day', zone, DAY_WORDS).format(instant);

/** The day in full, with the year only when it is not that of `now`: `Saturday, 14 November`. */
export function longDay(instant: Instant, zone: string, now: Instant): string {
  const year = yearOf(instant, zone) === yearOf(now, zone) ? {} : ({ year: 'numeric' } as const);
  return format(`long-day/${'year' in year}`, zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...year,
  }).format(instant);
}

/** The day of the week and the day: `Sat 14 Nov`. */
export const weekdayAndDay = (instant: Instant, zone: string): string =>
  format('weekday-and-day', zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(instant);

/** The month: `November 2026`. */
export const monthOf = (instant: Instant, zone: string): string =>
  format('month', zone, { month: 'long', year: 'numeric' }).format(instant);

/** The day in short, with the year only when it is not that of `now`: `14 Nov`. */
export function shortDay(instant: Instant, zone: string, now: Instant): string {
  const year = yearOf(instant, zone) === yearOf(now, zone) ? {} : ({ year: 'numeric' } as const);
  return format(`short-day/${'year' in year}`, zone, { day: 'numeric', month: 'short', ...year }).format(
    instant,
  );
}

const yearOf = (instant: Instant, zone: string) => format('year', zone, { year: 'numeric' }).format(instant);

/** The wall-clock time: `21:14`. */
export const timeOfDay = (instant: Instant, zone: string): string =>
  format('time', zone, CLOCK).format(instant);

/** The calendar day of an instant in a zone, as a key that sorts: `2026-11-21`. */
export function dayKey(instant: Instant, zone: string): string {
  const parts = format('key', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    instant,
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const STEPS = [
  { unit: 'second', milliseconds: 1_000, until: 60_000 },
  { unit: 'minute', milliseconds: 60_000, until: 3_600_000 },
  { unit: 'hour', milliseconds: 3_600_000, until: 86_400_000 },
  { unit: 'day', milliseconds: 86_400_000, until: 14 * 86_400_000 },
] as const;

/**
 * The time from now, in the largest unit that is at least one: `3 hours ago`, `in 2 days`. Within five
 * seconds `just now`; beyond two weeks the date, which is more useful.
 */
export function relativeTime(instant: Instant, now: Instant, zone: string): string {
  const distance = instant - now;
  if (Math.abs(distance) < 5_000) return 'just now';
  const step = STEPS.find((one) => Math.abs(distance) < one.until);
  if (!step) return dayOf(instant, zone);
  const words = once('relative', () => new Intl.RelativeTimeFormat(DATES_IN, { numeric: 'always' }));
  return words.format(Math.trunc(distance / step.milliseconds), step.unit);
}

/**
 * A duration in its largest whole unit, at least `1 minute`: `3 hours`, `2 days`.
 * @param milliseconds zero or more
 */
export function lengthOfTime(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 60) return `${count(minutes)} ${inflected(minutes, 'minute')}`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${count(hours)} ${inflected(hours, 'hour')}`;
  const days = Math.round(hours / 24);
  return `${count(days)} ${inflected(days, 'day')}`;
}

/** `America/New_York` is New York. */
export const zoneName = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
