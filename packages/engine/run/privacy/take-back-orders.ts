import { lockCustomers } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { refreshOrderTotals } from '../intake/refresh-totals.ts';
import { settleOrder } from '../measure/settle-order.ts';

/** Deletes orders and subtracts what they were counted for, so that figures agree with the remaining rows. */
export async function takeBackOrders(
  tx: Tx,
  context: Context,
  ids: readonly string[],
  now: Instant,
): Promise<void> {
  const wanted = ids as string[];
  const orders = await tx<
    { customer_id: string | null }[]
  >`select customer_id from orders where id = any(${wanted}::uuid[])`;
  const people = orders.flatMap((order) => order.customer_id ?? []);
  await lockCustomers(tx, people);
  await tx`update orders set counted = false where id = any(${wanted}::uuid[])`;
  for (const id of ids) await settleOrder(tx, context.workspaceId, id, now);
  await tx`delete from order_changes h using orders o
    where o.id = any(${wanted}::uuid[]) and h.source = o.source and h.order_external_id = o.external_id`;
  await tx`update carts set order_id = null where order_id = any(${wanted}::uuid[])`;
  await tx`delete from orders where id = any(${wanted}::uuid[])`;
  await refreshOrderTotals(tx, people);
}
