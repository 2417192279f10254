import { newId, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';

export interface RefusedEntry {
  readonly workspaceId: string;
  readonly flow: { readonly id: string };
  /** Null where there is no customer. */
  readonly customerId: string | null;
  /** What would have let them in; null when somebody tried by hand. */
  readonly event: { readonly id: string } | null;
  readonly now: Instant;
}

/** Why a person did not come into a flow, for their story and for the flow's. */
export async function writeRefusal(
  tx: Tx,
  entry: RefusedEntry,
  reason: string,
  sentence: string,
): Promise<void> {
  const { workspaceId, flow, customerId, event, now } = entry;
  await tx`insert into entry_refusals (id, workspace_id, flow_id, customer_id, event_id, at, reason, sentence)
    values (${newId()}, ${workspaceId}, ${flow.id}, ${customerId}, ${event?.id ?? null}, ${now}, ${reason}, ${sentence})`;
}
