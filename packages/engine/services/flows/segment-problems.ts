import type { Tx } from '@millrace/db';
import { conditionsIn, segmentsNamed, type Graph, type GraphNode, type Problem } from '@millrace/flow';
import { stepConfig } from './step-config.ts';

/**
 * Conditions that name a saved segment which does not exist: nobody would ever be in it. And steps that put people on a
 * list which does not exist.
 */
export async function segmentProblems(tx: Tx, graph: Graph): Promise<readonly Problem[]> {
  const asked = graph.nodes.flatMap((node) =>
    conditionsIn(node.config).flatMap(({ condition, path }) =>
      segmentsNamed(condition).map((id) => ({ node: node.id, field: path.join('.'), id })),
    ),
  );
  const changed = graph.nodes.flatMap((node) => listsOf(node).map((id) => ({ node: node.id, id })));
  if (asked.length + changed.length === 0) return [];
  const named = [...asked, ...changed].map(({ id }) => id);
  const rows = await tx<{ id: string; by_hand: boolean }[]>`
    select id, by_hand from segments where flow_id is null and id::text = any(${named}::text[])`;
  const known = new Map(rows.map((row) => [row.id, row]));
  return [
    ...asked
      .filter(({ id }) => !known.has(id))
      .map(({ node, field }) =>
        gone(node, field, 'This condition names a segment that no longer exists. Choose another.'),
      ),
    ...changed
      .filter(({ id }) => known.get(id)?.by_hand !== true)
      .map(({ node }) => gone(node, 'list', 'The list of this step no longer exists. Choose another.')),
  ];
}

const gone = (node: string, field: string, sentence: string): Problem => ({
  severity: 'error',
  node,
  code: 'segment-gone',
  sentence,
  field: field || null,
});

function listsOf(node: GraphNode): readonly string[] {
  const step = stepConfig(node);
  return step?.kind.lists?.(step.config) ?? [];
}
