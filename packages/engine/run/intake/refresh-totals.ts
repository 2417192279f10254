import type { Tx } from '@millrace/db';

/**
 * Recomputes the totals of customers from the amounts of their orders, so that repeats and late updates
 * cannot make them wrong. Locks the customers first; otherwise two orders of one customer at the same time
 * would each miss the other.
 */
export async function refreshOrderTotals(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const unique = [...new Set(customerIds)].sort();
  if (unique.length === 0) return;
  await tx`select id from customers where id in (select unnest(${unique}::uuid[])) order by id for no key
    update`;
  await tx`update customers c set orders_count = s.n, total_spent = s.spent, discount_orders = s.discounted,
    first_order_at = s.first, last_order_at = s.last
    from (select u.id, count(o.id)::int as n, coalesce(sum(o.revenue), 0)::bigint as spent,
      count(o.id) filter (where o.discount > 0)::int as discounted, min(o.placed_at) as first,
      max(o.placed_at) as last
      from unnest(${unique}::uuid[]) as u(id) left join orders o on o.customer_id = u.id and o.counted
        group by u.id) s where c.id = s.id`;
}
