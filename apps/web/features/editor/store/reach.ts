import type { GraphEdge } from '@millrace/flow';
import { wiringOf } from './wiring.ts';
import type { FlowDocument } from './document.ts';

/** All steps reachable from some steps, these included. @param skip edges to ignore */
export function reachFrom(
  document: FlowDocument,
  from: Iterable<string>,
  skip: (edge: GraphEdge) => boolean = () => false,
): Set<string> {
  const { out } = wiringOf(document);
  const seen = new Set<string>();
  const stack = [...from];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id) || !document.nodes[id]) continue;
    seen.add(id);
    for (const edge of out.get(id) ?? []) if (!skip(edge)) stack.push(edge.to);
  }
  return seen;
}
