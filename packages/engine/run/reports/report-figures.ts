import type { MinorUnits } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { together, type Tx } from '@millrace/db';
import { beginOfDay, dayAt, numberOfDay, textOfDay } from '../anomalies/days.ts';
import type { ReportWindow, Stretch } from './report-window.ts';

/** The same number in the time of the report and in the time before. */
export interface Pair<Of = number> {
  readonly now: Of;
  readonly before: Of;
}

export interface OrderFigures {
  readonly orders: number;
  readonly revenue: MinorUnits;
  readonly revenueSquared: number;
  readonly discount: MinorUnits;
  /** Orders that followed a message of a flow, and their revenue. */
  readonly flowOrders: number;
  readonly flowRevenue: MinorUnits;
}

export interface PeopleFigures {
  readonly newCustomers: number;
  readonly cartsLeft: number;
  readonly returns: number;
  readonly unsubscribed: number;
  readonly tickets: number;
}

export interface ChannelFigures {
  readonly channel: string;
  readonly title: string;
  readonly sent: Pair;
  readonly delivered: number;
  readonly opened: number;
  readonly clicked: number;
}

export interface FlowFigures {
  readonly flowId: string;
  readonly name: string;
  readonly orders: number;
  readonly revenue: MinorUnits;
}

export interface ProductFigures {
  readonly id: string;
  readonly title: string;
  readonly units: number;
  readonly stock: number | null;
}

export interface DayFigures {
  /** In the calendar of the store. */
  readonly day: string;
  readonly orders: number;
  readonly revenue: MinorUnits;
}

/** Most flows and products that are named. */
const MOST = 10;

export interface Figures {
  readonly orders: Pair<OrderFigures>;
  readonly people: Pair<PeopleFigures>;
  readonly channels: readonly ChannelFigures[];
  readonly flows: readonly FlowFigures[];
  readonly products: readonly ProductFigures[];
}

/**
 * What happened in the store in the time of a report and in the time before. Amounts are in the currency of the store;
 * orders in others are left out. Revenue is without tax and shipping and less refunds, as known now.
 */
export async function reportFigures(tx: Tx, window: ReportWindow, currency: string): Promise<Figures> {
  const [now, before, people, peopleBefore, channels, flows, products] = await together(
    ordersOf(tx, window, currency),
    ordersOf(tx, window.before, currency),
    peopleOf(tx, window),
    peopleOf(tx, window.before),
    channelsOf(tx, window),
    flowsOf(tx, window),
    productsOf(tx, window, currency),
  );
  return {
    orders: { now, before },
    people: { now: people, before: peopleBefore },
    channels,
    flows,
    products,
  };
}

async function ordersOf(tx: Tx, { from, to }: Stretch, currency: string): Promise<OrderFigures> {
  const [row] = await tx<OrderFigures[]>`
    select o.orders, o.revenue, o.revenue_squared as "revenueSquared", o.discount,
      a.orders as "flowOrders", a.revenue as "flowRevenue"
    from (select count(*)::int as orders, coalesce(sum(revenue), 0)::bigint as revenue,
        coalesce(sum(revenue::float8 ^ 2), 0) as revenue_squared, coalesce(sum(discount), 0)::bigint as discount
      from orders where counted and currency = ${currency} and placed_at >= ${from} and placed_at < ${to}) o,
      (select count(*)::int as orders, coalesce(sum(revenue), 0)::bigint as revenue
      from attributions where at >= ${from} and at < ${to}) a`;
  return row ?? { orders: 0, revenue: 0, revenueSquared: 0, discount: 0, flowOrders: 0, flowRevenue: 0 };
}

async function peopleOf(tx: Tx, { from, to }: Stretch): Promise<PeopleFigures> {
  const [row] = await tx<PeopleFigures[]>`
    select (select count(*)::int from customers where merged_into is null and erased_at is null
        and created_at >= ${from} and created_at < ${to}) as "newCustomers",
      (select count(*)::int from carts where abandoned_at >= ${from} and abandoned_at < ${to}) as "cartsLeft",
      (select count(*)::int from returns where state <> 'draft'
        and created_at >= ${from} and created_at < ${to}) as returns,
      e.unsubscribed, e.tickets
    from (select count(*) filter (where type = 'customer-unsubscribed')::int as unsubscribed,
        count(*) filter (where type = 'ticket-opened')::int as tickets
      from events where type in ('customer-unsubscribed', 'ticket-opened')
        and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz) e`;
  return row ?? { newCustomers: 0, cartsLeft: 0, returns: 0, unsubscribed: 0, tickets: 0 };
}

interface ChannelRow extends Omit<ChannelFigures, 'title' | 'sent'> {
  readonly now: number;
  readonly before: number;
}

/** Messages by channel, with what became of those that were sent in the time of the report; most first. */
async function channelsOf(tx: Tx, { from, to, before }: ReportWindow): Promise<ChannelFigures[]> {
  const rows = await tx<ChannelRow[]>`
    select channel, count(*) filter (where is_now)::int as now, count(*) filter (where not is_now)::int as before,
      count(*) filter (where is_now and delivered_at is not null)::int as delivered,
      count(*) filter (where is_now and opened_at is not null)::int as opened,
      count(*) filter (where is_now and clicked_at is not null)::int as clicked
    from (select channel, delivered_at, opened_at, clicked_at, true as is_now from messages
        where sent_at >= ${from} and sent_at < ${to}
      union all select channel, null, null, null, false from messages
        where sent_at >= ${before.from} and sent_at < ${before.to}) m
    group by channel order by 2 desc, channel`;
  return rows.map(({ now, before: earlier, ...row }) => ({
    ...row,
    title: channelById(row.channel)?.title ?? row.channel,
    sent: { now, before: earlier },
  }));
}

/** Orders that followed messages, by flow; the most revenue first. */
const flowsOf = (tx: Tx, { from, to }: Stretch) => tx<FlowFigures[]>`
  select f.id as "flowId", f.name, count(*)::int as orders, coalesce(sum(a.revenue), 0)::bigint as revenue
  from attributions a join flows f on f.id = a.flow_id where a.at >= ${from} and a.at < ${to}
  group by f.id, f.name order by 4 desc, f.name limit ${MOST}`;

/** The products of which most units were sold. */
const productsOf = (tx: Tx, { from, to }: Stretch, currency: string) => tx<ProductFigures[]>`
  with sold as materialized (
    select o.source, line->>'productId' as product, sum((line->>'quantity')::numeric)::bigint as units
    from orders o cross join lateral jsonb_array_elements(o.lines) line
    where o.counted and o.currency = ${currency} and o.placed_at >= ${from} and o.placed_at < ${to}
    group by 1, 2 order by 3 desc limit ${4 * MOST})
  select p.id, p.title, s.units, p.stock from sold s
    join products p on p.source = s.source and p.external_id = s.product
  order by s.units desc, p.title, p.id limit ${MOST}`;

export interface Stock {
  readonly title: string;
  readonly stock: number;
}

/** Products with so many pieces or fewer are low. */
const LOW = 5;

/** Active products that are out of stock or nearly so, now. */
export const lowStock = (tx: Tx) => tx<Stock[]>`
  select title, stock from products where status = 'active' and stock <= ${LOW} order by stock, title, id`;

export async function openWorkItems(tx: Tx): Promise<number> {
  const [row] = await tx<{ open: number }[]>`
    select count(*)::int as open from work_items where state = 'open'`;
  return row?.open ?? 0;
}

/** Days that a report of one day shows, until it. */
const DAYS_SHOWN = 28;

/** Orders and revenue of every day of the report, oldest first; of a report of one day, of the four weeks until it. */
export async function daysOf(
  tx: Tx,
  { period, day, from, to }: ReportWindow,
  currency: string,
  zone: string,
): Promise<DayFigures[]> {
  const first = numberOfDay(day) - (period === 'day' ? DAYS_SHOWN - 1 : 0);
  const last = numberOfDay(dayAt(Math.max(from, to - 1), zone));
  const rows = await tx<DayFigures[]>`
    select (placed_at at time zone ${zone})::date::text as day, count(*)::int as orders,
      coalesce(sum(revenue), 0)::bigint as revenue
    from orders where counted and currency = ${currency}
      and placed_at >= ${beginOfDay(first, zone)}::timestamptz and placed_at < ${to}::timestamptz group by 1`;
  const found = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: last - first + 1 }, (_unused, index) => {
    const text = textOfDay(first + index);
    return found.get(text) ?? { day: text, orders: 0, revenue: 0 };
  });
}
