import { newId, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';

export interface RefusedEntry {
  readonly workspaceId: string;
  readonly flow: { readonly id: string };
  /** Null when there is no customer. */
  readonly customerId: string | null;
  /** The event that would have started the flow; null for an entry by hand. */
  readonly event: { readonly id: string } | null;
  readonly now: Instant;
}

/** Records why a person did not enter a flow, for their timeline and for the flow's statistics. */
export async function writeRefusal(
  tx: Tx,
  entry: RefusedEntry,
  reason: string,
  sentence: string,
): Promise<void> {
  const { workspaceId, flow, customerId, event, now } = entry;
  await tx`insert into entry_refusals (id, workspace_id, flow_id, customer_id, event_id, at, reason, sentence)
    values (${newId()}, ${workspaceId}, ${flow.id}, ${customerId}, ${event?.id ?? null}, ${now}, ${reason},
      ${sentence})`;
}
