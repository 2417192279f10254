import type { eventQueue, Row } from '@millrace/db/schema';
import { enterWorkspace, together, type Database } from '@millrace/db';
import { listenersOf, wantedOf } from './listeners.ts';

export interface FilterReport {
  /** How many were looked at. */
  readonly filtered: number;
  /** How many of them somebody listens for: they wait to be routed. */
  readonly wanted: number;
}

interface Candidate extends Pick<Row<typeof eventQueue>, 'type' | 'customer_id' | 'subject' | 'is_late'> {
  readonly place: number;
}

const MOST = 500;

/**
 * Most events are filtered as they are stored. This does the same for those that were queued without it: takes a batch of
 * one workspace, drops those that nobody listens for and marks the others to be routed.
 * @returns null when nothing new waits
 */
export async function filterEvents(db: Database): Promise<FilterReport | null> {
  return db.asRouter(async (tx) => {
    const [first] = await tx<{ workspace_id: string }[]>`
      select workspace_id from event_queue where not wanted and not_before <= now() order by id limit 1`;
    if (!first) return null;
    // Should a crash take back what was dropped or marked, it is filtered again: nobody has to wait for the disk.
    await together(
      enterWorkspace(tx, first.workspace_id),
      tx`select set_config('synchronous_commit', 'off', true)`,
    );
    const rows = await tx<Candidate[]>`
      select id as place, type, customer_id, subject, is_late from event_queue
      where not wanted and not_before <= now() and workspace_id = ${first.workspace_id}
      order by id limit ${MOST} for update skip locked`;
    const candidates = [...rows].sort((left, right) => left.place - right.place);
    const wanted = wantedOf(candidates, await listenersOf(tx, candidates));
    const dropped = candidates.filter((row) => !wanted.has(row)).map((row) => row.place);
    if (dropped.length > 0) await tx`delete from event_queue where id = any(${dropped}::bigint[])`;
    if (wanted.size > 0)
      await tx`update event_queue set wanted = true where id = any(${[...wanted].map((row) => row.place)}::bigint[])`;
    return { filtered: candidates.length, wanted: wanted.size };
  });
}
