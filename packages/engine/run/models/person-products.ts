import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant, type PersonalClock } from '@millrace/base';

/** Products bought within this many of the person's days are not recommended. */
const JUST_BOUGHT_DAYS = 30;
/** Products viewed longer ago than this many of the person's days are ignored. */
const VIEWED_DAYS = 30;
const MOST_ORDERS = 50;
const MOST_VIEWS = 200;

const isWithin = (at: Instant, days: number, now: Instant, clock: PersonalClock) =>
  toPersonal(now, clock) - toPersonal(at, clock) <= days * DAY;

/** Products that a person bought lately. @param now real time */
export async function justBought(
  tx: Tx,
  customerId: string,
  now: Instant,
  clock: PersonalClock,
): Promise<readonly string[]> {
  const rows = await tx<{ placed_at: Instant; ids: string[] | null }[]>`
    select placed_at, (select array_agg(distinct line->>'productId') from jsonb_array_elements(lines) line
      where line->>'productId' is not null) as ids
    from orders where customer_id = ${customerId} and counted and placed_at >= ${now - JUST_BOUGHT_DAYS * DAY}
      and placed_at <= ${now} order by placed_at desc limit ${MOST_ORDERS}`;
  return [
    ...new Set(
      rows.flatMap((row) => (isWithin(row.placed_at, JUST_BOUGHT_DAYS, now, clock) ? (row.ids ?? []) : [])),
    ),
  ];
}

/** Products that a person viewed lately, newest first, by the shop's ids. @param now real time */
export async function viewedLately(
  tx: Tx,
  customerId: string,
  now: Instant,
  clock: PersonalClock,
): Promise<readonly string[]> {
  const rows = await tx<{ occurred_at: Instant; id: string | null }[]>`
    select e.occurred_at, coalesce(p.external_id, e.properties->>'productId') as id from events e
      left join products p on p.id = e.product_id
    where e.customer_id = ${customerId} and e.type = 'product-viewed'
      and e.occurred_at >= ${now - VIEWED_DAYS * DAY} and e.occurred_at <= ${now} order by e.occurred_at desc
      limit ${MOST_VIEWS}`;
  return [
    ...new Set(
      rows.flatMap((row) =>
        row.id !== null && isWithin(row.occurred_at, VIEWED_DAYS, now, clock) ? [row.id] : [],
      ),
    ),
  ];
}
