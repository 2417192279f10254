import { clockOf } from '@millrace/core/facts';
import type { Tx } from '@millrace/db';
import { DAY, isZone, toPersonal, type Instant } from '@millrace/base';
import { VISIT_DAYS, VISIT_EVENTS, type PastDecision, type PastVisitor } from '@millrace/decisions';
import { pastDecisions } from './past-decisions.ts';

/** People at most. More change what is learned of all of them no further. */
const MOST_PEOPLE = 5_000;
/** Events of one person at most, the newest. */
const MOST_EVENTS = 500;
/** People whose events are read by one statement. */
const BATCH = 500;

interface Row {
  readonly id: string;
  readonly zone: string | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
}

/**
 * People who were there in the last half year, with the times, and a model's decisions about anybody. When there are too many,
 * those of a fixed draw: the latest visitors of a store would be those of the hour at which it is read.
 */
export async function pastVisitors(
  tx: Tx,
  model: string,
  storeZone: string,
  now: Instant,
): Promise<PastVisitor[]> {
  const since = now - VISIT_DAYS * DAY;
  const rows = await tx<Row[]>`
    select id, zone, pace, pace_anchor from customers
    where merged_into is null and erased_at is null and last_seen_at >= ${since} and last_seen_at is not null
    order by md5(id::text) limit ${MOST_PEOPLE}`;
  const times = new Map<string, readonly Instant[]>();
  for (let from = 0; from < rows.length; from += BATCH) {
    const people = rows.slice(from, from + BATCH).map(({ id }) => id);
    const found = await tx<{ id: string; times: Instant[] }[]>`
      select p.id, e.times from unnest(${people}::uuid[]) as p(id) cross join lateral (
        select jsonb_agg((extract(epoch from occurred_at) * 1000)::bigint order by occurred_at desc) as times from (
          select occurred_at from events where customer_id = p.id and type = any(${[...VISIT_EVENTS]}::text[])
            and occurred_at >= ${since}::timestamptz and occurred_at <= ${now}::timestamptz
          order by occurred_at desc limit ${MOST_EVENTS}) newest) e
      where e.times is not null`;
    for (const one of found) times.set(one.id, one.times);
  }
  const decisions = new Map<string, PastDecision[]>();
  for (const decision of await pastDecisions(tx, model, now)) {
    const own = decisions.get(decision.person) ?? [];
    decisions.set(decision.person, own);
    own.push(decision);
  }
  const home = isZone(storeZone) ? storeZone : 'UTC';
  const visitors = rows.map((row): PastVisitor => {
    const clock = clockOf(row);
    const own = decisions.get(row.id) ?? [];
    decisions.delete(row.id);
    return {
      zone: row.zone !== null && isZone(row.zone) ? row.zone : home,
      times: (times.get(row.id) ?? []).map((at) => toPersonal(at, clock)),
      decisions: own,
      now: toPersonal(now, clock),
    };
  });
  // Of the others only the decisions count: all that are left of them would be people in flows.
  const others = [...decisions.values()].map((own): PastVisitor => ({
    zone: home,
    times: [],
    decisions: own,
    now: own[0]!.now,
  }));
  return [...visitors, ...others];
}
