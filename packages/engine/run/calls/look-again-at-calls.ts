import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';

/** Why a call waits while the emergency stop is on. */
export const STOPPED = 'emergency-stop';

/** Calls that wait for whoever does not take them. */
export const isWaitingCall = (tx: Tx) => tx`status = 'planned' and reason is not null`;

/** What calls wait for has come back: all of them are made again, page by page. */
export async function lookAgainAtCalls(tx: Tx, context: Context, reasons: readonly string[]): Promise<void> {
  const [row] = await tx<
    { total: number }[]
  >`select count(*)::int as total from calls where ${isWaitingCall(tx)} and reason = any(${reasons as string[]}::text[])`;
  if (!row || row.total === 0) return;
  await tx`insert into bulk_jobs (id, workspace_id, kind, choice, total, started_at) values (${newId()}, ${context.workspaceId}, 'calls', ${tx.json({ reasons } as never)}, ${row.total}, ${context.now()})`;
  await tx`select pg_notify('millrace_work', '')`;
}

/** The workflow of the call comes back with it at once. Under the lock of the customer; while its flow is paused nothing happens. */
export async function callAgainNow(tx: Tx, call: { readonly id: string; readonly enrolment_id: string }, now: Instant): Promise<void> {
  await tx`with called as (
      update enrolments e set instruction = jsonb_set(instruction, '{at}', to_jsonb(${now}::bigint)) where id = ${call.enrolment_id} and ended_at is null
        and instruction->>'type' = 'call' and instruction->>'callId' = ${call.id} and exists (select from flows f where f.id = e.flow_id and f.state = 'live')
      returning workspace_id, id)
    insert into outbox (workspace_id, enrolment_id, kind) select workspace_id, id, 'wake' from called`;
}
