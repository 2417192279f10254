import { clockOf } from '@millrace/core/facts';
import type { Tx } from '@millrace/db';
import { toPersonal, type Instant } from '@millrace/base';
import type { PastBuyer } from '@millrace/decisions';

interface Row {
  readonly id: string;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
  /** Epoch milliseconds and revenue, oldest first. */
  readonly orders: [at: Instant, revenue: number][];
}

/** Everybody who ordered, with all their orders that count. @param only one customer */
export async function pastBuyers(tx: Tx, now: Instant, only?: string): Promise<PastBuyer[]> {
  // Apart, because tables that were just filled have no statistics: joined at once, it took half a minute.
  const rows = await tx<Row[]>`
    with bought as materialized (
      select customer_id, jsonb_agg(jsonb_build_array((extract(epoch from placed_at) * 1000)::bigint, revenue)
        order by placed_at) as orders
      from orders where counted and customer_id is not null and placed_at <= ${now}
        and ${only === undefined ? tx`true` : tx`customer_id = ${only}`}
      group by customer_id)
    select c.id, c.pace, c.pace_anchor, b.orders from bought b join customers c on c.id = b.customer_id
    where c.merged_into is null and c.erased_at is null order by c.id`;
  return rows.map((row) => {
    const clock = clockOf(row);
    return {
      customerId: row.id,
      orders: row.orders.map(([at, revenue]) => ({ at: toPersonal(at, clock), revenue })),
      now: toPersonal(now, clock),
    };
  });
}
