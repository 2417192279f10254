import { DAY, localParts, type Instant } from '@millrace/base';
import type { EventFact } from '@millrace/flow';
import { VISIT_DAYS } from '../visits.ts';

/**
 * What the rule takes to say at which hours somebody has time for the store, and how much it weighs. Opens are left out: mail
 * programs open by themselves.
 */
export const SIGNS: Readonly<Record<string, number>> = {
  'order-placed': 3,
  'message-clicked': 2,
  'checkout-started': 2,
  'cart-updated': 1,
  'product-viewed': 1,
  'collection-viewed': 1,
  searched: 1,
};

/** Different days of the person's calendar from which the hour can be told. */
export const LEAST_DAYS = 3;
/** An hour counts for the hours beside it too, by this share. */
const BESIDE = 0.5;

export interface HourByRule {
  /** 0 to 23, in the person's own time zone. */
  readonly hour: number;
  /** Different days that were looked at. */
  readonly days: number;
}

/**
 * The rule: the hour at which a person was most often there in the last half year. Of one day each hour counts once, by
 * the strongest sign in it, so that one long evening is not ten. Of two hours that are alike the earlier wins.
 * @param hours that may be chosen, 0 to 23, ascending
 * @returns null when there were too few days, or none in these hours
 */
export function hourByRule(
  events: readonly EventFact[],
  now: Instant,
  zone: string,
  hours: readonly number[],
): HourByRule | null {
  const strongest = new Map<string, { readonly hour: number; readonly weight: number }>();
  const days = new Set<string>();
  for (const { type, at } of events) {
    const weight = SIGNS[type];
    if (weight === undefined || at > now || at < now - VISIT_DAYS * DAY) continue;
    const { year, month, day, hour } = localParts(at, zone);
    const date = `${year}-${month}-${day}`;
    days.add(date);
    const key = `${date}/${hour}`;
    if ((strongest.get(key)?.weight ?? 0) < weight) strongest.set(key, { hour, weight });
  }
  if (days.size < LEAST_DAYS) return null;
  const score = Array.from({ length: 24 }, () => 0);
  for (const { hour, weight } of strongest.values()) {
    score[hour]! += weight;
    score[(hour + 1) % 24]! += weight * BESIDE;
    score[(hour + 23) % 24]! += weight * BESIDE;
  }
  const best = hours.reduce<number | null>(
    (found, hour) => (found === null || score[hour]! > score[found]! ? hour : found),
    null,
  );
  return best !== null && score[best]! > 0 ? { hour: best, days: days.size } : null;
}
