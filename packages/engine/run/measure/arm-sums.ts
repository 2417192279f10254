import type { Tx } from '@millrace/db';
import { hash53, type Instant } from '@millrace/base';

/** Rows per arm. Spreading the sums lets entries run at the same time. */
const SHARDS = 16;
const shardOf = (customerId: string) => hash53(customerId) % SHARDS;

/** Counts a person in their arm at their first entry only. */
export async function countPerson(tx: Tx, workspaceId: string, place: ArmPlace, now: Instant): Promise<void> {
  const { flow_id: flowId, version_id: versionId, customer_id: customerId, held_out: heldOut, share } = place;
  const [row] = await tx<{ fresh: boolean }[]>`
    insert into flow_people as p (workspace_id, flow_id, version_id, customer_id, held_out, share,
      first_entered_at, last_entered_at)
      values (${workspaceId}, ${flowId}, ${versionId}, ${customerId}, ${heldOut}, ${share}, ${now}, ${now})
    on conflict (workspace_id, flow_id, customer_id)
      do update set entries = p.entries + 1, last_entered_at = excluded.last_entered_at
      returning (xmax = 0) as fresh`;
  if (row?.fresh)
    await addToArm(tx, workspaceId, place, {
      people: 1,
      converted: 0,
      orders: 0,
      revenue: 0,
      margin: 0,
      marginSquared: '0',
    });
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

export interface ArmPlace {
  readonly flow_id: string;
  /** The version that the person first entered. */
  readonly version_id: string;
  readonly held_out: boolean;
  /** The holdout share when this person was drawn, 0 to 1. */
  readonly share: number;
  readonly customer_id: string;
}

export async function addToArm(
  tx: Tx,
  workspaceId: string,
  place: ArmPlace,
  change: ArmChange,
): Promise<void> {
  await tx`insert into arm_sums as a (workspace_id, flow_id, version_id, held_out, share, shard, people,
    converted, orders, revenue, margin, margin_squared)
    values (${workspaceId}, ${place.flow_id}, ${place.version_id}, ${place.held_out}, ${place.share},
      ${shardOf(place.customer_id)}, ${change.people}, ${change.converted}, ${change.orders},
      ${change.revenue}, ${change.margin}, ${change.marginSquared}::numeric)
    on conflict (workspace_id, flow_id, version_id, held_out, share, shard)
      do update set people = a.people + excluded.people, converted = a.converted + excluded.converted,
      orders = a.orders + excluded.orders, revenue = a.revenue + excluded.revenue,
        margin = a.margin + excluded.margin, margin_squared = a.margin_squared + excluded.margin_squared`;
}
