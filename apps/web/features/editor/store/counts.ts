import type { FlowCounts, NodeCounts } from '../actions.ts';

/**
 * Live numbers outside the graph, so that a new number draws one card and not the canvas. Every step subscribes to its
 * own entry; an entry that did not change keeps its identity.
 */
export interface Counts {
  readonly put: (counts: FlowCounts | null) => void;
  readonly node: (id: string) => NodeCounts | undefined;
  /** Share of the busiest way, 0 to 1; undefined when nothing was counted. */
  readonly way: (from: string, port: string) => number | undefined;
  readonly people: (from: string, port: string) => number | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createCounts(): Counts {
  let nodes: Readonly<Record<string, NodeCounts>> = {};
  let ways: Readonly<Record<string, number>> = {};
  let busiest = 0;
  const listeners = new Set<() => void>();
  const same = (left: NodeCounts | undefined, right: NodeCounts) => left !== undefined && JSON.stringify(left) === JSON.stringify(right);
  return {
    put: (counts) => {
      nodes = Object.fromEntries(
        Object.entries(counts?.nodes ?? {}).map(([id, entry]) => [id, same(nodes[id], entry) ? (nodes[id] as NodeCounts) : entry]),
      );
      ways = counts?.ways ?? {};
      busiest = Math.max(0, ...Object.values(ways));
      listeners.forEach((listener) => listener());
    },
    node: (id) => nodes[id],
    way: (from, port) => (busiest > 0 ? (ways[`${from}.${port}`] ?? 0) / busiest : undefined),
    people: (from, port) => ways[`${from}.${port}`],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
