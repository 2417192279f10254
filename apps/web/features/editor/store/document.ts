import {
  GRAPH_VERSION,
  type FlowSettings,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type GraphNote,
  type Subject,
} from '@millrace/flow';

/**
 * The graph while it is edited: the same nodes, edges and notes, keyed by id, so that edits refer to ids. Patches of one user
 * then still apply after another user's changes were merged.
 */
export interface FlowDocument {
  subject: Subject;
  settings: FlowSettings;
  nodes: Record<string, GraphNode>;
  edges: Record<string, GraphEdge>;
  notes: Record<string, GraphNote>;
}

export function toDocument(graph: Graph): FlowDocument {
  return {
    subject: graph.subject,
    settings: graph.settings,
    nodes: Object.fromEntries(graph.nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(graph.edges.map((edge) => [edge.id, edge])),
    notes: Object.fromEntries(graph.notes.map((note) => [note.id, note])),
  };
}

export function toGraph(document: FlowDocument): Graph {
  return {
    schemaVersion: GRAPH_VERSION,
    subject: document.subject,
    nodes: Object.values(document.nodes),
    edges: Object.values(document.edges),
    notes: Object.values(document.notes),
    settings: document.settings,
  };
}

/** Whether two values are equal as JSON, whatever the order of keys. `undefined` counts as absent. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => sameValue(item, right[index]));
  }
  const first = left as Record<string, unknown>;
  const second = right as Record<string, unknown>;
  for (const key of Object.keys(first)) if (!sameValue(first[key], second[key])) return false;
  for (const key of Object.keys(second))
    if (second[key] !== undefined && first[key] === undefined) return false;
  return true;
}
