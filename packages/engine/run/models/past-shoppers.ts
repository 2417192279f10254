import { clockOf } from '@millrace/core/facts';
import type { Tx } from '@millrace/db';
import { isZone, toPersonal, type Instant } from '@millrace/base';
import type { PastShopper } from '@millrace/decisions';

interface Row {
  readonly id: string;
  readonly zone: string | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
  /** Epoch milliseconds, product, title and pieces, oldest first. */
  readonly bought: [at: Instant, product: string, title: string, pieces: number][];
}

/**
 * Everybody who ordered, with what they bought by orders that count and were not refunded in full. What somebody has a subscription
 * of comes by itself, and is left out.
 * @param only one customer
 */
export async function pastShoppers(
  tx: Tx,
  storeZone: string,
  now: Instant,
  only?: string,
): Promise<PastShopper[]> {
  const isMeant = only === undefined ? tx`true` : tx`customer_id = ${only}`;
  // Apart, because tables that were just filled have no statistics.
  const rows = await tx<Row[]>`
    with subscribed as materialized (
      select distinct customer_id, properties->>'productId' as product from events
      where type = 'subscription-renewed' and customer_id is not null and properties->>'productId' is not null
        and ${isMeant}),
    sold as materialized (
      select customer_id, placed_at, line->>'productId' as product, coalesce(line->>'title', '') as title,
          case when jsonb_typeof(line->'quantity') = 'number' then (line->>'quantity')::numeric else 1 end as pieces
        from orders cross join lateral jsonb_array_elements(lines) line
        where counted and customer_id is not null and placed_at <= ${now}::timestamptz
          and not (refunded > 0 and refunded >= total) and coalesce(line->>'productId', '') <> '' and ${isMeant}),
    bought as materialized (
      select s.customer_id, jsonb_agg(jsonb_build_array((extract(epoch from placed_at) * 1000)::bigint, s.product, title,
          pieces) order by placed_at) as bought
        from sold s left join subscribed u on u.customer_id = s.customer_id and u.product = s.product
        where pieces > 0 and u.product is null group by s.customer_id)
    select c.id, c.zone, c.pace, c.pace_anchor, b.bought from bought b join customers c on c.id = b.customer_id
    where c.merged_into is null and c.erased_at is null order by c.id`;
  const home = isZone(storeZone) ? storeZone : 'UTC';
  return rows.map((row) => {
    const clock = clockOf(row);
    return {
      customerId: row.id,
      zone: row.zone !== null && isZone(row.zone) ? row.zone : home,
      purchases: row.bought.map(([at, productId, title, quantity]) => ({
        productId,
        title,
        at: toPersonal(at, clock),
        quantity,
      })),
      now: toPersonal(now, clock),
    };
  });
}
