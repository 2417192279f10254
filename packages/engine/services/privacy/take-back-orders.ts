import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { lockCustomers } from '../customers/lock.ts';
import { clockOf, type EventRow } from '../facts/rows.ts';
import { refreshOrderTotals } from '../intake/store-orders.ts';
import { recordOutcome } from '../measure/record-outcome.ts';
import { tally } from '../measure/tally.ts';
import type { Context } from '../verb/context.ts';

interface OrderRow {
  readonly id: string;
  readonly customer_id: string | null;
  readonly cancelled_at: Instant | null;
  readonly pace: number | null;
  readonly pace_anchor: Instant | null;
}

/** Orders go, and with them what they were counted as: figures agree with the rows that are there. */
export async function takeBackOrders(tx: Tx, context: Context, ids: readonly string[], now: Instant): Promise<void> {
  const orders = await tx<OrderRow[]>`
    select o.id, o.customer_id, o.cancelled_at, c.pace, c.pace_anchor from orders o left join customers c on c.id = o.customer_id where o.id = any(${ids as string[]}::uuid[])`;
  const people = orders.flatMap((order) => order.customer_id ?? []);
  await lockCustomers(tx, people);
  for (const order of orders) {
    if (order.customer_id === null || order.cancelled_at !== null) continue;
    // As if it had been cancelled: what was paid back before is not taken back twice.
    await tx`update orders set cancelled_at = ${now} where id = ${order.id}`;
    const clock = clockOf({ pace: order.pace ?? 1, pace_anchor: order.pace_anchor });
    await recordOutcome(tx, context.workspaceId, order.customer_id, cancelled(order.id, now), clock, now);
  }
  const credits = await tx<{ flow_id: string; version_id: string; node: string; revenue: number; margin: number; discount: number }[]>`
    delete from attributions where order_id = any(${ids as string[]}::uuid[]) returning flow_id, version_id, node, revenue, margin, discount`;
  for (const { flow_id: flowId, version_id: versionId, node, ...amounts } of credits) {
    const tallies = Object.entries({ orders: 1, ...amounts }).map(([metric, amount]) => ({ node, metric, amount: -amount }));
    await tally(tx, context.workspaceId, { flowId, versionId }, now, tallies);
  }
  await tx`delete from refunds where order_id = any(${ids as string[]}::uuid[])`;
  await tx`update carts set order_id = null where order_id = any(${ids as string[]}::uuid[])`;
  await tx`delete from orders where id = any(${ids as string[]}::uuid[])`;
  await refreshOrderTotals(tx, people);
  await tx`update customers c set orders_count = 0, total_spent = 0, discount_orders = 0, first_order_at = null, last_order_at = null
    where id = any(${people}::uuid[]) and not exists (select from orders o where o.customer_id = c.id and o.cancelled_at is null)`;
}

const cancelled = (orderId: string, at: Instant): EventRow => ({
  id: orderId,
  type: 'order-cancelled',
  occurred_at: at,
  value: null,
  cart_id: null,
  order_id: orderId,
  product_id: null,
  message_id: null,
  properties: {},
});
