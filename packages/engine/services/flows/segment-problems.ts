import type { Tx } from '@millrace/db';
import { conditionsIn, segmentsNamed, type Graph, type Problem } from '@millrace/flow';

/** Conditions that name a saved segment which does not exist: nobody would ever be in it. */
export async function segmentProblems(tx: Tx, graph: Graph): Promise<readonly Problem[]> {
  const named = graph.nodes.flatMap((node) =>
    conditionsIn(node.config).flatMap(({ condition, path }) =>
      segmentsNamed(condition).map((id) => ({ node: node.id, field: path.join('.'), id })),
    ),
  );
  if (named.length === 0) return [];
  const rows = await tx<{ id: string }[]>`
    select id from segments where flow_id is null and id::text = any(${named.map(({ id }) => id)}::text[])`;
  const known = new Set(rows.map(({ id }) => id));
  return named.flatMap(({ node, field, id }): Problem[] =>
    known.has(id)
      ? []
      : [
          {
            severity: 'error',
            node,
            code: 'segment-gone',
            sentence: 'This condition names a segment that no longer exists. Choose another.',
            field: field || null,
          },
        ],
  );
}
