import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';

/** The reason code of a call that waits for the end of an emergency stop. */
export const STOPPED = 'emergency-stop';

/** Calls that wait for a connection or for the end of a stop. */
export const isWaitingCall = (tx: Tx) => tx`status = 'planned' and reason is not null`;

/** Schedules a retry of all calls that wait for these reasons, page by page. */
export async function lookAgainAtCalls(tx: Tx, context: Context, reasons: readonly string[]): Promise<void> {
  const [row] = await tx<{ total: number }[]>`select count(*)::int as total from calls
    where ${isWaitingCall(tx)} and reason = any(${reasons as string[]}::text[])`;
  if (!row || row.total === 0) return;
  await tx`insert into bulk_jobs (id, workspace_id, kind, choice, total, started_at)
    values (${newId()}, ${context.workspaceId}, 'calls', ${tx.json({ reasons } as never)}, ${row.total},
    ${context.now()})`;
  await tx`select pg_notify('millrace_work', '')`;
}
