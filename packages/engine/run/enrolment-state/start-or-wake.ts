import type { Instant } from '@millrace/base';
import type { EnrolmentRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';

/**
 * Has the workflow of an enrolment started, or woken to look at it, once this transaction is over.
 * @param wait what a new workflow begins with, when the first step came to a wait already
 */
export async function startOrWake(
  tx: Tx,
  enrolment: Pick<EnrolmentRow, 'id' | 'workspace_id'>,
  kind: 'start' | 'wake',
  wait: { readonly seq: number; readonly until: Instant | null } | null = null,
): Promise<void> {
  await tx`insert into outbox (workspace_id, enrolment_id, kind, seq, wait_until) values (${enrolment.workspace_id}, ${enrolment.id}, ${kind}, ${wait?.seq ?? null}, ${wait?.until ?? null})`;
}
