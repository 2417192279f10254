import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';

/** Of which test, and what everybody new is to get. */
export interface Choice {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly node: string;
  /** Null: people are drawn again, and the rule leaves it at that. */
  readonly variant: string | null;
  readonly round: string;
  /** Who chose it; null for the rule. */
  readonly by: string | null;
}

/**
 * Gives a variant to everybody who comes to the test from now on. The rule never replaces what a person chose.
 * @returns false when there was a choice already that stays
 */
export async function chooseVariant(
  tx: Tx,
  { workspaceId, flowId, node, variant, round, by }: Choice,
  now: Instant,
): Promise<boolean> {
  const rows = await tx`
    insert into test_choices as c (workspace_id, flow_id, node, variant, round, chosen_at, chosen_by)
      values (${workspaceId}, ${flowId}, ${node}, ${variant}, ${round}, ${now}, ${by})
    on conflict (workspace_id, flow_id, node) do update
      set variant = excluded.variant, round = excluded.round, chosen_at = excluded.chosen_at,
        chosen_by = excluded.chosen_by
      where ${by !== null} or c.round <> excluded.round
    returning 1`;
  return rows.length > 0;
}
