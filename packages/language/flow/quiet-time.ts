import { localParts, MINUTE, nextLocalTime, type Instant } from '@millrace/base';

/**
 * Quiet hours in minutes after midnight of the customer's wall clock. When `from` equals `until` there are
 * none.
 */
export interface QuietTime {
  readonly from: number;
  readonly until: number;
  /** Days on which messages may be sent; Monday is 1. Never empty. */
  readonly weekdays: readonly number[];
}

/** `21:30` -> 1290. */
export function minutesOfDay(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function isQuietMinute(minute: number, quiet: QuietTime): boolean {
  if (quiet.from === quiet.until) return false;
  return quiet.from < quiet.until
    ? minute >= quiet.from && minute < quiet.until
    : minute >= quiet.from || minute < quiet.until;
}

/** True when a message may be sent at this instant, by the wall clock and calendar of the zone. */
export function isAllowed(instant: Instant, zone: string, quiet: QuietTime): boolean {
  const local = localParts(instant, zone);
  return quiet.weekdays.includes(local.weekday) && !isQuietMinute(local.hour * 60 + local.minute, quiet);
}

/**
 * The first instant from `now` on at which a message may be sent: `now`, the end of quiet hours, or the start
 * of an allowed day.
 */
export function nextAllowed(now: Instant, zone: string, quiet: QuietTime): Instant {
  let from = now;
  // A second round is needed only when clocks change within minutes of the end of quiet hours.
  for (let round = 0; round < 8; round += 1) {
    if (isAllowed(from, zone, quiet)) return from;
    const ends = nextLocalTime(from, zone, {
      hour: Math.floor(quiet.until / 60),
      minute: quiet.until % 60,
      weekdays: quiet.weekdays,
    });
    const begins = isQuietMinute(0, quiet)
      ? ends
      : nextLocalTime(from, zone, { hour: 0, minute: 0, weekdays: quiet.weekdays });
    const candidates = [ends, begins]
      .filter((instant) => instant > from || isAllowed(instant, zone, quiet))
      .toSorted((left, right) => left - right);
    const found = candidates.find((instant) => isAllowed(instant, zone, quiet));
    if (found !== undefined) return found;
    from = (candidates[0] ?? from) + MINUTE;
  }
  return from;
}
