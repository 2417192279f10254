import type { Database, Tx } from '@millrace/db';
import { OUTCOME_EVENTS } from '../measure/record-outcome.ts';

export interface SiftReport {
  /** How many were looked at. */
  readonly sifted: number;
  /** How many of them somebody listens for: they wait to be routed. */
  readonly wanted: number;
}

interface Candidate {
  readonly id: number;
  readonly event_id: string;
  readonly customer_id: string | null;
  /** Nobody routes or steps this person meanwhile. */
  readonly locked: boolean;
}

const MOST = 250;

/**
 * Most of what happens in a store concerns no flow. Takes a batch of new events of one workspace and drops those that no
 * flow begins with, no enrolment of the person listens for and no outcome is counted from; the others are marked to be
 * routed, each under its person's lock. An event behind one that has still to be routed is never dropped: the earlier one
 * may begin an enrolment that the later one ends.
 * @returns null when nothing new waits
 */
export async function siftEvents(db: Database): Promise<SiftReport | null> {
  return db.asRouter(async (tx) => {
    const [first] = await tx<
      { workspace_id: string }[]
    >`select workspace_id from event_queue where not wanted and not_before <= now() order by id limit 1`;
    if (!first) return null;
    await tx`select set_config('app.ws', ${first.workspace_id}, true)`;
    const candidates = await claim(tx, first.workspace_id);
    const wanted = await wantedOf(tx, candidates);
    const dropped = candidates.filter((row) => !wanted.has(row.id)).map((row) => row.id);
    if (dropped.length > 0) await tx`delete from event_queue where id = any(${dropped}::bigint[])`;
    if (wanted.size > 0) await tx`update event_queue set wanted = true where id = any(${[...wanted]}::bigint[])`;
    return { sifted: candidates.length, wanted: wanted.size };
  });
}

/** Claims rows and, without waiting, the locks of their people: a person who is busy is left to be routed. */
async function claim(tx: Tx, workspaceId: string): Promise<Candidate[]> {
  const rows = await tx<Candidate[]>`
    select id, event_id, customer_id, pg_try_advisory_xact_lock(hashtextextended(customer_id::text, 0)) as locked from (
      select id, event_id, customer_id from event_queue where not wanted and not_before <= now() and workspace_id = ${workspaceId}
      order by id limit ${MOST} for update skip locked) as claimed`;
  return [...rows].sort((left, right) => left.id - right.id);
}

/** Asked after the locks are held, so that whatever was committed under them is seen. */
async function wantedOf(tx: Tx, candidates: readonly Candidate[]): Promise<Set<number>> {
  const free = candidates.filter((row) => row.locked && row.customer_id !== null);
  const ids = candidates.map((row) => row.id);
  const heard =
    free.length === 0
      ? []
      : await tx<{ id: number }[]>`
    with triggers as materialized (
      select distinct p.plan->'trigger'->>'event' as event from flows f join flow_versions v on v.id = f.live_version_id join plans p on p.hash = v.plan_hash
      where f.state in ('live', 'paused'))
    select q.id from event_queue q left join events e on e.id = q.event_id and e.occurred_at = q.occurred_at
    where q.id = any(${free.map((row) => row.id)}::bigint[]) and (
      e.customer_id is distinct from q.customer_id or e.type = any(${OUTCOME_EVENTS as string[]}::text[]) or e.type in (select event from triggers)
      or exists (select from listens l where l.customer_id = q.customer_id and l.event = e.type)
      or exists (select from event_queue b where b.customer_id = q.customer_id and b.id < q.id and not (b.id = any(${ids}::bigint[]))))`;
  const wanted = new Set<number>(heard.map((row) => row.id));
  const busy = new Set<string | null>();
  for (const row of candidates) {
    if (row.customer_id === null) continue;
    if (!row.locked || busy.has(row.customer_id)) wanted.add(row.id);
    if (wanted.has(row.id)) busy.add(row.customer_id);
  }
  return wanted;
}
