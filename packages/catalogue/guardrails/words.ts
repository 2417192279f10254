import { channelById } from '@millrace/channels';
import { listed, plural, zoneName } from '@millrace/base/words';
import { localParts, type Instant } from '@millrace/base';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** `Europe/Berlin` -> "Berlin", `America/New_York` -> "New York". */
export function zoneWords(zone: string): string {
  return zoneName(zone);
}

/** "9:00", with the weekday unless it is today in that zone: "Monday 9:00". */
export function timeWords(instant: Instant, now: Instant, zone: string): string {
  const then = localParts(instant, zone);
  const today = localParts(now, zone);
  const time = `${then.hour}:${String(then.minute).padStart(2, '0')}`;
  const sameDay = then.year === today.year && then.month === today.month && then.day === today.day;
  return sameDay ? time : `${WEEKDAYS[then.weekday - 1] ?? ''} ${time}`;
}

/** A duration rounded down, at least one minute: "3 hours", "20 minutes", "2 days". */
export function spanWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return counted(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}

export function counted(count: number, noun: string): string {
  return plural(count, noun);
}

/** One message of a channel, as in "they had an e-mail". */
export function channelWords(channel: string): string {
  return channelById(channel)?.words.one ?? `a message by ${channel}`;
}

/** `[1,2,3,4,5]` is "Monday to Friday"; otherwise the days one by one. */
export function daysInWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].toSorted((one, other) => one - other);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return 'no day';
  const name = (day: number) => WEEKDAYS[day - 1] ?? String(day);
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${name(first)} to ${name(last)}`;
  return listed(sorted.map(name));
}
