import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { callBack } from '../enrolment-state/call-back.ts';

/** Which waiting messages to retry. A field that is left out does not filter. */
export interface Waiting {
  /** Reason codes: `quiet-hours`, `frequency-cap`, `kill-switch`, `provider-unavailable` and so on. */
  readonly reasons?: readonly string[];
  readonly flow?: string;
  readonly channel?: string;
}

/** Messages that wait: held by a guardrail, or put off because the provider did not take them. */
export const isWaiting = (tx: Tx) => tx`(status = 'held' or (status = 'planned' and reason is not null))`;

export const matches = (tx: Tx, { reasons, flow, channel }: Waiting) => tx`
  ${reasons ? tx`reason = any(${reasons as string[]}::text[])` : tx`true`}
    and ${flow ? tx`flow_id = ${flow}` : tx`true`} and ${channel ? tx`channel = ${channel}` : tx`true`}`;

/**
 * Retries waiting messages after something they wait for has changed, page by page, against the present
 * guardrails. Those that must still wait do so.
 */
export async function lookAgain(tx: Tx, context: Context, waiting: Waiting): Promise<void> {
  const [row] = await tx<
    { total: number }[]
  >`select count(*)::int as total from messages where ${isWaiting(tx)} and ${matches(tx, waiting)}`;
  if (!row || row.total === 0) return;
  await tx`insert into bulk_jobs (id, workspace_id, kind, choice, total, started_at)
    values (${newId()}, ${context.workspaceId}, 'held', ${tx.json(waiting as never)}, ${row.total},
    ${context.now()})`;
  await tx`select pg_notify('millrace_work', '')`;
}

/** Retries what one person's messages wait for. Requires the person's lock. */
export async function lookAgainAtPerson(tx: Tx, customerId: string, now: Instant): Promise<void> {
  const rows = await tx<
    WaitingMessage[]
  >`select id, enrolment_id from messages where customer_id = ${customerId} and ${isWaiting(tx)}`;
  for (const row of rows) await callBack(tx, row.enrolment_id, row.id, now);
}

export interface WaitingMessage {
  readonly id: string;
  readonly enrolment_id: string;
}
