import { lockCustomer } from '@millrace/core/rows';
import { enterWorkspace, type Database, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { reasonsEndedBy } from '@millrace/guardrails';
import { lookAgainAtPerson } from './look-again.ts';

/** A message of this person left the frequency cap without being sent, so another may go. */
export async function noticeRoom(tx: Tx, messageId: string): Promise<void> {
  await tx`insert into rechecks (workspace_id, customer_id) select distinct m.workspace_id, m.customer_id
    from messages m
    where m.customer_id = (select customer_id from messages where id = ${messageId} limit 1)
      and m.status = 'held' and m.reason = any(${reasonsEndedBy('room-made') as string[]}::text[])
      and m.id <> ${messageId}`;
}

/**
 * Retries one person's waiting messages because something about the person has changed: their time zone, or
 * room under a frequency cap. Rows come from `noticeRoom` and from a trigger on `customers` (migration 0015).
 * @returns false when the queue is empty
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
