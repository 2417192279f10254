import type { Json } from '@millrace/base';
import type { FlowSettings, Graph, GraphEdge, GraphNode } from './graph.ts';

/** One change of a graph as data. A check returns edits as its fix, and a button applies them. */
export type GraphEdit =
  /** Sets part of a step's config, by its dotted path. */
  | { readonly do: 'set-config'; readonly node: string; readonly path: string; readonly value: Json }
  | { readonly do: 'set-settings'; readonly change: Partial<FlowSettings> }
  /**
   * Puts a step at a port. The step that was there follows by the port `onward`. With `at` null the step is
   * unconnected.
   */
  | {
      readonly do: 'add-step';
      readonly step: GraphNode;
      readonly at: { readonly from: string; readonly port: string } | null;
      readonly onward: string | null;
    }
  | { readonly do: 'connect'; readonly from: string; readonly port: string; readonly to: string }
  | { readonly do: 'disconnect'; readonly edges: readonly GraphEdge[] }
  | { readonly do: 'remove-step'; readonly node: string };

/** The fix of a problem, when the marketer has nothing to choose. */
export interface Fix {
  /** On the button: "Add a default", "End here". */
  readonly title: string;
  readonly edits: readonly GraphEdit[];
}

/** The graph after some edits. An edit that names a missing step or connection changes nothing. */
export function applyEdits(graph: Graph, edits: readonly GraphEdit[]): Graph {
  return edits.reduce(applyEdit, graph);
}

function applyEdit(graph: Graph, edit: GraphEdit): Graph {
  switch (edit.do) {
    case 'set-config':
      return {
        ...graph,
        nodes: graph.nodes.map((node) =>
          node.id === edit.node
            ? { ...node, config: put(node.config, edit.path.split('.'), edit.value) as GraphNode['config'] }
            : node,
        ),
      };
    case 'set-settings':
      return { ...graph, settings: { ...graph.settings, ...edit.change } };
    case 'add-step':
      return addStep(graph, edit);
    case 'connect':
      return { ...graph, edges: withEdge(graph.edges, edit.from, edit.port, edit.to) };
    case 'disconnect':
      return {
        ...graph,
        edges: graph.edges.filter((edge) => !edit.edges.some((gone) => sameEdge(edge, gone))),
      };
    case 'remove-step':
      return removeStep(graph, edit.node);
  }
}

/** Compares the ends too, since ids may be duplicated in a graph that needs fixing. */
const sameEdge = (left: GraphEdge, right: GraphEdge) =>
  left.id === right.id && left.from === right.from && left.port === right.port && left.to === right.to;

/** Removes a step and closes the gap: steps that led to it lead to the step after it. */
function removeStep(graph: Graph, id: string): Graph {
  const there = new Set(graph.nodes.map((node) => node.id));
  const onward = graph.edges.find((edge) => edge.from === id && edge.to !== id && there.has(edge.to))?.to;
  const edges = graph.edges.flatMap((edge) => {
    if (edge.from === id) return [];
    if (edge.to !== id) return [edge];
    return onward === undefined || onward === edge.from || !there.has(edge.from)
      ? []
      : [{ ...edge, to: onward }];
  });
  return { ...graph, nodes: graph.nodes.filter((node) => node.id !== id), edges };
}

function addStep(graph: Graph, { step, at, onward }: Extract<GraphEdit, { do: 'add-step' }>): Graph {
  const id = freeId(
    step.id,
    graph.nodes.map((node) => node.id),
  );
  const nodes = [...graph.nodes, { ...step, id }];
  if (!at) return { ...graph, nodes };
  const before = graph.edges.find((edge) => edge.from === at.from && edge.port === at.port);
  const rest = graph.edges.filter((edge) => edge !== before);
  const reached = withEdge(rest, at.from, at.port, id);
  return { ...graph, nodes, edges: before && onward ? withEdge(reached, id, onward, before.to) : reached };
}

function withEdge(edges: readonly GraphEdge[], from: string, port: string, to: string): GraphEdge[] {
  const id = freeId(
    `${from}.${port}`.slice(0, 58),
    edges.map((edge) => edge.id),
  );
  return [...edges, { id, from, port, to }];
}

function freeId(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken);
  let id = wanted;
  for (let count = 2; known.has(id); count += 1) id = `${wanted}.${count}`;
  return id;
}

/** A copy with the value at a path set; numbers in the path are list indexes. */
function put(value: unknown, path: readonly string[], next: Json): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (Array.isArray(value)) {
    const list = [...(value as unknown[])];
    list[Number(step)] = put(list[Number(step)], rest, next);
    return list;
  }
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { ...record, [step]: put(record[step], rest, next) };
}
