import type { outbox, Row, Known } from '@millrace/db/schema';
import type { Instant } from '@millrace/base';
import { enterWorkspace, together, type Database } from '@millrace/db';

export interface OutboxEntry {
  readonly workspaceId: string;
  readonly enrolmentId: string;
  readonly kind: 'start' | 'wake';
  /** The wait that the first step reached, if it did. */
  readonly waiting: { readonly seq: number; readonly until: Instant | null } | null;
}

type DispatchRow = Known<
  Pick<Row<typeof outbox>, 'id' | 'workspace_id' | 'enrolment_id' | 'kind' | 'seq' | 'wait_until'>,
  { kind: 'start' | 'wake' }
>;

/**
 * Claims outbox rows (workflows to start or wake), hands each to `take`, and deletes those it takes. Others
 * are retried at growing intervals, at most half a minute apart.
 * @returns how many were taken
 */
export async function claimOutbox(
  db: Database,
  take: (entry: OutboxEntry) => Promise<boolean>,
  limit = 40,
): Promise<number> {
  return db.asRouter(async (tx) => {
    const rows = await tx<DispatchRow[]>`
      select id, workspace_id, enrolment_id, kind, seq, wait_until from outbox where not_before <= now()
        order by id limit ${limit} for update skip locked`;
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
    for (const workspaceId of new Set(rows.map((row) => row.workspace_id))) {
      const ids = (was: boolean) =>
        rows
          .filter((row, index) => row.workspace_id === workspaceId && taken[index] === was)
          .map(({ id }) => id);
      // Rows the router claims belong to many workspaces; each is changed within its own, and all are sent
      // together.
      await together(
        enterWorkspace(tx, workspaceId),
        tx`delete from outbox where id = any(${ids(true)}::bigint[])`,
        tx`update outbox set attempts = attempts + 1,
          not_before = now() + make_interval(secs => least(30, power(2, least(attempts, 5))))
          where id = any(${ids(false)}::bigint[])`,
      );
    }
    return taken.filter(Boolean).length;
  });
}
