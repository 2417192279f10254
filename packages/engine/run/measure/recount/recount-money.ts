import type { Tx } from '@millrace/db';
import { joined, partOf, type Compared, type Part } from './compared.ts';

/**
 * Every recount that reads orders. They share a file because the way orders are stored and the way they are
 * counted change together.
 */
export async function recountMoney(tx: Tx): Promise<Part> {
  return joined([await arms(tx), await customers(tx), await holdoutPeople(tx), await holdoutArms(tx)]);
}

/** Orders attributed to messages, as counted for each step. */
export const moneyChanges = (tx: Tx) => tx`
  select a.flow_id, a.version_id, a.node, f.metric, f.amount::numeric from attributions a
    cross join lateral (values
    ('orders', 1::bigint), ('revenue', a.revenue), ('margin', a.margin), ('discount', a.discount)) f(metric,
      amount)`;

/** Compares the sums of both arms with the people in them. */
async function arms(tx: Tx): Promise<Part> {
  const rows = await tx<Compared[]>`
    with kept as (
      select flow_id, version_id, cohort_ends_at, held_out, share, sum(people)::numeric as people, sum(converted)::numeric as converted, sum(orders)::numeric as orders, sum(revenue) as revenue, sum(margin) as margin,
        sum(margin_squared) as margin_squared from arm_sums group by 1, 2, 3, 4, 5),
    counted as (
      select flow_id, version_id, cohort_ends_at, held_out, share, count(*)::numeric as people, (count(*) filter (where orders > 0))::numeric as converted, sum(orders)::numeric as orders, sum(revenue)::numeric as revenue,
        sum(margin)::numeric as margin, sum(margin::numeric * margin) as margin_squared from flow_people where not in_both and not globally_held_out group by 1, 2, 3, 4, 5)
    select jsonb_build_object('flow', flow_id, 'version', version_id, 'cohort', cohort_ends_at, 'heldOut', held_out, 'share', share, 'column', f.column_name) as of, f.kept, f.counted
    from kept k full join counted c using (flow_id, version_id, cohort_ends_at, held_out, share) cross join lateral (values
      ('people', k.people, c.people), ('converted', k.converted, c.converted), ('orders', k.orders, c.orders), ('revenue', k.revenue, c.revenue), ('margin', k.margin, c.margin),
      ('margin_squared', k.margin_squared, c.margin_squared)) f(column_name, kept, counted)`;
  return partOf('arm', rows);
}

/** Compares customers' totals with their orders. */
async function customers(tx: Tx): Promise<Part> {
  const rows = await tx<Compared[]>`
    with counted as (
      select customer_id as id, count(*) as orders, sum(revenue) as spent,
        count(*) filter (where discount > 0) as discounted, min(placed_at) as first, max(placed_at) as last
      from orders where customer_id is not null and counted group by 1)
    select jsonb_build_object('customer', k.id, 'column', f.column_name) as of, f.kept, f.counted
    from customers k left join counted c using (id) cross join lateral (values
      ('orders_count', k.orders_count::numeric, c.orders::numeric),
        ('total_spent', k.total_spent::numeric, c.spent),
        ('discount_orders', k.discount_orders::numeric, c.discounted::numeric),
      ('first_order_at', extract(epoch from k.first_order_at), extract(epoch from c.first)),
      ('last_order_at', extract(epoch from k.last_order_at), extract(epoch from c.last))) f(column_name, kept,
        counted)`;
  return partOf('customer', rows);
}

/** Compares people in the store's own holdout, and those beside it, with their orders in each period. */
async function holdoutPeople(tx: Tx): Promise<Part> {
  const rows = await tx<Compared[]>`
    with counted as (
      select h.id as period_id, o.customer_id, count(*)::numeric as orders, sum(o.revenue)::numeric as revenue,
        sum(o.margin)::numeric as margin
      from holdout_periods h join orders o on o.counted and o.placed_at >= h.started_at
        and (h.ended_at is null or o.placed_at < h.ended_at)
      where o.customer_id is not null group by 1, 2)
    select jsonb_build_object('period', k.period_id, 'customer', k.customer_id, 'column', f.column_name) as of, f.kept, f.counted
    from holdout_people k left join counted c using (period_id, customer_id) cross join lateral (values
      ('orders', k.orders::numeric, c.orders), ('revenue', k.revenue::numeric, c.revenue),
      ('margin', k.margin::numeric, c.margin)) f(column_name, kept, counted)`;
  return partOf('person in the global holdout', rows);
}

/** Compares the sums of both arms of each period with the people in them. */
async function holdoutArms(tx: Tx): Promise<Part> {
  const rows = await tx<Compared[]>`
    with kept as (
      select period_id, held_out, sum(people)::numeric as people, sum(converted)::numeric as converted, sum(orders)::numeric as orders,
        sum(revenue) as revenue, sum(margin) as margin, sum(margin_squared) as margin_squared from holdout_sums group by 1, 2),
    counted as (
      select period_id, held_out, count(*)::numeric as people, (count(*) filter (where orders > 0))::numeric as converted, sum(orders)::numeric as orders,
        sum(revenue)::numeric as revenue, sum(margin)::numeric as margin, sum(margin::numeric * margin) as margin_squared
      from holdout_people where not in_both group by 1, 2)
    select jsonb_build_object('period', period_id, 'heldOut', held_out, 'column', f.column_name) as of, f.kept, f.counted
    from kept k full join counted c using (period_id, held_out) cross join lateral (values
      ('people', k.people, c.people), ('converted', k.converted, c.converted), ('orders', k.orders, c.orders), ('revenue', k.revenue, c.revenue), ('margin', k.margin, c.margin),
      ('margin_squared', k.margin_squared, c.margin_squared)) f(column_name, kept, counted)`;
  return partOf('arm of the global holdout', rows);
}
