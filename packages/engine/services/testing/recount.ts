import type { Tx } from '@millrace/db';
import type { TestStore } from './test-store.ts';

/** A stored count and its recount. */
export interface Recounted {
  readonly kept: unknown;
  readonly again: unknown;
}

type Rows = readonly Record<string, unknown>[];
const plain = (rows: Rows) => rows.map((row) => ({ ...row }));

/**
 * Recounts everything about money from orders, enrolments and messages with its own SQL: customers' totals,
 * the ledger, sums of people in flows and of arms, attributions, and counts of steps. For people with a real
 * clock.
 */
export async function recountMoney(store: TestStore): Promise<Record<string, Recounted>> {
  return store.db.inWorkspace(store.context.workspaceId, async (tx) => ({
    totals: await both(tx, TOTALS_KEPT, TOTALS_AGAIN),
    ledger: await both(tx, LEDGER_KEPT, LEDGER_AGAIN),
    people: await both(tx, PEOPLE_KEPT, PEOPLE_AGAIN),
    arms: await both(tx, ARMS_KEPT, ARMS_AGAIN),
    credits: await both(tx, CREDITS_KEPT, CREDITS_AGAIN),
    nodes: await both(tx, NODES_KEPT, NODES_AGAIN),
  }));
}

const both = async (tx: Tx, kept: string, again: string): Promise<Recounted> => ({
  kept: plain(await tx.unsafe(kept)),
  again: plain(await tx.unsafe(again)),
});

const TOTALS_KEPT = `select id, orders_count::int as orders, total_spent::bigint as spent,
  discount_orders::int as discounted, first_order_at as first, last_order_at as last
  from customers where merged_into is null order by id`;
const TOTALS_AGAIN = `select c.id, (select count(*)::int from orders o
  where o.customer_id = c.id and counted) as orders,
    coalesce((select sum(total - refunded)::bigint from orders o where o.customer_id = c.id and counted),
      0) as spent,
    (select count(*)::int from orders o
      where o.customer_id = c.id and counted and discount > 0) as discounted,
    (select min(placed_at) from orders o where o.customer_id = c.id and counted) as first,
      (select max(placed_at) from orders o where o.customer_id = c.id and counted) as last
  from customers c where c.merged_into is null order by c.id`;

const LEDGER_KEPT = `select flow_id, order_id, customer_id, orders, gross, discount, tax, refunded, net, revenue, cost, margin from order_ledger order by flow_id, order_id`;
const LEDGER_AGAIN = `select p.flow_id, o.id as order_id, o.customer_id, 1 as orders, o.gross, o.discount, o.tax, o.refunded, o.net, o.total - o.refunded as revenue, o.cost, o.margin
  from orders o join flow_people p on p.customer_id = o.customer_id join flow_versions v on v.id = p.version_id left join plans pl on pl.hash = v.plan_hash
  where o.counted and o.placed_at >= p.first_entered_at
    and o.placed_at <= p.first_entered_at + make_interval(days =>
      coalesce((pl.plan->'settings'->>'outcomeDays')::int, 30))
    and o.id is distinct from (select e.order_id from enrolments e
      where e.flow_id = p.flow_id and e.customer_id = p.customer_id order by e.entered_at limit 1)
  order by p.flow_id, o.id`;

const PEOPLE_KEPT = `select flow_id, customer_id, orders, revenue, margin from flow_people
  order by flow_id, customer_id`;
const PEOPLE_AGAIN = `select p.flow_id, p.customer_id, coalesce(sum(l.orders), 0)::int as orders,
  coalesce(sum(l.revenue), 0)::bigint as revenue, coalesce(sum(l.margin), 0)::bigint as margin
  from flow_people p left join order_ledger l on l.flow_id = p.flow_id and l.customer_id = p.customer_id
    group by 1, 2 order by 1, 2`;

const ARMS_KEPT = `select flow_id, version_id, cohort_ends_at, held_out, share, sum(people)::int as people, sum(converted)::int as converted, sum(orders)::int as orders, sum(revenue)::bigint as revenue, sum(margin)::bigint as margin,
    sum(margin_squared)::text as squared from arm_sums group by 1, 2, 3, 4, 5 having sum(people) <> 0 or sum(converted) <> 0 or sum(orders) <> 0 or sum(revenue) <> 0 or sum(margin_squared) <> 0 order by 1, 2, 3, 4, 5`;
const ARMS_AGAIN = `select flow_id, version_id, cohort_ends_at, held_out, share, count(*)::int as people, count(*) filter (where orders > 0)::int as converted, sum(orders)::int as orders, sum(revenue)::bigint as revenue, sum(margin)::bigint as margin,
    sum(margin::numeric * margin)::text as squared from flow_people where not in_both and not globally_held_out group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`;

const CREDITS_KEPT = `select order_id, customer_id, revenue, margin, discount from attributions
  order by order_id`;
const CREDITS_AGAIN = `select o.id as order_id, o.customer_id, o.total - o.refunded as revenue, o.margin,
  o.discount from orders o join attributions a on a.order_id = o.id where o.counted order by o.id`;

const NODES_KEPT = `select flow_id, node, metric, sum(amount)::bigint as amount from (
    select flow_id, node, metric, amount from counter_changes union all select flow_id, node, metric, amount
      from counter_rollups) t
  where node <> '' and metric in ('orders', 'revenue', 'margin', 'discount') group by 1, 2, 3
    having sum(amount) <> 0 order by 1, 2, 3`;
const NODES_AGAIN = `select flow_id, node, metric, sum(amount)::bigint as amount from attributions a
  cross join lateral (values ('orders', 1::bigint), ('revenue', a.revenue), ('margin', a.margin),
    ('discount', a.discount)) as m(metric, amount)
  group by 1, 2, 3 having sum(amount) <> 0 order by 1, 2, 3`;
