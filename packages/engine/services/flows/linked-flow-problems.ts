import type { Tx } from '@millrace/db';
import type { Graph, GraphNode, Problem } from '@millrace/flow';
import { stepConfig } from './step-config.ts';

/** Steps that lead people into another flow which does not exist, or is not live now. */
export async function linkedFlowProblems(
  tx: Tx,
  id: string | null,
  graph: Graph,
): Promise<readonly Problem[]> {
  const links = graph.nodes.flatMap((node) => linksOf(node).map((flow) => ({ node: node.id, flow })));
  if (links.length === 0) return [];
  const rows = await tx<{ id: string; name: string; state: string }[]>`
    select id, name, state from flows where id = any(${links.map(({ flow }) => flow)}::uuid[])`;
  const known = new Map(rows.map((row) => [row.id, row]));
  const problem = (node: string, severity: Problem['severity'], code: string, sentence: string): Problem => ({
    severity,
    node,
    code,
    sentence,
    field: 'flow',
  });
  return links.flatMap(({ node, flow }): Problem[] => {
    const other = known.get(flow);
    if (!other)
      return [problem(node, 'error', 'flow-gone', 'The flow of this step no longer exists. Choose another.')];
    if (flow === id)
      return [
        problem(
          node,
          'error',
          'flow-itself',
          'This step leads to the flow it is in. To repeat a part of it, use a loop with a limit.',
        ),
      ];
    if (other.state === 'live' || other.state === 'paused') return [];
    return [
      problem(
        node,
        'warning',
        'flow-not-live',
        `“${other.name}” is not live, so people take the branch “Not possible” here until it is.`,
      ),
    ];
  });
}

function linksOf(node: GraphNode): readonly string[] {
  const step = stepConfig(node);
  return step?.kind.leadsTo?.(step.config) ?? [];
}
