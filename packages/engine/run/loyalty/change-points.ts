import { DAY, type Instant } from '@millrace/base';
import { lockCustomer } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import { newId, type Tx } from '@millrace/db';
import { refreshPoints } from './refresh-points.ts';

export interface PointsChange {
  readonly customerId: string;
  /** Whole; not 0. Taken when negative. */
  readonly points: number;
  readonly reason: string;
  /** What it follows from. A second change with the same cause changes nothing. */
  readonly cause: string;
  readonly by: { readonly type: 'flow' | 'person' | 'api-key' | 'expiry'; readonly name: string | null };
  readonly flowId: string | null;
}

/** What a change came to. `event` is what to tell, as the intake takes it; null for a repeat. */
export type BookedPoints =
  | { readonly balance: number; readonly tier: string | null; readonly event: PointsEvent | null }
  /** They have fewer points than are to be taken. Nothing was changed. */
  | { readonly tooFew: number };

export interface PointsEvent {
  readonly id: string;
  readonly type: 'loyalty-points-changed' | 'loyalty-points-expiring';
  readonly customer: { readonly id: string };
  readonly properties: Readonly<Record<string, string | number>>;
}

/**
 * Books a change of somebody's points: one row for each cause. Their balance never falls below zero. Points
 * are taken from those that expire first.
 */
export async function changePoints(
  tx: Tx,
  workspaceId: string,
  change: PointsChange,
  now: Instant,
): Promise<BookedPoints> {
  const { customerId, points, cause } = change;
  await lockCustomer(tx, customerId);
  const before = await standing(tx, customerId);
  const [known] = await tx`select 1 from loyalty_entries where cause = ${cause}`;
  if (known) return { ...before, event: null };
  if (before.balance + points < 0) return { tooFew: before.balance };
  const id = newId();
  const { pointsExpireDays: days } = await storeSettings(tx, workspaceId);
  const expiresAt = points > 0 && days !== null ? now + days * DAY : null;
  if (points < 0) await takeOldest(tx, customerId, -points);
  await tx`insert into loyalty_entries (id, workspace_id, customer_id, cause, points, reason, by_type, by_name,
      flow_id, at, expires_at, remaining)
    values (${id}, ${workspaceId}, ${customerId}, ${cause}, ${points}, ${change.reason}, ${change.by.type},
      ${change.by.name}, ${change.flowId}, ${now}, ${expiresAt}, ${Math.max(0, points)})`;
  await refreshPoints(tx, workspaceId, now, [customerId]);
  const after = await standing(tx, customerId);
  return { ...after, event: changedEvent(id, change, after) };
}

async function standing(tx: Tx, customerId: string): Promise<{ balance: number; tier: string | null }> {
  const [row] = await tx<
    { balance: number; tier: string | null }[]
  >`select points as balance, tier from customers where id = ${customerId}`;
  return row ?? { balance: 0, tier: null };
}

/** Takes points from what is left of those that were given: what expires first goes first. */
async function takeOldest(tx: Tx, customerId: string, points: number): Promise<void> {
  await tx`with oldest as (
      select id, sum(remaining) over (order by expires_at nulls last, at, id) - remaining as before
        from loyalty_entries where customer_id = ${customerId} and remaining > 0)
    update loyalty_entries e set remaining = e.remaining - least(e.remaining, ${points}::int - o.before)
      from oldest o where o.id = e.id and o.before < ${points}::int`;
}

const changedEvent = (
  id: string,
  { customerId, points, reason }: PointsChange,
  { balance, tier }: { balance: number; tier: string | null },
): PointsEvent => ({
  id: `points/${id}`,
  type: 'loyalty-points-changed',
  customer: { id: customerId },
  properties: { points, balance, ...(tier === null ? {} : { tier }), ...(reason === '' ? {} : { reason }) },
});
