import type { Instant } from '@millrace/base';
import { together, type Tx } from '@millrace/db';
import { z } from 'zod';

/** Days of the calendar of a store: from, until before. Amounts are of orders in one currency. */
export interface DaySpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
  readonly currency: string;
}

const count = z.number();
const amount = z.number();

/** Messages by the day they were sent, and what became of them since. */
const channelSums = z.object({
  channel: z.string(),
  sent: count,
  delivered: count,
  opened: count,
  clicked: count,
});
/** Orders that followed a message of the flow, and their revenue. */
const flowSums = z.object({ flowId: z.string(), orders: count, revenue: amount });
/** Units sold of a product, as its source names it. */
const productSums = z.object({ source: z.string(), product: z.string(), units: count });
export type ProductSums = z.infer<typeof productSums>;

/** What happened on one day, as known when it was added up; amounts in minor units. */
export const daySumsSchema = z.object({
  day: z.string(),
  orders: count,
  revenue: amount,
  revenueSquared: amount,
  discount: amount,
  newCustomers: count,
  cartsLeft: count,
  returns: count,
  unsubscribed: count,
  tickets: count,
  channels: z.array(channelSums),
  flows: z.array(flowSums),
  /** Empty where nobody asked for it. */
  products: z.array(productSums),
});
export type DaySums = z.infer<typeof daySumsSchema>;

type OrderSums = Pick<DaySums, 'orders' | 'revenue' | 'revenueSquared' | 'discount'>;
type PeopleSum = 'newCustomers' | 'cartsLeft' | 'returns' | 'unsubscribed' | 'tickets';

/** What is added up. All but `products` costs little. */
export type DayPart = 'orders' | 'people' | 'channels' | 'flows' | 'products';
export const DAY_PARTS: readonly DayPart[] = ['orders', 'people', 'channels', 'flows', 'products'];

export const noSums = (day: string): DaySums => ({
  day,
  orders: 0,
  revenue: 0,
  revenueSquared: 0,
  discount: 0,
  newCustomers: 0,
  cartsLeft: 0,
  returns: 0,
  unsubscribed: 0,
  tickets: 0,
  channels: [],
  flows: [],
  products: [],
});

type OfDay<Row> = Row & { readonly day: string };

/** Adds up what happened, by the day; the first and the last may be parts of days. @returns days on which something happened, in no order */
export async function sumDays(
  tx: Tx,
  span: DaySpan,
  parts: readonly DayPart[] = DAY_PARTS,
): Promise<DaySums[]> {
  if (span.from >= span.to) return [];
  const asked = <Row>(part: DayPart, read: (tx: Tx, span: DaySpan) => PromiseLike<Row[]>) =>
    parts.includes(part) ? read(tx, span) : [];
  const [orders, people, channels, flows, products] = await together(
    asked('orders', ordersByDay),
    asked('people', peopleByDay),
    asked('channels', channelsByDay),
    asked('flows', flowsByDay),
    asked('products', productsByDay),
  );
  const days = new Map<string, DaySums>();
  const change = <Row extends { readonly day: string }>(
    rows: readonly Row[],
    into: (sums: DaySums, row: Omit<Row, 'day'>) => Partial<DaySums>,
  ) => {
    for (const { day, ...row } of rows) {
      const sums = days.get(day) ?? noSums(day);
      days.set(day, { ...sums, ...into(sums, row) });
    }
  };
  change(orders, (_sums, row) => row);
  change(people, (_sums, { what, count }) => ({ [what]: count }));
  change(channels, (sums, row) => ({ channels: [...sums.channels, row] }));
  change(flows, (sums, row) => ({ flows: [...sums.flows, row] }));
  change(products, (_sums, { sold }) => ({ products: sold }));
  return [...days.values()];
}

const ordersByDay = (tx: Tx, { from, to, zone, currency }: DaySpan) => tx<OfDay<OrderSums>[]>`
  select (placed_at at time zone ${zone})::date::text as day, count(*)::int as orders,
    sum(revenue)::bigint as revenue, sum(revenue::float8 ^ 2) as "revenueSquared", sum(discount)::bigint as discount
  from orders where counted and currency = ${currency}
    and placed_at >= ${from}::timestamptz and placed_at < ${to}::timestamptz group by 1`;

const peopleByDay = (tx: Tx, { from, to, zone }: DaySpan) => tx<OfDay<{ what: PeopleSum; count: number }>[]>`
  select (at at time zone ${zone})::date::text as day, what, count(*)::int as count
  from (select created_at as at, 'newCustomers' as what from customers where merged_into is null
        and erased_at is null and created_at >= ${from}::timestamptz and created_at < ${to}::timestamptz
      union all select abandoned_at, 'cartsLeft' from carts
        where abandoned_at >= ${from}::timestamptz and abandoned_at < ${to}::timestamptz
      union all select created_at, 'returns' from returns where state <> 'draft'
        and created_at >= ${from}::timestamptz and created_at < ${to}::timestamptz
      union all select occurred_at, case type when 'ticket-opened' then 'tickets' else 'unsubscribed' end from events
        where type in ('customer-unsubscribed', 'ticket-opened')
          and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz) happened
  group by 1, 2`;

const channelsByDay = (tx: Tx, { from, to, zone }: DaySpan) => tx<OfDay<z.infer<typeof channelSums>>[]>`
  select (sent_at at time zone ${zone})::date::text as day, channel, count(*)::int as sent,
    count(delivered_at)::int as delivered, count(opened_at)::int as opened, count(clicked_at)::int as clicked
  from messages where sent_at >= ${from}::timestamptz and sent_at < ${to}::timestamptz
  group by 1, 2 order by 1, 2`;

const flowsByDay = (tx: Tx, { from, to, zone }: DaySpan) => tx<OfDay<z.infer<typeof flowSums>>[]>`
  select (at at time zone ${zone})::date::text as day, flow_id as "flowId", count(*)::int as orders,
    sum(revenue)::bigint as revenue
  from attributions where at >= ${from}::timestamptz and at < ${to}::timestamptz group by 1, 2 order by 1, 2`;

/** Units sold, by source and name of the product. */
const productsByDay = (tx: Tx, { from, to, zone, currency }: DaySpan) => tx<OfDay<{ sold: ProductSums[] }>[]>`
  with sold as (
    select (o.placed_at at time zone ${zone})::date::text as day, o.source, line->>'productId' as product,
      sum((line->>'quantity')::numeric)::bigint as units
    from orders o cross join lateral jsonb_array_elements(o.lines) line
    where o.counted and o.currency = ${currency} and line->>'productId' is not null
      and o.placed_at >= ${from}::timestamptz and o.placed_at < ${to}::timestamptz
    group by 1, 2, 3)
  select day, jsonb_agg(jsonb_build_object('source', source, 'product', product, 'units', units)
    order by units desc, source, product) as sold
  from sold group by day`;
