import { listed } from '@millrace/base/words';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { Graph, Problem } from '@millrace/flow';
import { stepConfig } from './step-config.ts';

/** Steps that grant a loyalty tier which the store does not have, so that they would grant none. */
export async function tierProblems(tx: Tx, workspaceId: string, graph: Graph): Promise<readonly Problem[]> {
  const granted = graph.nodes.flatMap((node) => {
    const step = stepConfig(node);
    return (step?.kind.tiers?.(step.config) ?? []).map((tier) => ({ node: node.id, tier }));
  });
  if (granted.length === 0) return [];
  const { tiers } = await storeSettings(tx, workspaceId);
  const known = new Set(tiers.map(({ name }) => name.toLowerCase()));
  const has =
    tiers.length === 0
      ? 'It has none yet: add some in Settings, Store.'
      : `It has ${listed(tiers.map(({ name }) => `“${name}”`))}.`;
  return granted
    .filter(({ tier }) => !known.has(tier.trim().toLowerCase()))
    .map(({ node, tier }): Problem => ({
      severity: 'warning',
      node,
      code: 'tier-unknown',
      sentence: `The store has no loyalty tier “${tier}”, so nobody is granted one here. ${has}`,
      field: 'tier',
    }));
}
