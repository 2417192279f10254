import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { SECOND } from '@millrace/base';

/**
 * By this time every process has dropped the connection from its cache (`intake/known-connection.ts`). What
 * arrived in between is erased too.
 */
const FORGOTTEN_AFTER = 10 * SECOND;

/** The connections of a store: those of its shop, or the one whose source its rows carry. */
export const ofSource = (tx: Tx, source: string) =>
  tx`(id::text = ${source} or connector || ':' || shop = ${source})`;

/** Switches the store's connections off at once and schedules the erasure of its rows, page by page. */
export async function beginStoreErasure(
  tx: Tx,
  context: Context,
  store: { readonly requestId: string; readonly connectionId: string; readonly source: string },
): Promise<void> {
  await tx`update connections set disabled_at = coalesce(disabled_at, ${context.now()})
    where ${ofSource(tx, store.source)}`;
  await tx`update api_keys set revoked_at = coalesce(revoked_at, ${context.now()})
    where connection_id in (select id from connections where ${ofSource(tx, store.source)})`;
  const choice = { ...store, stage: 'people' };
  await tx`insert into bulk_jobs (id, workspace_id, kind, choice, started_at, claimed_until)
    values (${newId()}, ${context.workspaceId}, 'store-erasure', ${tx.json(choice)}, ${context.now()},
    ${context.now() + FORGOTTEN_AFTER})`;
  await tx`select pg_notify('millrace_work', '')`;
}
