import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { assignPeople, isDrawn, type OpenPeriod } from './assign-people.ts';

/**
 * Whether somebody is in the store's own holdout now. Who is met for the first time in a period gets their arm here,
 * before anything is sent to them. Under the customer's lock.
 */
export async function isGloballyHeldOut(
  tx: Tx,
  workspaceId: string,
  customerId: string,
  now: Instant,
): Promise<boolean> {
  const [open] = await tx<(OpenPeriod & { readonly held_out: boolean | null })[]>`
    select h.id, h.share, h.started_at, p.held_out from holdout_periods h
      left join holdout_people p on p.workspace_id = h.workspace_id and p.period_id = h.id and p.customer_id = ${customerId}
    where h.workspace_id = ${workspaceId} and h.ended_at is null`;
  if (!open) return false;
  if (open.held_out !== null) return open.held_out;
  await assignPeople(tx, workspaceId, open, [customerId], now);
  return isDrawn(workspaceId, customerId, open.share);
}

/** Those of these people who are in the store's own holdout now, by the arm they have or will be given. Gives no arm. */
export async function globallyHeldOutOf(
  tx: Tx,
  workspaceId: string,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  const [open] = await tx<{ id: string; share: number }[]>`
    select id, share from holdout_periods where ended_at is null`;
  if (!open) return new Set();
  const rows = await tx<{ customer_id: string; held_out: boolean }[]>`
    select customer_id, held_out from holdout_people
    where period_id = ${open.id} and customer_id = any(${[...people]}::uuid[])`;
  const known = new Map(rows.map((row) => [row.customer_id, row.held_out]));
  return new Set(people.filter((id) => known.get(id) ?? isDrawn(workspaceId, id, open.share)));
}
