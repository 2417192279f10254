import type { eventQueue, Row } from '@millrace/db/schema';
import { enterWorkspace, together, type Database, type Tx } from '@millrace/db';
import { eventType, heardAs } from '@millrace/flow';
import { isOrderEvent } from '../measure/settle-order.ts';

export interface FilterReport {
  /** How many events were checked. */
  readonly filtered: number;
  /** How many of them a flow needs: they wait to be routed. */
  readonly wanted: number;
}

interface Candidate extends Pick<
  Row<typeof eventQueue>,
  'id' | 'type' | 'customer_id' | 'subject' | 'is_late'
> {
  /** This transaction holds the person's lock, so nobody routes or steps them meanwhile. */
  readonly locked: boolean;
}

const MOST = 500;

/**
 * Filters a batch of one workspace's new events, because most events concern no flow. Drops those that start
 * no flow, that no enrolment of the person listens for and, for orders, whose person was in no flow. Marks
 * the others to be routed, each under its person's lock. Never drops an event behind one that waits to be
 * routed, because the earlier one may start an enrolment that the later one ends.
 * @returns null when there are no new events
 */
export async function filterEvents(db: Database): Promise<FilterReport | null> {
  return db.asRouter(async (tx) => {
    const [first] = await tx<
      { workspace_id: string }[]
    >`select workspace_id from event_queue where not wanted and not_before <= now() order by id limit 1`;
    if (!first) return null;
    // Commits without waiting for the disk: after a crash these events are filtered again.
    await together(
      enterWorkspace(tx, first.workspace_id),
      tx`select set_config('synchronous_commit', 'off', true)`,
    );
    const candidates = await claim(tx, first.workspace_id);
    const wanted = await wantedOf(tx, candidates);
    const dropped = candidates.filter((row) => !wanted.has(row.id)).map((row) => row.id);
    if (dropped.length > 0) await tx`delete from event_queue where id = any(${dropped}::bigint[])`;
    if (wanted.size > 0)
      await tx`update event_queue set wanted = true where id = any(${[...wanted]}::bigint[])`;
    return { filtered: candidates.length, wanted: wanted.size };
  });
}

/** Claims rows, and without waiting the locks of their people. `wantedOf` keeps events without a lock. */
async function claim(tx: Tx, workspaceId: string): Promise<Candidate[]> {
  const rows = await tx<Candidate[]>`
    select id, type, customer_id, subject, is_late,
      pg_try_advisory_xact_lock(hashtextextended(coalesce(customer_id::text, subject, 'store'), 0)) as locked
      from (
      select id, type, customer_id, subject, is_late from event_queue
        where not wanted and not_before <= now() and workspace_id = ${workspaceId}
      order by id limit ${MOST} for update skip locked) as claimed`;
  return [...rows].sort((left, right) => left.id - right.id);
}

const isEntry = (type: string): boolean => eventType(type)?.family === 'entry';

/** Runs after the locks are held, so that it sees everything committed under them. */
async function wantedOf(tx: Tx, candidates: readonly Candidate[]): Promise<Set<number>> {
  const people = [
    ...new Set(
      candidates.flatMap((row) => (row.locked && row.customer_id !== null ? [row.customer_id] : [])),
    ),
  ];
  const buyers = [
    ...new Set(
      candidates.flatMap((row) =>
        row.customer_id !== null && isOrderEvent(row.type ?? '') ? [row.customer_id] : [],
      ),
    ),
  ];
  const things = [
    ...new Set(
      candidates.flatMap((row) =>
        row.locked && row.customer_id === null && row.subject !== null ? [row.subject] : [],
      ),
    ),
  ];
  const [triggers, listens, waiting, inFlows, listensOfThings, waitingThings] = await together(
    tx<{ event: string }[]>`
      select distinct p.entry_event as event from flows f join flow_versions v on v.id = f.live_version_id
        join plans p on p.hash = v.plan_hash where f.state in ('live', 'paused')`,
    tx<{ customer_id: string; event: string }[]>`select distinct customer_id, event from listens
      where customer_id in (select unnest(${people}::uuid[]))`,
    tx<{ customer_id: string; id: number }[]>`select customer_id, min(id) as id from event_queue
      where customer_id in (select unnest(${people}::uuid[])) group by customer_id`,
    buyers.length === 0
      ? []
      : tx<{ customer_id: string }[]>`select distinct customer_id from flow_people
          where customer_id in (select unnest(${buyers}::uuid[]))`,
    things.length === 0
      ? []
      : tx<{ customer_id: string; event: string }[]>`
        select distinct e.subject as customer_id, l.event from enrolments e
          join listens l on l.enrolment_id = e.id
        where e.customer_id is null and e.ended_at is null and e.subject in (select
          unnest(${things}::text[]))`,
    things.length === 0
      ? []
      : tx<{ customer_id: string; id: number }[]>`
        select subject as customer_id, min(id) as id from event_queue
          where customer_id is null and subject in (select unnest(${things}::text[])) group by subject`,
  );
  const ofAnybody = new Set(triggers.map((row) => row.event));
  const counted = new Set(inFlows.map((row) => row.customer_id));
  const ofPerson = new Set([...listens, ...listensOfThings].map((row) => `${row.customer_id}/${row.event}`));
  const firstOf = new Map([...waiting, ...waitingThings].map((row) => [row.customer_id, row.id]));
  const wanted = new Set<number>();
  const mine = new Set(candidates.map((row) => row.id));
  const behind = new Set<string>();
  for (const { id, type, customer_id, subject, is_late, locked } of candidates) {
    const person = customer_id ?? subject;
    if (person === null) continue;
    const first = firstOf.get(person) ?? id;
    const isBehind = behind.has(person) || (first < id && !mine.has(first));
    if (
      !locked ||
      isBehind ||
      type === null ||
      (ofAnybody.has(type) && !is_late) ||
      // An event made for one flow, which that flow takes whatever its trigger.
      (!is_late && isEntry(type)) ||
      heardAs(type).some((name) => ofPerson.has(`${person}/${name}`)) ||
      (isOrderEvent(type) && counted.has(person))
    ) {
      wanted.add(id);
      behind.add(person);
    }
  }
  return wanted;
}
