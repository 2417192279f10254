import type { Tx } from '@millrace/db';
import { HOUR } from '@millrace/base';

/** One change of a live count. `node` is '' for the whole flow. */
export interface CounterChange {
  readonly node: string;
  /**
   * `entered`, `here`, `sent`, `opened`, `refused:quiet-hours`, `orders`, `revenue` (minor units) and so on.
   */
  readonly metric: string;
  readonly amount: number;
}

/**
 * Writes changes of counts in the transaction that causes them. Only inserts rows, so transactions never wait
 * for each other.
 */
export async function addToCounters(
  tx: Tx,
  workspaceId: string,
  flow: { flowId: string; versionId: string },
  at: number,
  changes: readonly CounterChange[],
): Promise<void> {
  const sums = new Map<string, CounterChange>();
  for (const item of changes) {
    const key = `${item.node}\u0000${item.metric}`;
    sums.set(key, { ...item, amount: (sums.get(key)?.amount ?? 0) + item.amount });
  }
  const rows = [...sums.values()].filter((row) => row.amount !== 0);
  if (rows.length === 0) return;
  const hour = new Date(Math.floor(at / HOUR) * HOUR).toISOString();
  await tx`insert into counter_changes (workspace_id, flow_id, version_id, node, metric, hour, amount)
    select ${workspaceId}, ${flow.flowId}, ${flow.versionId}, node, metric, ${hour}::timestamptz, amount
    from unnest(${rows.map((row) => row.node)}::text[], ${rows.map((row) => row.metric)}::text[],
      ${rows.map((row) => row.amount)}::bigint[]) as t(node, metric, amount)`;
}
