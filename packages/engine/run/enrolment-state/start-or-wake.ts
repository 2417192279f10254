import type { Instant } from '@millrace/base';
import type { EnrolmentRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';

/**
 * Starts the workflow of an enrolment, or wakes it, after this transaction commits.
 * @param wait the wait that a new workflow begins with, when the first step has already reached one
 */
export async function startOrWake(
  tx: Tx,
  enrolment: Pick<EnrolmentRow, 'id' | 'workspace_id'>,
  kind: 'start' | 'wake',
  wait: { readonly seq: number; readonly until: Instant | null } | null = null,
): Promise<void> {
  await tx`insert into outbox (workspace_id, enrolment_id, kind, seq, wait_until)
    values (${enrolment.workspace_id}, ${enrolment.id}, ${kind}, ${wait?.seq ?? null},
    ${wait?.until ?? null})`;
}
