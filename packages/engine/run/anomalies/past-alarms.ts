import { setImmediate as others } from 'node:timers/promises';
import { isZone, type Instant, type Json } from '@millrace/base';
import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import { judgeNewest, unusualPlaces, type Judged } from '@millrace/measure';
import { alarmProperties, SAME_DAYS } from './alarm-properties.ts';
import { beginOfDay, lastWholeDay, lookedAtFrom, textOfDay } from './days.ts';
import { SALES_DAYS, MOST_PRODUCTS } from './keep-numbers.ts';
import { bestSellers } from './number-queries.ts';
import { readSeries, type Series } from './read-series.ts';

/** An alarm that there would have been, as the event that tells it. */
export interface PastAlarm {
  readonly id: string;
  /** When the day would have been looked at. */
  readonly at: Instant;
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * Alarms that the numbers kept of a time would have raised, oldest first: each day judged by those before it. Numbers
 * that have not been kept are not known. Likely causes are left out, as what else happened then is not looked up.
 */
export async function pastAlarms(
  tx: Tx,
  { zone: wanted, currency }: Pick<StoreSettings, 'zone' | 'currency'>,
  since: Instant,
  until: Instant,
): Promise<PastAlarm[]> {
  const zone = isZone(wanted) ? wanted : 'UTC';
  const last = lastWholeDay(until, zone);
  const days = Math.max(0, last - lastWholeDay(since, zone));
  const products = await bestSellers(
    tx,
    beginOfDay(last - SALES_DAYS + 1, zone),
    beginOfDay(last + 1, zone),
    MOST_PRODUCTS,
  );
  const alarms: PastAlarm[] = [];
  for (const series of await readSeries(tx, last, products)) {
    let before = -Infinity;
    for (const { day, judgement } of unusualDays(series, last, days)) {
      const isSame = day - before <= SAME_DAYS;
      before = day;
      if (isSame) continue;
      const id = `${series.number.id}/${series.thing}/${textOfDay(day)}`;
      const properties = alarmProperties(id, series, textOfDay(day), judgement, [], currency);
      alarms.push({ id, at: lookedAtFrom(day - 1, zone), properties });
    }
    // Judging takes a few milliseconds for each series; requests of others come in between.
    await others();
  }
  return alarms.toSorted((left, right) => left.at - right.at);
}

function unusualDays(
  { number, observations, until }: Series,
  last: number,
  days: number,
): readonly { readonly day: number; readonly judgement: Judged }[] {
  if (number.rhythm === 'day')
    return unusualPlaces(observations, number.shows, 'day', days).map(({ at, judgement }) => ({
      day: last - (observations.length - 1 - at),
      judgement,
    }));
  return Array.from({ length: days }, (_, index) => last - days + 1 + index).flatMap((day) => {
    const judgement = judgeNewest(until(day), number.shows, 'week');
    return judgement.state === 'unusual' ? [{ day, judgement }] : [];
  });
}
