import type { Instant } from '@millrace/base';

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Hour of the day, 0 to 23, at an instant in an IANA zone; UTC when the zone is not known. */
export function localHour(instant: Instant, zone: string): number {
  let format = FORMATS.get(zone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
    }
    FORMATS.set(zone, format);
  }
  return Number(format.format(instant)) % 24;
}
