import { everyWorkspace } from '@millrace/core/store';
import type { Database, Tx } from '@millrace/db';
import { DAY, type Instant } from '@millrace/base';
import { shardOf } from '../global-holdout/shards.ts';

/**
 * A person enters: once counted in the arm, however often they come. Who is in the store's own holdout then is in no arm.
 */
export async function countPerson(
  tx: Tx,
  workspaceId: string,
  person: ArmPlace & { readonly window_ends_at: Instant; readonly globally_held_out: boolean },
  now: Instant,
): Promise<void> {
  const [row] = await tx<{ fresh: boolean }[]>`
    insert into flow_people as p (workspace_id, flow_id, version_id, customer_id, held_out, share, first_entered_at,
      last_entered_at, window_ends_at, cohort_ends_at, globally_held_out)
    values (${workspaceId}, ${person.flow_id}, ${person.version_id}, ${person.customer_id}, ${person.held_out}, ${person.share},
      ${now}, ${now}, ${person.window_ends_at}, ${person.cohort_ends_at}, ${person.globally_held_out})
    on conflict (workspace_id, flow_id, customer_id) do update
      set entries = p.entries + 1, last_entered_at = excluded.last_entered_at
    returning (xmax = 0) as fresh`;
  if (row?.fresh && !person.globally_held_out) await addToArm(tx, workspaceId, person, ONE_PERSON);
}

export interface ArmChange {
  readonly people: number;
  readonly converted: number;
  readonly orders: number;
  readonly revenue: number;
  readonly margin: number;
  /**
   * Sum over people of their squared margin, an integer as text, because it can exceed a JavaScript number.
   */
  readonly marginSquared: string;
}

/** A person who has done nothing yet. */
export const ONE_PERSON: ArmChange = {
  people: 1,
  converted: 0,
  orders: 0,
  revenue: 0,
  margin: 0,
  marginSquared: '0',
};

export interface ArmPlace {
  readonly flow_id: string;
  /** The version that the person first entered. */
  readonly version_id: string;
  readonly held_out: boolean;
  /** The holdout share when this person was drawn, 0 to 1. */
  readonly share: number;
  /** People whose outcome windows end together. */
  readonly cohort_ends_at: Instant;
  readonly customer_id: string;
}

export async function addToArm(
  tx: Tx,
  workspaceId: string,
  place: ArmPlace,
  change: ArmChange,
): Promise<void> {
  await tx`
    insert into arm_sums as a (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people, converted,
      orders, revenue, margin, margin_squared)
    values (${workspaceId}, ${place.flow_id}, ${place.version_id}, ${place.cohort_ends_at}, ${place.held_out}, ${place.share},
      ${shardOf(place.customer_id)}, ${change.people}, ${change.converted}, ${change.orders}, ${change.revenue},
      ${change.margin}, ${change.marginSquared}::numeric)
    ${onTop(tx)}`;
}

/** Adds what is inserted into `arm_sums as a` to the sums that are there. */
const onTop = (
  tx: Tx,
) => tx`on conflict (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard) do update set
  people = a.people + excluded.people, converted = a.converted + excluded.converted, orders = a.orders + excluded.orders,
  revenue = a.revenue + excluded.revenue, margin = a.margin + excluded.margin,
  margin_squared = a.margin_squared + excluded.margin_squared`;

/** Rows that are merged at once. */
const MERGED_AT_ONCE = 5_000;

/**
 * Merges the shards of people whose windows were over a day ago. Shards keep people who enter at the same time from waiting for
 * each other; afterwards they only make every sum longer. What still changes later goes to a shard again.
 * @returns rows merged in any workspace
 */
export async function mergeShards(db: Database, now: Instant): Promise<number> {
  let merged = 0;
  for (const id of await everyWorkspace(db)) {
    const [row] = await db.inWorkspace(
      id,
      (tx) => tx<{ merged: number }[]>`
        with gone as (delete from arm_sums where ctid = any(array(
            select ctid from arm_sums where shard <> 0 and cohort_ends_at < ${now - DAY}::timestamptz
            limit ${MERGED_AT_ONCE} for update skip locked))
          returning *),
        kept as (insert into arm_sums as a (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people,
            converted, orders, revenue, margin, margin_squared)
          select workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, 0, sum(people), sum(converted), sum(orders),
            sum(revenue), sum(margin), sum(margin_squared) from gone group by 1, 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
          ${onTop(tx)})
        select count(*)::int as merged from gone`,
    );
    merged += row?.merged ?? 0;
  }
  return merged;
}
