import { DAY, localParts, MINUTE, type Instant } from '@millrace/base';

/**
 * Events that say that somebody was there: in the shop, or reading a message. Opens and clicks count only when a person
 * made them; those of machines are never events.
 */
export const VISIT_EVENTS: readonly string[] = [
  'order-placed',
  'checkout-started',
  'cart-updated',
  'product-viewed',
  'collection-viewed',
  'searched',
  'message-opened',
  'message-clicked',
];

/** How far back visits are looked at, in days. */
export const VISIT_DAYS = 180;

/** After a pause of this many milliseconds a new visit begins. */
const PAUSE = 30 * MINUTE;

/** A visit, by the wall clock of the person. */
export interface Visit {
  readonly at: Instant;
  /** The hour in which it began, 0 to 23. */
  readonly hour: number;
  readonly isWeekend: boolean;
}

export const isWeekend = (weekday: number): boolean => weekday >= 6;

/**
 * The visits of the last half year: events with no pause of half an hour between them are one. Of one day each hour counts
 * once, because two visits within an hour say no more about the hours of a person than one.
 * @param times of the events, in any order, in the person's own time
 * @param zone an IANA zone that exists
 */
export function visitsOf(times: readonly Instant[], zone: string, now: Instant): readonly Visit[] {
  const visits: Visit[] = [];
  const seen = new Set<number>();
  let last = -Infinity;
  for (const at of times.toSorted((left, right) => left - right)) {
    if (at > now || at < now - VISIT_DAYS * DAY) continue;
    const isNew = at - last >= PAUSE;
    last = at;
    if (!isNew) continue;
    const { year, month, day, hour, weekday } = localParts(at, zone);
    const key = ((year * 12 + month) * 31 + day) * 24 + hour;
    if (seen.has(key)) continue;
    seen.add(key);
    visits.push({ at, hour, isWeekend: isWeekend(weekday) });
  }
  return visits;
}
