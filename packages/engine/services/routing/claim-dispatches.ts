import type { Instant } from '@millrace/base';
import type { Database } from '@millrace/db';

export interface Dispatch {
  readonly workspaceId: string;
  readonly enrolmentId: string;
  readonly kind: 'start' | 'wake';
  /** Where the first step left the person, when that was a wait. */
  readonly waiting: { readonly seq: number; readonly until: Instant | null } | null;
}

interface Row {
  readonly id: number;
  readonly workspace_id: string;
  readonly enrolment_id: string;
  readonly kind: 'start' | 'wake';
  readonly seq: number | null;
  readonly wait_until: Instant | null;
}

/**
 * Claims waiting starts and wakes, hands each to `take`, and deletes those that were taken; the others are tried again
 * later and later, up to half a minute apart.
 * @returns how many were taken
 */
export async function claimDispatches(db: Database, take: (dispatch: Dispatch) => Promise<boolean>, limit = 40): Promise<number> {
  return db.asRouter(async (tx) => {
    const rows = await tx<Row[]>`
      select id, workspace_id, enrolment_id, kind, seq, wait_until from dispatches where not_before <= now() order by id limit ${limit} for update skip locked`;
    if (rows.length === 0) return 0;
    const taken = await Promise.all(
      rows.map((row) =>
        take({
          workspaceId: row.workspace_id,
          enrolmentId: row.enrolment_id,
          kind: row.kind,
          waiting: row.seq === null ? null : { seq: row.seq, until: row.wait_until },
        }),
      ),
    );
    const done = rows.filter((_, index) => taken[index]).map((row) => row.id);
    const left = rows.filter((_, index) => !taken[index]).map((row) => row.id);
    if (done.length > 0) await tx`delete from dispatches where id = any(${done}::bigint[])`;
    if (left.length > 0)
      await tx`update dispatches set attempts = attempts + 1, not_before = now() + make_interval(secs => least(30, power(2, least(attempts, 5)))) where id = any(${left}::bigint[])`;
    return done.length;
  });
}
