import type { Counts } from '@millrace/services/measure';
import type { FlowCounts, NodeCounts } from '../../editor/actions.ts';

/**
 * Live counts as the canvas shows them, without the holdout. The results show the holdout apart.
 */
export function toFlowCounts(counts: Readonly<Record<string, Counts>>): FlowCounts {
  const nodes: Record<string, NodeCounts> = {};
  const ways: Record<string, number> = {};
  for (const [node, of] of Object.entries(counts)) {
    if (node === '') continue;
    nodes[node] = {
      entered: of['entered'] ?? 0,
      waiting: of['here'] ?? 0,
      sent: of['sent'] ?? 0,
      delivered: of['delivered'] ?? 0,
      opened: of['opened'] ?? 0,
      clicked: of['clicked'] ?? 0,
      held: of['held'] ?? 0,
      refused: (of['refused'] ?? 0) + (of['skipped'] ?? 0),
      failed: of['failed'] ?? 0,
      done: of['call-done'] ?? 0,
      notDone: (of['call-refused'] ?? 0) + (of['call-failed'] ?? 0) + (of['call-skipped'] ?? 0),
      inDoubt: of['call-unknown'] ?? 0,
      exited: of['exited'] ?? 0,
      converted: of['orders'] ?? 0,
    };
    for (const [metric, amount] of Object.entries(of))
      if (metric.startsWith('went:')) ways[`${node}.${metric.slice(5)}`] = amount;
  }
  return { nodes, ways };
}

/** How many are inside, with the holdout: a stop ends the flow for all of them. */
export function insideOf(counts: Readonly<Record<string, Counts>>): number {
  return Object.entries(counts).reduce(
    (sum, [node, of]) => (node === '' ? sum : sum + (of['here'] ?? 0) + (of['silent:here'] ?? 0)),
    0,
  );
}
