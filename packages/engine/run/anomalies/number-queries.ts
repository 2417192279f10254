import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';

/** Whole days in the zone of the store: from, until before. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
  readonly currency: string;
}

/** A number of one day. */
export interface NumberRow {
  readonly metric: string;
  readonly thing: string;
  readonly day: string;
  readonly value: number;
  readonly out_of: number;
}

/** Numbers of the store as a whole, and of its carts by the step at which they were left. */
export const storeRows = (tx: Tx, { from, to, zone, currency }: Span) => tx<NumberRow[]>`
  with placed as (
    select to_char(placed_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*) as orders, sum(total) as total
    from orders where counted and currency = ${currency}
      and placed_at >= ${from}::timestamptz and placed_at < ${to}::timestamptz group by 1),
  begun as (
    select to_char(created_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*) as carts,
      count(*) filter (where to_char(completed_at at time zone ${zone}, 'YYYY-MM-DD')
        = to_char(created_at at time zone ${zone}, 'YYYY-MM-DD')) as bought
    from carts where created_at >= ${from}::timestamptz and created_at < ${to}::timestamptz group by 1),
  left_behind as (
    select to_char(abandoned_at at time zone ${zone}, 'YYYY-MM-DD') as day, step, count(*) as carts
    from carts where abandoned_at >= ${from}::timestamptz and abandoned_at < ${to}::timestamptz group by 1, 2)
  select 'orders' as metric, '' as thing, day, orders as value, 0::bigint as out_of from placed
  union all select 'revenue', '', day, greatest(total, 0)::bigint, orders from placed
  union all select 'cart-conversion', '', day, bought, carts from begun
  union all select 'abandoned-carts', '', day, sum(carts)::bigint, 0 from left_behind group by day
  union all select 'carts-left', step, day, carts, 0 from left_behind`;

/** Tickets, complaints and people who unsubscribed, by an index that has these events only. */
export const eventRows = (tx: Tx, { from, to, zone }: Span) => tx<NumberRow[]>`
  select case type when 'ticket-opened' then 'tickets-opened' when 'message-complained' then 'spam-complaints'
      else 'unsubscribed' end as metric,
    '' as thing, to_char(occurred_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*) as value,
    0::bigint as out_of
  from events where type in ('customer-unsubscribed', 'message-complained', 'ticket-opened')
    and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz group by 1, 3`;

/** Messages of each channel by the day they were sent, and what became of them by the end of it. */
export const channelRows = (tx: Tx, { from, to, zone }: Span) => tx<NumberRow[]>`
  with days as (
    select channel, to_char(sent_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*) as sent,
      count(*) filter (where to_char(delivered_at at time zone ${zone}, 'YYYY-MM-DD')
        = to_char(sent_at at time zone ${zone}, 'YYYY-MM-DD')) as delivered,
      count(*) filter (where to_char(opened_at at time zone ${zone}, 'YYYY-MM-DD')
        = to_char(sent_at at time zone ${zone}, 'YYYY-MM-DD')) as opened,
      count(*) filter (where to_char(clicked_at at time zone ${zone}, 'YYYY-MM-DD')
        = to_char(sent_at at time zone ${zone}, 'YYYY-MM-DD')) as clicked
    from messages where sent_at >= ${from}::timestamptz and sent_at < ${to}::timestamptz group by 1, 2)
  select 'sent' as metric, channel as thing, day, sent as value, 0::bigint as out_of from days
  union all select 'delivered', channel, day, delivered, sent from days
  union all select 'opened', channel, day, opened, sent from days
  union all select 'clicked', channel, day, clicked, sent from days`;

/** Entries of flows, from the live counts, and the orders attributed to their messages. */
export const flowRows = (tx: Tx, { from, to, zone }: Span) => tx<NumberRow[]>`
  with entered as (
    select flow_id, hour, amount from counter_rollups
      where node = '' and metric in ('entered', 'silent:entered')
        and hour >= ${from}::timestamptz and hour < ${to}::timestamptz
    union all select flow_id, hour, amount from counter_changes
      where node = '' and metric in ('entered', 'silent:entered')
        and hour >= ${from}::timestamptz and hour < ${to}::timestamptz)
  select 'flow-entries' as metric, flow_id::text as thing, to_char(hour at time zone ${zone}, 'YYYY-MM-DD') as day,
    greatest(sum(amount), 0)::bigint as value, 0::bigint as out_of from entered group by 2, 3
  union all
  select 'flow-orders', flow_id::text, to_char(at at time zone ${zone}, 'YYYY-MM-DD'), count(*), 0
    from attributions where at >= ${from}::timestamptz and at < ${to}::timestamptz group by 2, 3`;

/** Units sold and refunded of these products. A refund may name the line of the order only. */
export const productRows = (tx: Tx, { from, to, zone }: Span, products: readonly string[]) => tx<NumberRow[]>`
  select 'product-sales' as metric, p.id::text as thing,
    to_char(o.placed_at at time zone ${zone}, 'YYYY-MM-DD') as day,
    sum((line->>'quantity')::numeric)::bigint as value, 0::bigint as out_of
  from orders o cross join lateral jsonb_array_elements(o.lines) line
    join products p on p.source = o.source and p.external_id = line->>'productId'
  where o.counted and o.placed_at >= ${from}::timestamptz and o.placed_at < ${to}::timestamptz
    and p.id = any(${[...products]}::uuid[]) group by 2, 3
  union all
  select 'product-returns', p.id::text, to_char(h.at at time zone ${zone}, 'YYYY-MM-DD'),
    sum((line->>'quantity')::numeric)::bigint, 0
  from order_changes h cross join lateral jsonb_array_elements(h.body->'lines') line
    join products p on p.source = h.source and p.external_id = coalesce(line->>'productId',
      (select sold->>'productId' from orders o,
          jsonb_array_elements(case jsonb_typeof(o.state #> '{fields,lines,0}')
            when 'array' then o.state #> '{fields,lines,0}' else '[]' end) sold
        where o.source = h.source and o.external_id = h.order_external_id
          and sold->>'lineId' = line->>'lineId' limit 1))
  where h.kind = 'refund' and h.at >= ${from}::timestamptz and h.at < ${to}::timestamptz
    and h.body->>'removal' is distinct from 'true' and p.id = any(${[...products]}::uuid[]) group by 2, 3`;

export interface BestSeller {
  readonly id: string;
  readonly title: string;
  readonly stock: number | null;
}

/** The products of which most units were sold since then, at most so many, the most first. */
export const bestSellers = (tx: Tx, since: Instant, until: Instant, most: number) => tx<BestSeller[]>`
  select p.id, p.title, p.stock
  from orders o cross join lateral jsonb_array_elements(o.lines) line
    join products p on p.source = o.source and p.external_id = line->>'productId'
  where o.counted and o.placed_at >= ${since}::timestamptz and o.placed_at < ${until}::timestamptz
    and p.status = 'active'
  group by p.id, p.title, p.stock order by sum((line->>'quantity')::numeric) desc, p.id limit ${most}`;
