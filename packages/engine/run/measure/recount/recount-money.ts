import type { Tx } from '@millrace/db';
import { joined, partOf, type Compared, type Part } from './compared.ts';

/**
 * Every recount that reads orders. They share a file because the way orders are stored and the way they are
 * counted change together.
 */
export async function recountMoney(tx: Tx): Promise<Part> {
  return joined([await arms(tx), await customers(tx)]);
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
        sum(margin)::numeric as margin, sum(margin::numeric * margin) as margin_squared from flow_people where not in_both group by 1, 2, 3, 4, 5)
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
