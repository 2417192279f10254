import { HOUR, type Instant } from '@millrace/base';
import { everyWorkspace } from '@millrace/core/store';
import { FIRST_ID } from '@millrace/core/rows';
import type { Database, Tx } from '@millrace/db';
import { assignPeople, isReachable, type OpenPeriod } from './assign-people.ts';

/** Customers looked at in one transaction, which holds the locks of those who have no arm yet. */
const PAGE = 500;
/** Somebody who gets an address has their arm at the next pass, or earlier when a flow meets them. */
const PASS_EVERY = HOUR;

/**
 * Gives everybody with an address their arm in the period in force: a page of each store, in passes over all its
 * customers, as some get an address long after they came.
 * @returns whether a pass is still under way
 */
export async function drawHoldout(db: Database, now: Instant, page = PAGE): Promise<boolean> {
  let more = false;
  for (const id of await everyWorkspace(db))
    if (await db.inWorkspace(id, (tx) => drawPage(tx, id, now, page))) more = true;
  return more;
}

async function drawPage(tx: Tx, workspaceId: string, now: Instant, page: number): Promise<boolean> {
  const [open] = await tx<
    (OpenPeriod & { readonly cursor: string | null; readonly passed_at: Instant | null })[]
  >`select id, share, started_at, cursor, passed_at from holdout_periods where ended_at is null for no key update skip locked`;
  if (!open || (open.cursor === null && open.passed_at !== null && now - open.passed_at < PASS_EVERY))
    return false;
  const seen = await tx<{ id: string; missing: boolean }[]>`
    with page as materialized (select id from customers where id > ${open.cursor ?? FIRST_ID} order by id limit ${page})
    select c.id, ${isReachable(tx)} and not exists (select from holdout_people p
      where p.workspace_id = ${workspaceId} and p.period_id = ${open.id} and p.customer_id = c.id) as missing
    from page join customers c using (id) order by c.id`;
  await assignPeople(
    tx,
    workspaceId,
    open,
    seen.filter(({ missing }) => missing).map(({ id }) => id),
    now,
  );
  const last = seen.length < page ? null : (seen.at(-1)?.id ?? null);
  await tx`update holdout_periods set cursor = ${last}, passed_at = case when ${last}::uuid is null then ${now}::timestamptz
    else passed_at end where id = ${open.id}`;
  return last !== null;
}
