import { localParts, MINUTE, nextLocalTime, type Instant } from '@millrace/base';

/** Times of the day in minutes after midnight on the customer's wall. From equal to until means no quiet stretch. */
export interface QuietTime {
  readonly from: number;
  readonly until: number;
  /** Days on which messages may go, Monday is 1. Never empty. */
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

/** True when a message may go at this instant, by the wall clock and calendar of the zone. */
export function isAllowed(instant: Instant, zone: string, quiet: QuietTime): boolean {
  const local = localParts(instant, zone);
  return quiet.weekdays.includes(local.weekday) && !isQuietMinute(local.hour * 60 + local.minute, quiet);
}

/** The first instant from `now` on at which a message may go: `now` itself, the end of the quiet stretch, or the begin of a day that counts. */
export function nextAllowed(now: Instant, zone: string, quiet: QuietTime): Instant {
  let from = now;
  // A second round is needed only where clocks change within minutes of the end of the quiet stretch.
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
