import { newId, type Tx } from '@millrace/db';
import type { Context } from './context.ts';

export interface AuditEntry {
  readonly subject: { readonly type: string; readonly id: string | null };
  /** A sentence: "Published version 3 of Abandoned cart". Never an address or a secret. */
  readonly summary: string;
  readonly changes?: Readonly<Record<string, unknown>>;
}

/** Writes who did what to the audit log, in the transaction of the change. */
export async function writeAudit(
  tx: Tx,
  context: Context,
  action: string,
  entry: AuditEntry,
  id = newId(),
): Promise<void> {
  const { actor } = context;
  await tx`insert into audit_log (id, workspace_id, at, actor_type, actor_id, actor_name, action,
    subject_type, subject_id, summary, changes)
    values (${id}, ${context.workspaceId}, ${context.now()}, ${actor.type}, ${actor.id}, ${actor.name},
      ${action}, ${entry.subject.type}, ${entry.subject.id}, ${entry.summary},
        ${tx.json((entry.changes ?? {}) as never)})`;
}
