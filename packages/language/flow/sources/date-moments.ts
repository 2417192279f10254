import {
  DAY,
  dayIn,
  dayText,
  instantOf,
  isZone,
  readDate,
  type CalendarDay,
  type Instant,
} from '@millrace/base';
import { factField } from '../fact-fields.ts';
import { factReader } from '../fact-path.ts';
import type { Facts } from '../facts.ts';
import type { DateSource } from '../trigger-source.ts';

export interface DateMoment {
  readonly at: Instant;
  /**
   * The day it is counted from, such as `2026-04-03`. It identifies the moment for this person, whatever
   * `days` is.
   */
  readonly day: string;
}

/**
 * The moments of a date trigger for one person, in their own time and zone. A value that is not a date, or is
 * ambiguous, gives none. A time that the clocks skip moves forward by the skip.
 * @param after excluded
 * @param until included
 */
export function dateMoments(
  source: DateSource,
  facts: Pick<Facts, 'customer' | 'store'>,
  after: Instant,
  until: Instant,
): readonly DateMoment[] {
  const zone = zoneOf(facts);
  const date = dateOf(source.fact, facts, zone);
  return date === null || isUnlikely(source, facts) ? [] : momentsOf(source, date, zone, after, until);
}

/**
 * The moments of a date trigger that are counted from a day.
 * @param day such as `2026-04-03`; one that is not a day has no moments
 * @param zone an IANA zone that exists
 * @param after excluded
 * @param until included
 */
export function momentsOfDay(
  source: DateSource,
  day: string,
  zone: string,
  after: Instant,
  until: Instant,
): readonly DateMoment[] {
  const read = readDate(day);
  return read?.kind === 'day' ? momentsOf(source, read.day, zone, after, until) : [];
}

/** The zone of the person, else of the store, else UTC: one that exists. */
export const zoneOf = ({
  customer,
  store,
}: {
  readonly customer: Pick<Facts['customer'], 'zone'>;
  readonly store: Pick<Facts['store'], 'zone'>;
}): string => (isZone(customer.zone) ? customer.zone : isZone(store.zone) ? store.zone : 'UTC');

/** Whether the product of the date is not likely enough to be bought again. */
function isUnlikely({ products }: DateSource, facts: Pick<Facts, 'customer' | 'store'>): boolean {
  if (products === undefined) return false;
  const chance = factReader(products.chance)(facts as Facts, {}, null);
  return typeof chance !== 'number' || chance < products.least;
}

function momentsOf(
  source: DateSource,
  date: CalendarDay,
  zone: string,
  after: Instant,
  until: Instant,
): readonly DateMoment[] {
  return daysCounted(source, date, dayIn(after, zone), dayIn(until, zone)).flatMap((counted) => {
    const day = shifted(counted, source.days);
    const at = instantOf({ ...day, ...source.time }, zone);
    return at > after && at <= until ? [{ at, day: dayText(counted) }] : [];
  });
}

/** The date itself, or its anniversaries in the years around. */
function daysCounted(
  { yearly, days }: DateSource,
  date: CalendarDay,
  from: CalendarDay,
  until: CalendarDay,
): readonly CalendarDay[] {
  if (!yearly) return [date];
  const years: CalendarDay[] = [];
  const reach = Math.ceil(Math.abs(days) / 365) + 1;
  for (let year = Math.max(date.year + 1, from.year - reach); year <= until.year + reach; year += 1)
    years.push(inYear(date, year));
  return years;
}

/** The anniversary in a year; of 29 February it is the 28th in years without one. */
function inYear({ month, day }: CalendarDay, year: number): CalendarDay {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { year, month, day: Math.min(day, last) };
}

function shifted({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const date = new Date(Date.UTC(year, month - 1, day) + days * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function dateOf(fact: string, facts: Pick<Facts, 'customer' | 'store'>, zone: string): CalendarDay | null {
  const found = factReader(fact)(facts as Facts, {}, null);
  if (factField(fact)?.type === 'instant') return typeof found === 'number' ? dayIn(found, zone) : null;
  const read = readDate(found, facts.store.dateOrder);
  if (read === null || read.kind === 'ambiguous') return null;
  if (read.kind === 'day') return read.day;
  return read.kind === 'wall'
    ? { year: read.parts.year, month: read.parts.month, day: read.parts.day }
    : dayIn(read.at, zone);
}
