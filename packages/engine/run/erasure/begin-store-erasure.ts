import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { SECOND } from '@millrace/base';

/** Every process has forgotten by then that the connection was switched on (`intake/known-connection.ts`), and what it took meanwhile goes too. */
const FORGOTTEN_AFTER = 10 * SECOND;

/** The connections of a store: those of its shop, or the one its rows are marked with. */
export const ofSource = (tx: Tx, source: string) =>
  tx`(id::text = ${source} or connector || ':' || shop = ${source})`;

/** From now on nothing more comes in from the store; what is there goes page by page. */
export async function beginStoreErasure(
  tx: Tx,
  context: Context,
  store: { readonly requestId: string; readonly connectionId: string; readonly source: string },
): Promise<void> {
  await tx`update connections set disabled_at = coalesce(disabled_at, ${context.now()}) where ${ofSource(tx, store.source)}`;
  await tx`update api_keys set revoked_at = coalesce(revoked_at, ${context.now()}) where connection_id in (select id from connections where ${ofSource(tx, store.source)})`;
  const choice = { ...store, stage: 'people' };
  await tx`insert into bulk_jobs (id, workspace_id, kind, choice, started_at, claimed_until) values (${newId()}, ${context.workspaceId}, 'store-erasure', ${tx.json(choice)}, ${context.now()}, ${context.now() + FORGOTTEN_AFTER})`;
  await tx`select pg_notify('millrace_work', '')`;
}
