import type { Instant } from '@millrace/base';
import { lockCustomers } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { assignHoldout } from '@millrace/measure';
import { shardOf } from './shards.ts';

/** The time under one share. */
export interface OpenPeriod {
  readonly id: string;
  /** 0 to 1. */
  readonly share: number;
  readonly started_at: Instant;
}

/** One salt for the store, so that a person's draw is the same in every period. */
export const isDrawn = (workspaceId: string, customerId: string, share: number): boolean =>
  assignHoldout(`global:${workspaceId}`, customerId, share);

/** Customers that can be reached: those who are measured. A table `c` of customers. */
export const isReachable = (tx: Tx) => tx`c.merged_into is null and c.erased_at is null
  and (c.email is not null or c.phone is not null
    or exists (select from browsers b where b.customer_id = c.id))`;

/**
 * Keeps the arms of people in a period, and counts what they ordered since it began. Whoever has an arm keeps
 * it; whoever has no address gets none yet. Takes the people's locks, so that an order is counted here or
 * when it is settled, and never in neither.
 */
export async function assignPeople(
  tx: Tx,
  workspaceId: string,
  period: OpenPeriod,
  customers: readonly string[],
  now: Instant,
): Promise<void> {
  if (customers.length === 0) return;
  await lockCustomers(tx, customers);
  await tx`
    with fresh as (
      insert into holdout_people (workspace_id, period_id, customer_id, held_out, assigned_at, orders, revenue, margin)
      select ${workspaceId}, ${period.id}, c.id, d.held_out, ${now}, o.orders, o.revenue, o.margin
      from unnest(${[...customers]}::uuid[],
        ${customers.map((id) => String(isDrawn(workspaceId, id, period.share)))}::text[]::boolean[]) as d(id, held_out)
        join customers c on c.id = d.id and ${isReachable(tx)}
        cross join lateral (select count(*)::int as orders, coalesce(sum(revenue), 0)::bigint as revenue,
          coalesce(sum(margin), 0)::bigint as margin from orders
          where customer_id = c.id and counted and placed_at >= ${period.started_at}) o
      on conflict do nothing returning customer_id, held_out, orders, revenue, margin)
    insert into holdout_sums as s (workspace_id, period_id, held_out, shard, people, converted, orders, revenue, margin,
      margin_squared)
    select ${workspaceId}, ${period.id}, held_out, d.shard, count(*), count(*) filter (where orders > 0), sum(orders), sum(revenue),
      sum(margin), sum(margin::numeric * margin)
    from fresh join unnest(${[...customers]}::uuid[], ${customers.map(shardOf)}::integer[]) as d(id, shard)
      on d.id = customer_id group by held_out, d.shard order by held_out, d.shard
    ${addedUp(tx)}`;
}

/** What follows an insert into `holdout_sums as s`: the rows there are changed by the new ones. */
export const addedUp = (tx: Tx) => tx`
  on conflict (workspace_id, period_id, held_out, shard) do update set
    people = s.people + excluded.people, converted = s.converted + excluded.converted, orders = s.orders + excluded.orders,
    revenue = s.revenue + excluded.revenue, margin = s.margin + excluded.margin,
    margin_squared = s.margin_squared + excluded.margin_squared`;
