import type { Tx } from '@millrace/db';
import { DAY, type Instant } from '@millrace/base';
import type { PastOrder } from '@millrace/decisions';

/** Older orders are not used, because the range of products may have changed. In milliseconds. */
const LOOK_BACK = 540 * DAY;
const MOST_ORDERS = 50_000;

/** Counted orders, newest first, with each line's product only. */
export async function pastOrders(tx: Tx, now: Instant): Promise<PastOrder[]> {
  const rows = await tx<{ lines: PastOrder['lines'] | null; placed_at: Instant }[]>`
    select placed_at,
      (select jsonb_agg(jsonb_build_object('productId', line->>'productId', 'title',
      coalesce(line->>'title', ''), 'category', line->>'category'))
      from jsonb_array_elements(lines) line where line->>'productId' is not null) as lines
    from orders where counted and placed_at >= ${now - LOOK_BACK} and placed_at <= ${now}
      order by placed_at desc limit ${MOST_ORDERS}`;
  return rows.map((row) => ({ lines: row.lines ?? [], placedAt: row.placed_at }));
}
