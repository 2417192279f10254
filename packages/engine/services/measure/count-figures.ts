import { DAY, HOUR, type Instant } from '@millrace/base';
import { together, type Tx } from '@millrace/db';
import type { MoneySums } from '@millrace/measure';
import { z } from 'zod';
import { countMetric } from './flow-metrics.ts';

/** People, carts and messages that are counted at most, the latest first. */
const MOST = 50_000;
/** A cart is recovered when it is bought within so many days of the customer's own time. */
const RECOVERED_WITHIN = 30;
/** Messages that are counted, by age. */
const MESSAGE_DAYS = 365;

/** What people do to a store, besides ordering: the id of the figure, and the event. */
const HAPPENINGS = {
  unsubscribed: 'customer-unsubscribed',
  complained: 'message-complained',
  tickets: 'ticket-opened',
} as const;

const count = z.number().default(0);

/**
 * What was counted of one group: of all versions when `version_id` is null. People are counted when their outcome window
 * is over, with the orders inside it. Amounts are minor units.
 */
export const figureRowSchema = z.object({
  version_id: z.string().nullable(),
  held_out: z.boolean(),
  people: count,
  buyers: count,
  /** Of the buyers, who ordered at least twice. */
  again: count,
  margin: count,
  orders: count,
  discounted: count,
  discount: count,
  /** Orders of which something was refunded. */
  returned: count,
  /** Carts that entered at least 30 days ago, how many of them were bought, the median of the hours, and the revenue. */
  carts: count,
  recovered: count,
  recovery_hours: z.number().nullable().default(null),
  recovered_revenue: count,
  unsubscribed: count,
  complained: count,
  tickets: count,
  /** Messages by channel, how many of all arrived, people who got one, and the revenue that is attributed to them. */
  sent: z.record(z.string(), z.number()).default({}),
  delivered: count,
  recipients: count,
  attributed: count,
});
export type FigureRow = z.infer<typeof figureRowSchema>;

type Group = Pick<FigureRow, 'version_id' | 'held_out'>;

/** People whose outcome window is over, the latest first. */
const peopleOf = (tx: Tx, flowId: string, now: Instant) => tx`people as materialized (
  select customer_id, version_id, share, held_out, orders, margin, first_entered_at from flow_people
  where flow_id = ${flowId} and not in_both and not globally_held_out and window_ends_at <= ${now}::timestamptz
  order by first_entered_at desc limit ${MOST})`;

/** Counts what a flow did for the store, for all of its versions and for each. */
export async function countFigures(tx: Tx, flowId: string, now: Instant): Promise<FigureRow[]> {
  const people = peopleOf(tx, flowId, now);
  const found = await together(
    tx<Group[]>`with ${people}
      select version_id, held_out, count(*)::int as people, count(*) filter (where orders > 0)::int as buyers,
        count(*) filter (where orders > 1)::int as again, sum(margin)::float8 as margin
      from people group by grouping sets ((held_out), (version_id, held_out))`,
    tx<Group[]>`with ${people}
      select p.version_id, p.held_out, count(*)::int as orders, count(*) filter (where l.discount > 0)::int as discounted,
        sum(l.discount)::float8 as discount, count(*) filter (where l.refunded > 0)::int as returned
      from order_ledger l join people p on p.customer_id = l.customer_id
      where l.flow_id = ${flowId} and l.orders > 0 group by grouping sets ((p.held_out), (p.version_id, p.held_out))`,
    cartsOf(tx, flowId, now),
    messagesOf(tx, flowId, now),
    tx<
      Group[]
    >`select version_id, false as held_out, coalesce(sum(revenue), 0)::float8 as attributed from attributions
      where flow_id = ${flowId} group by grouping sets ((), (version_id))`,
    happeningsOf(tx, flowId, now),
  );
  return mergedBy(found.flat()).map((row) => figureRowSchema.parse(row));
}

/** Carts by their first entry, in the customer's own time: days of the demo shop are shorter. */
const cartsOf = (tx: Tx, flowId: string, now: Instant) => tx<Group[]>`
  with entered as materialized (
    select distinct on (e.cart_id) e.cart_id, e.customer_id, e.entered_at, k.pace
    from enrolments e join customers k on k.id = e.customer_id
    where e.flow_id = ${flowId} and e.cart_id is not null
    order by e.cart_id, e.entered_at limit ${MOST}),
  ripe as materialized (
    select e.cart_id, p.version_id, p.held_out, c.completed_at,
      extract(epoch from c.completed_at - e.entered_at) * 1000 * e.pace as took
    from entered e join flow_people p on p.flow_id = ${flowId} and p.customer_id = e.customer_id
      join carts c on c.id = e.cart_id
    where not p.in_both and not p.globally_held_out
      and e.entered_at + make_interval(secs => ${(RECOVERED_WITHIN * DAY) / 1000} / e.pace) <= ${now}::timestamptz),
  bought as materialized (
    select cart_id, sum(revenue) as revenue from orders
    where counted and cart_id in (select cart_id from ripe) group by cart_id)
  select version_id, held_out, count(*)::int as carts, count(*) filter (where is_back)::int as recovered,
    (percentile_cont(0.5) within group (order by took / ${HOUR}) filter (where is_back))::float8 as recovery_hours,
    coalesce(sum(b.revenue) filter (where is_back), 0)::float8 as recovered_revenue
  from (select *, completed_at is not null and took >= 0 and took <= ${RECOVERED_WITHIN * DAY} as is_back from ripe) r
    left join bought b on b.cart_id = r.cart_id
  group by grouping sets ((held_out), (version_id, held_out))`;

const messagesOf = (tx: Tx, flowId: string, now: Instant) => tx<Group[]>`
  with gone as materialized (
    select version_id, customer_id, channel, delivered_at from messages
    where flow_id = ${flowId} and sent_at is not null
      and planned_at >= ${now - MESSAGE_DAYS * DAY}::timestamptz),
  by_channel as (
    select version_id, channel, count(*) as sent from gone group by grouping sets ((channel), (version_id, channel))),
  people as (
    select version_id, count(delivered_at)::int as delivered, count(distinct customer_id)::int as recipients
    from gone group by grouping sets ((), (version_id)))
  select p.version_id, false as held_out, p.delivered, p.recipients, coalesce((select jsonb_object_agg(channel, sent)
    from by_channel c where c.version_id is not distinct from p.version_id), '{}') as sent
  from people p`;

/** People to whom something happened, by version and for all. */
async function happeningsOf(tx: Tx, flowId: string, now: Instant): Promise<Group[]> {
  const found: Group[] = [];
  for (const [id, event] of Object.entries(HAPPENINGS)) {
    const { rows } = await countMetric(tx, flowId, { event, over: true }, now);
    for (const held_out of [false, true]) {
      const arm = rows.filter((row) => row.held_out === held_out);
      if (arm.length === 0) continue;
      const all = arm.reduce((sum, { happened }) => sum + happened, 0);
      found.push({ version_id: null, held_out, [id]: all } as Group);
      for (const { version_id, happened } of arm)
        found.push({ version_id, held_out, [id]: happened } as Group);
    }
  }
  return found;
}

/** One row for each group, with what was counted of it in different places. */
function mergedBy(rows: readonly Group[]): Group[] {
  const merged = new Map<string, Group>();
  for (const row of rows) {
    const key = `${row.version_id} ${row.held_out}`;
    merged.set(key, { ...merged.get(key), ...row });
  }
  return [...merged.values()];
}

/** Days before somebody's first entry whose margin tells what they would do without the flow. */
const DAYS_BEFORE = 90;

/** Sums of the margin of one arm, under one share of the holdout. */
const marginRowSchema = z.object({
  share: z.number(),
  held_out: z.boolean(),
  people: z.number(),
  converted: z.number(),
  margin: z.number(),
  margin_squared: z.number(),
});

export const marginOf = (row: z.infer<typeof marginRowSchema>): MoneySums => ({
  n: row.people,
  sum: row.margin,
  sumOfSquares: row.margin_squared,
  converted: row.converted,
});

/** Sums of the margin of people whose outcome window is over, and of their margin before they entered. */
export const pairedRowSchema = z.object({
  ...marginRowSchema.shape,
  before: z.number(),
  before_squared: z.number(),
  product: z.number(),
});
export type PairedRow = z.infer<typeof pairedRowSchema>;

export const countPaired = (tx: Tx, flowId: string, now: Instant): PromiseLike<PairedRow[]> => tx<
  PairedRow[]
>`
  with ${peopleOf(tx, flowId, now)},
  paired as materialized (
    select p.share, p.held_out, p.orders, p.margin::float8 as margin, coalesce((select sum(o.margin) from orders o
      where o.customer_id = p.customer_id and o.counted and o.placed_at < p.first_entered_at
        and o.placed_at >= p.first_entered_at - make_interval(days => ${DAYS_BEFORE})), 0)::float8 as before
    from people p)
  select share::float8, held_out, count(*)::int as people, count(*) filter (where orders > 0)::int as converted,
    sum(margin) as margin, sum(margin ^ 2) as margin_squared, sum(before) as before,
    sum(before ^ 2) as before_squared, sum(margin * before) as product
  from paired group by 1, 2`;

/** What people are divided by: known before they entered, so that the flow cannot have changed it. */
export const DIMENSIONS = ['orders-before', 'country'] as const;
/** Countries that are told apart, by people; the others are one group. */
const MOST_COUNTRIES = 5;

/** What was counted of one group of people, under one share of the holdout. */
export const groupRowSchema = z.object({
  dimension: z.enum(DIMENSIONS),
  /** `none`, `one`, `several`; a country, `other`, or empty for an unknown one. */
  name: z.string(),
  ...marginRowSchema.shape,
});
export type GroupRow = z.infer<typeof groupRowSchema>;

/** Counts the people whose outcome window is over by what was known of them when they entered. */
export const countGroups = (tx: Tx, flowId: string, now: Instant): PromiseLike<GroupRow[]> => tx<GroupRow[]>`
  with ${peopleOf(tx, flowId, now)},
  known as materialized (
    select p.share, p.held_out, p.orders, p.margin, coalesce(k.country, '') as country,
      (select count(*) from (select from orders o where o.customer_id = p.customer_id and o.counted
        and o.placed_at < p.first_entered_at limit 2) earlier) as before
    from people p left join customers k on k.id = p.customer_id),
  largest as (select country from known where country <> '' group by 1 order by count(*) desc, 1 limit ${MOST_COUNTRIES})
  select dimension, name, share::float8, held_out, count(*)::int as people, count(*) filter (where orders > 0)::int as converted,
    sum(margin)::float8 as margin, sum(margin::float8 ^ 2) as margin_squared
  from (select 'orders-before' as dimension, (array['none', 'one', 'several'])[1 + before] as name, share, held_out, orders, margin from known
      union all select 'country', case when country = '' or country in (select country from largest) then country else 'other' end,
        share, held_out, orders, margin from known) g
  group by 1, 2, 3, 4`;
