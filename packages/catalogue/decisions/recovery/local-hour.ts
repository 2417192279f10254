import { HOUR, zoneOffset, type Instant } from '@millrace/base';

/** Hour of the day, 0 to 23, at an instant in an IANA zone; in UTC when the zone is unknown. */
export function localHour(instant: Instant, zone: string): number {
  let offset = 0;
  try {
    offset = zoneOffset(instant, zone);
  } catch {
    // An unknown zone must not stop a decision, since the hour matters little.
  }
  return ((Math.floor((instant + offset) / HOUR) % 24) + 24) % 24;
}
