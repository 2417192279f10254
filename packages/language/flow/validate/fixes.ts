import { inflected, plural } from '@millrace/base/words';
import type { Graph, GraphEdge, GraphNode } from '../graph.ts';
import type { Fix } from '../graph-edit.ts';
import { currentVersion } from '../kind-versions.ts';
import type { Kinds, NodeKind } from '../kind.ts';
import type { Sheet } from './sheet.ts';

/** A new step of a kind, with its initial config. */
function begin(kind: NodeKind, id: string): GraphNode {
  return { id, kind: kind.kind, version: currentVersion(kind), config: { ...kind.initial } };
}

const firstOf = (kinds: Kinds, wanted: (kind: NodeKind) => boolean) => Object.values(kinds).find(wanted);

/**
 * Connects an open port of the trigger to the only step that nothing leads to; any other open port gets an
 * end.
 */
export function closeWay(
  { graph, kinds, nodes }: Pick<Sheet, 'graph' | 'kinds' | 'nodes'>,
  from: string,
  port: string,
): Fix | undefined {
  const reached = new Set(graph.edges.map((edge) => edge.to));
  const loose = [...nodes.values()].filter(
    ({ node, kind }) => !reached.has(node.id) && node.id !== from && kind && !kind.trigger,
  );
  const only = loose.length === 1 ? loose[0] : undefined;
  if (only && nodes.get(from)?.kind?.trigger)
    return {
      title: `Lead it to “${only.node.name ?? only.kind?.title}”`,
      edits: [{ do: 'connect', from, port, to: only.node.id }],
    };
  const end = firstOf(kinds, (kind) => kind.family === 'end' && kind.ports(kind.initial).length === 0);
  return (
    end && {
      title: 'End here',
      edits: [
        { do: 'add-step', step: begin(end, `end.${from}`.slice(0, 60)), at: { from, port }, onward: null },
      ],
    }
  );
}

/** Puts a trigger before the first step that nothing leads to. */
export function addTrigger(kinds: Kinds, graph: Graph): Fix | undefined {
  const trigger = firstOf(kinds, (kind) => kind.trigger !== undefined);
  if (!trigger) return undefined;
  const step = begin(trigger, 'trigger');
  const id = graph.nodes.some((node) => node.id === step.id) ? `${step.id}.2` : step.id;
  const reached = new Set(graph.edges.map((edge) => edge.to));
  const root = graph.nodes.find((node) => !reached.has(node.id) && node.id !== id);
  const port = trigger.ports(trigger.initial)[0]?.id;
  return {
    title: 'Add a trigger',
    edits: [
      { do: 'add-step', step: { ...step, id }, at: null, onward: null },
      ...(root && port ? [{ do: 'connect' as const, from: id, port, to: root.id }] : []),
    ],
  };
}

/** Puts a wait on every edge back to the first step of a loop. */
export function waitBetween(kinds: Kinds, graph: Graph, loop: readonly string[]): Fix | undefined {
  const wait = firstOf(
    kinds,
    (kind) => kind.family === 'wait' && (kind.takesTime?.({ ...kind.initial }) ?? false),
  );
  const onward = wait?.ports({ ...wait.initial })[0]?.id;
  const back = graph.edges.filter((edge) => loop.includes(edge.from) && edge.to === loop[0]);
  const alone = back.every(
    (edge) =>
      graph.edges.filter((other) => other.from === edge.from && other.port === edge.port).length === 1,
  );
  if (!wait || !onward || !alone) return undefined;
  const step = begin(wait, 'wait-in-loop');
  return {
    title: 'Put a wait here',
    edits: back.map(({ from, port }) => ({ do: 'add-step', step, at: { from, port }, onward })),
  };
}

export const removeConnections = (edges: readonly GraphEdge[]): Fix => ({
  title: `Remove the ${inflected(edges.length, 'connection')}`,
  edits: [{ do: 'disconnect', edges }],
});
export const removeStep = (node: string): Fix => removeSteps([node]);
export const removeSteps = (nodes: readonly string[]): Fix => ({
  title: nodes.length === 1 ? 'Remove this step' : `Remove these ${plural(nodes.length, 'step')}`,
  edits: nodes.map((node) => ({ do: 'remove-step', node })),
});
export const setConfig = (title: string, node: string, path: string, value: unknown): Fix => ({
  title,
  edits: [{ do: 'set-config', node, path, value: value as never }],
});
