import type { Context } from '@millrace/core/verb';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { templates } from '@millrace/templates';
import postgres from 'postgres';

/** How much happened in half a year of a large store. */
export interface Size {
  readonly events: number;
  readonly people: number;
  readonly orders: number;
  readonly flows: number;
}

const DAYS = 180;
/** People who enter each flow, of all. */
const ENTER = 0.4;

/**
 * A store of half a year: its events, orders, the people of each flow with their messages, and the sums that the router would
 * have written. Rows are written by the owner of the database, without triggers, because what is measured is reading.
 * @returns ids of its flows
 */
export async function fillStore(ownerUrl: string, context: Context, size: Size): Promise<readonly string[]> {
  const template = templates['post-purchase'];
  if (!template) throw new Error('The gallery has no template post-purchase.');
  const flows: { id: string; version: string }[] = [];
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    for (let number = 0; number < size.flows; number += 1) {
      const { id } = await createFlow(context, { name: `Flow ${number}`, graph: template.graph as never });
      await publishFlow(context, { id });
      const [row] = await sql<
        { version: string }[]
      >`select live_version_id as version from flows where id = ${id}`;
      flows.push({ id, version: row?.version ?? '' });
    }
    const nodes = template.graph.nodes.map(({ id }) => id);
    const sending = template.graph.nodes.filter(({ kind }) => kind.startsWith('send-')).map(({ id }) => id);
    const workspace = context.workspaceId;
    await sql`set session_replication_role = replica`;
    for (const parent of ['events', 'messages', 'traces', 'decisions', 'entry_refusals'])
      await sql`select ensure_month_partitions(${parent}, (now() - interval '7 months')::date, now()::date)`;

    await sql`insert into customers (id, workspace_id, email, country, orders_count, created_at, last_seen_at)
      select uuidv7(), ${workspace}, 'p' || n || '@example.com', 'DE', n % 5,
        now() - make_interval(days => n % 400), now() from generate_series(1, ${size.people}::int) n`;
    await sql`create temporary table people as
      select row_number() over () as n, id from customers where workspace_id = ${workspace}`;
    await sql`create index on people (n)`;
    await sql`analyze people`;

    const step = 500_000;
    for (let from = 0; from < size.events; from += step)
      await sql`insert into events (id, workspace_id, customer_id, type, occurred_at, source, value, properties)
        select uuidv7(), ${workspace}, p.id, (array['customer-unsubscribed', 'ticket-opened',
          'order-placed', 'cart-updated', 'message-opened', 'product-viewed'])[1 + least(5, e.n % 97)],
          now() - make_interval(secs => ${DAYS * 86_400} * (1 - e.n::float8 / ${size.events})), 'bench', 100, '{}'
        from generate_series(${from + 1}::int, ${Math.min(from + step, size.events)}::int) e(n)
          join people p on p.n = 1 + (e.n * 31::bigint) % ${size.people}`;

    await sql`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total, revenue, net, gross,
        margin, lines, placed_at, counted, units)
      select uuidv7(), ${workspace}, 'bench', 'o' || o.n, p.id, 'USD', 9000, 8000, 8000, 9000, 3000,
        jsonb_build_array(jsonb_build_object('productId', 'p' || o.n % 400, 'title', 'Product ' || o.n % 400,
          'quantity', 1, 'price', 8000)),
        now() - make_interval(secs => (o.n::bigint * 104729) % ${DAYS * 86_400}::bigint), true, 1
      from generate_series(1, ${size.orders}::int) o(n)
        join people p on p.n = 1 + (o.n * 37::bigint) % ${size.people}`;

    for (const [place, { id, version }] of flows.entries()) {
      const entering = Math.round(size.people * ENTER);
      await sql`create temporary table entering as
        select p.id, e.n, now() - make_interval(secs => (e.n::bigint * 15485863) % ${DAYS * 86_400}::bigint) as at,
          e.n % 10 = 0 as held_out, uuidv7() as enrolment
        from generate_series(1, ${entering}::int) e(n)
          join people p on p.n = 1 + (e.n * 2 + ${place * 7_001}) % ${size.people}`;
      await sql`insert into flow_people (workspace_id, flow_id, version_id, customer_id, held_out, share,
          first_entered_at, last_entered_at, window_ends_at, cohort_ends_at, orders, revenue, margin)
        select ${workspace}, ${id}, ${version}, id, held_out, 0.1, at, at, at + interval '7 days',
          date_trunc('day', at + interval '8 days'), (n % 9 = 0)::int, (n % 9 = 0)::int * 8000,
          (n % 9 = 0)::int * 3000 from entering on conflict do nothing`;
      await sql`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people,
          converted, orders, revenue, margin, margin_squared)
        select workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, abs(hashtext(customer_id::text)) % 16,
          count(*), sum(orders), sum(orders), sum(revenue), sum(margin), sum(margin::numeric ^ 2)
        from flow_people where flow_id = ${id} group by 1, 2, 3, 4, 5, 6, 7`;
      await sql`insert into enrolments (id, workspace_id, flow_id, version_id, plan_hash, customer_id, key, state,
          held_out, cursor, entered_at, ended_at, end_reason)
        select enrolment, ${workspace}, ${id}, ${version}, 'bench', id, 'k' || n, 'done', held_out, '{}', at,
          at + interval '2 days', 'done' from entering`;
      await sql`insert into messages (id, workspace_id, enrolled_at, enrolment_id, flow_id, version_id, node, visit,
          customer_id, channel, purpose, status, planned_at, sent_at, delivered_at, opened_at, clicked_at, settled_at)
        select uuidv7(), ${workspace}, at, enrolment, ${id}, ${version}, ${sending[0] ?? ''}, 1, id, 'email',
          'marketing', 'sent', at, at + interval '1 hour', at + interval '61 minutes',
          case when n % 3 = 0 then at + interval '3 hours' end, case when n % 20 = 0 then at + interval '3 hours' end,
          at + interval '1 hour' from entering where not held_out`;
      await sql`insert into order_ledger (workspace_id, flow_id, order_id, customer_id, held_out, share, placed_at,
          orders, gross, discount, tax, refunded, net, revenue, cost, margin)
        select ${workspace}, ${id}, uuidv7(), id, held_out, 0.1, at + interval '1 day', 1, 9000, 0, 1000, 0, 8000,
          8000, 5000, 3000 from entering where n % 9 = 0`;
      await sql`insert into attributions (workspace_id, order_id, flow_id, version_id, node, message_id, customer_id,
          revenue, margin, discount, how, at)
        select ${workspace}, uuidv7(), ${id}, ${version}, ${sending[0] ?? ''}, uuidv7(), id, 8000, 3000, 0, 'clicked',
          at + interval '1 day' from entering where n % 25 = 0`;
      // As many rows as there are hours: a step counts several things in each.
      await sql`insert into counter_rollups (workspace_id, flow_id, version_id, node, metric, hour, amount)
        select ${workspace}, ${id}, ${version}, node, metric, date_trunc('hour', now()) - make_interval(hours => h), 3
        from generate_series(1, ${DAYS * 24}::int) h,
          unnest(${nodes}::text[]) node, unnest(array['passed', 'here']) metric`;
      await sql`insert into counter_rollups (workspace_id, flow_id, version_id, node, metric, hour, amount)
        select ${workspace}, ${id}, ${version}, node, metric, date_trunc('hour', now()) - make_interval(hours => h), 3
        from generate_series(1, ${DAYS * 24}::int) h, unnest(${sending}::text[]) node,
          unnest(array['sent', 'delivered', 'opened', 'clicked', 'orders', 'revenue', 'margin']) metric`;
      await sql`insert into counter_totals select workspace_id, flow_id, version_id, node, metric, sum(amount)
        from counter_rollups where flow_id = ${id} group by 1, 2, 3, 4, 5`;
      await sql`drop table entering`;
    }
    // As autovacuum does within minutes of such a change.
    await sql`vacuum analyze`;
    return flows.map(({ id }) => id);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
