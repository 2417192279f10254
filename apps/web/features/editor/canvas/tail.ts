import type { GraphEdge, GraphNode, Kinds } from '@millrace/flow';
import type { Place } from '../history/commands.ts';

/**
 * The way by which inserted steps lead on: the first open way at the end of their main path, otherwise any open way; null if
 * they have none.
 */
export function tailOf(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  kinds: Kinds,
  first: string,
): Place | null {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const ways = (id: string) => {
    const node = known.get(id);
    return (node && kinds[node.kind]?.ports(node.config)) ?? [];
  };
  const leadsTo = (from: string, port: string) =>
    edges.find((edge) => edge.from === from && edge.port === port)?.to;
  const seen = new Set<string>();
  const stack = [first];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const next: string[] = [];
    for (const port of ways(id)) {
      const to = leadsTo(id, port.id);
      // An open way is not the tail while the main path continues.
      if (to !== undefined) next.push(to);
      else if (!port.optional || next.length === 0) return { from: id, port: port.id };
    }
    stack.push(...next.reverse());
  }
  return null;
}
