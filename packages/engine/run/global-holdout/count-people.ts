import type { Tx } from '@millrace/db';
import { shardOf } from './shards.ts';
import { addedUp } from './assign-people.ts';

/**
 * Counts the orders of people anew in every period they have an arm in, and changes the sums of the arms by the
 * difference. Under the people's locks.
 */
export async function countHoldoutPeople(
  tx: Tx,
  workspaceId: string,
  customers: readonly string[],
): Promise<void> {
  if (customers.length === 0) return;
  const ids = [...new Set(customers)];
  await tx`
    with before as materialized (
      select p.period_id, p.customer_id, p.held_out, p.in_both, p.orders, p.revenue, p.margin, h.started_at, h.ended_at
      from holdout_people p join holdout_periods h on h.id = p.period_id
      where p.customer_id = any(${ids}::uuid[]) order by p.period_id, p.customer_id for update of p),
    counted as materialized (
      select b.*, s.orders as orders_now, s.revenue as revenue_now, s.margin as margin_now
      from before b cross join lateral (select count(*)::int as orders, coalesce(sum(o.revenue), 0)::bigint as revenue,
        coalesce(sum(o.margin), 0)::bigint as margin from orders o
        where o.customer_id = b.customer_id and o.counted and o.placed_at >= b.started_at
          and (b.ended_at is null or o.placed_at < b.ended_at)) s
      where (b.orders, b.revenue, b.margin) is distinct from (s.orders, s.revenue, s.margin)),
    kept as (
      update holdout_people p set orders = c.orders_now, revenue = c.revenue_now, margin = c.margin_now
      from counted c where p.period_id = c.period_id and p.customer_id = c.customer_id)
    insert into holdout_sums as s (workspace_id, period_id, held_out, shard, converted, orders, revenue, margin,
      margin_squared)
    select ${workspaceId}, period_id, held_out, d.shard, sum((orders_now > 0)::int - (orders > 0)::int),
      sum(orders_now - orders), sum(revenue_now - revenue), sum(margin_now - margin),
      sum(margin_now::numeric * margin_now - margin::numeric * margin)
    from counted join unnest(${ids}::uuid[], ${ids.map(shardOf)}::integer[]) as d(id, shard) on d.id = customer_id
    where not in_both group by period_id, held_out, d.shard order by period_id, held_out, d.shard
    ${addedUp(tx)}`;
}

/** An order changed: whoever it was counted for, and whoever it is of now, is counted anew. */
export async function countHoldoutOrder(
  tx: Tx,
  workspaceId: string,
  order: { readonly id: string; readonly customer_id: string | null; readonly counted_for: string | null },
): Promise<void> {
  if (order.customer_id !== order.counted_for)
    await tx`update orders set counted_for = ${order.customer_id} where id = ${order.id}`;
  const people = [order.customer_id, order.counted_for].filter((id) => id !== null);
  await countHoldoutPeople(tx, workspaceId, people);
}
