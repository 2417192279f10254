import { lockCustomer } from '@millrace/core/rows';
import { enterWorkspace, type Database, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { reasonsEndedBy } from '@millrace/guardrails';
import { lookAgainAtPerson } from './look-again.ts';

/** A message of this person made room under the cap without having gone out: another one may wait for just that. */
export async function noticeRoom(tx: Tx, messageId: string): Promise<void> {
  await tx`insert into rechecks (workspace_id, customer_id) select distinct m.workspace_id, m.customer_id from messages m
    where m.customer_id = (select customer_id from messages where id = ${messageId} limit 1) and m.status = 'held' and m.reason = any(${reasonsEndedBy('room-made') as string[]}::text[]) and m.id <> ${messageId}`;
}

/**
 * Looks again at what one person waits for, because something about them has changed: their time zone, or the room under a
 * cap. Rows come from here and from a trigger on `customers` (0015).
 * @returns false when nothing waits
 */
export async function recheckNext(db: Database, now: Instant): Promise<boolean> {
  return db.asRouter(async (tx) => {
    const [row] = await tx<{ id: number; workspace_id: string; customer_id: string }[]>`
      select id, workspace_id, customer_id from rechecks order by id limit 1 for update skip locked`;
    if (!row) return false;
    await enterWorkspace(tx, row.workspace_id);
    await tx`delete from rechecks where id = ${row.id}`;
    await lockCustomer(tx, row.customer_id);
    await lookAgainAtPerson(tx, row.customer_id, now);
    return true;
  });
}
