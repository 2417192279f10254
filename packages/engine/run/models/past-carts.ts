import { clockOf } from '@millrace/core/facts';
import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant } from '@millrace/base';
import type { PastCart } from '@millrace/decisions';
import type { LineFacts } from '@millrace/flow';

/** Older carts are not used, because the shop was different then. In milliseconds. */
const LOOK_BACK = 540 * DAY;
const MOST_CARTS = 20_000;

interface Row {
  readonly total: number;
  readonly items_count: number;
  readonly lines: LineFacts[];
  readonly step: string;
  readonly device: string | null;
  readonly discount_codes: string[];
  readonly updated_at: Instant;
  readonly completed_at: Instant | null;
  readonly known_since: Instant;
  readonly zone: string | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
  readonly orders: number;
  readonly spent: number;
  readonly discounted: number;
  readonly first_at: Instant | null;
  readonly last_at: Instant | null;
  readonly categories: string[] | null;
}

/**
 * Past carts for training: each as it was when abandoned, and when it was bought. Excludes carts of people in
 * a flow, whether or not they got a message: people who return before the first message would make it seem
 * that everybody does. Includes people in the holdout, who never get messages.
 */
export async function pastCarts(tx: Tx, storeZone: string, now: Instant): Promise<PastCart[]> {
  const rows = await tx<Row[]>`
    select k.total, k.items_count, k.lines, k.step, k.device, k.discount_codes, k.updated_at, k.completed_at,
      c.created_at as known_since, c.zone, c.pace, c.pace_anchor,
      coalesce(o.n, 0)::int as orders, coalesce(o.spent, 0)::bigint as spent,
        coalesce(o.discounted, 0)::int as discounted, o.first_at, o.last_at, o.categories
    from (select * from carts where customer_id is not null and updated_at >= ${now - LOOK_BACK}
      and items_count > 0 order by updated_at desc limit ${MOST_CARTS}) k
    join customers c on c.id = k.customer_id
    left join lateral (
      select count(*) as n, sum(revenue) as spent, count(*) filter (where discount > 0) as discounted,
        min(placed_at) as first_at, max(placed_at) as last_at,
        (select array_agg(distinct line->>'category') from orders x, jsonb_array_elements(x.lines) line
          where x.customer_id = k.customer_id and x.counted and x.placed_at < k.updated_at) as categories
      from orders where customer_id = k.customer_id and counted and placed_at < k.updated_at) o on true
    where not exists (select 1 from enrolments e
      where e.customer_id = k.customer_id and e.cart_id = k.id and not e.held_out)
    order by k.updated_at desc`;
  return rows.map((row) => asItWas(row, storeZone, now));
}

function asItWas(row: Row, storeZone: string, now: Instant): PastCart {
  const clock = clockOf(row);
  const personal = (at: Instant) => toPersonal(at, clock);
  const first = row.first_at === null ? null : personal(row.first_at);
  const last = row.last_at === null ? null : personal(row.last_at);
  const known = new Set(row.categories ?? []);
  return {
    cart: {
      total: row.total,
      itemsCount: row.items_count,
      lines: row.lines,
      step: row.step,
      device: row.device,
      discountCodes: row.discount_codes,
      newCategory: row.lines.some((line) => line.category !== null && !known.has(line.category)),
    },
    customer: {
      ordersCount: row.orders,
      averageOrder: row.orders > 0 ? Math.round(row.spent / row.orders) : 0,
      lastOrderAt: last,
      discountShare: row.orders > 0 ? row.discounted / row.orders : null,
      orderGapDays:
        row.orders >= 2 && first !== null && last !== null ? (last - first) / DAY / (row.orders - 1) : null,
      createdAt: personal(row.known_since),
      zone: row.zone ?? storeZone,
    },
    leftAt: personal(row.updated_at),
    boughtAt: row.completed_at === null ? null : personal(row.completed_at),
    now: personal(now),
  };
}
