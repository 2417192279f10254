import { several } from '@millrace/base/words';
import { graphEdgeSchema, graphNodeSchema, type GraphEdge, type GraphNode, type Kinds } from '@millrace/flow';
import { z } from 'zod';
import type { Command } from '../history/commands.ts';
import { newId } from '../store/ids.ts';
import { sameValue, type FlowDocument } from '../store/document.ts';

/** What copying puts on the clipboard, as text that can travel between flows, tabs and people. */
const clippingSchema = z.strictObject({
  millrace: z.literal('steps'),
  nodes: z.array(graphNodeSchema).min(1).max(5_000),
  edges: z.array(graphEdgeSchema).max(10_000),
});
export type Clipping = z.infer<typeof clippingSchema>;

/** The chosen steps and the ways between them. */
export function clip(document: FlowDocument, ids: readonly string[]): Clipping | null {
  const chosen = new Set(ids);
  const nodes = Object.values(document.nodes).filter((node) => chosen.has(node.id));
  if (nodes.length === 0) return null;
  const edges = Object.values(document.edges).filter((edge) => chosen.has(edge.from) && chosen.has(edge.to));
  return { millrace: 'steps', nodes, edges };
}

/** Reads text from the clipboard; anything that is not steps is nothing. */
export function readClipping(text: string): Clipping | null {
  if (!text.includes('"millrace"')) return null;
  try {
    const result = clippingSchema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

export interface Pasting {
  readonly command: Command;
  readonly added: readonly string[];
}

/**
 * Adds copies with ids of their own. A second trigger is left out, as a flow has one. When `after` is given and its
 * way is open, the first copied step continues there.
 */
export function paste(
  document: FlowDocument,
  kinds: Kinds,
  clipping: Clipping,
  after: { from: string; port: string } | null,
  random: () => number,
): Pasting | null {
  const hasTrigger = Object.values(document.nodes).some((node) => kinds[node.kind]?.family === 'trigger');
  const nodes = clipping.nodes.filter((node) => !(hasTrigger && kinds[node.kind]?.family === 'trigger'));
  if (nodes.length === 0) return null;
  const taken = new Set(Object.keys(document.nodes));
  const ids = new Map<string, string>();
  for (const node of nodes) {
    const id = newId(node.kind, taken, random);
    taken.add(id);
    ids.set(node.id, id);
  }
  const copies = nodes.map((node): GraphNode => {
    const copy = { ...structuredClone(node), id: ids.get(node.id) ?? node.id };
    if (copy.position && sameValue(document.nodes[node.id]?.position, node.position))
      copy.position = { x: copy.position.x + 40, y: copy.position.y + 40 };
    return copy;
  });
  const edges = clipping.edges.flatMap((edge): GraphEdge[] => {
    const [from, to] = [ids.get(edge.from), ids.get(edge.to)];
    return from && to ? [{ id: `${from}.${edge.port}`.slice(0, 64), from, port: edge.port, to }] : [];
  });
  const entered = new Set(edges.map((edge) => edge.to));
  const first = copies.find((node) => !entered.has(node.id)) ?? copies[0];
  const label = `paste ${several(copies.length, 'step')}`;
  return {
    added: copies.map((node) => node.id),
    command: {
      label,
      recipe: (draft) => {
        for (const node of copies) draft.nodes[node.id] = node;
        for (const edge of edges) draft.edges[edge.id] = edge;
        if (after && first) {
          const id = `${after.from}.${after.port}`.slice(0, 64);
          if (!draft.edges[id]) draft.edges[id] = { id, from: after.from, port: after.port, to: first.id };
        }
      },
    },
  };
}
