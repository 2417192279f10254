import type { FlowCounts, NodeCounts } from '../actions.ts';
import type { Mode } from './editor-state.ts';

/** The source of numbers: the live flow or a rehearsal. */
export type CountsOf = Exclude<Mode, 'build'>;

/**
 * Numbers are kept outside the graph, so that a new number renders one card and not the canvas. Each mode has its own, and
 * only those of the current mode are read. Every step subscribes to its own entry; unchanged entries stay the same object.
 */
export interface Counts {
  readonly put: (counts: FlowCounts | null, of?: CountsOf) => void;
  /** Sets the mode whose numbers are read. Build has none. */
  readonly show: (mode: Mode) => void;
  readonly node: (id: string) => NodeCounts | undefined;
  /** Traffic of a way relative to the busiest, 0 to 1 in steps of a twentieth; undefined without numbers. */
  readonly way: (from: string, port: string) => number | undefined;
  readonly people: (from: string, port: string) => number | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

interface Kept {
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  readonly ways: Readonly<Record<string, number>>;
  readonly busiest: number;
}

const NOTHING: Kept = { nodes: {}, ways: {}, busiest: 0 };
const STEPS = 20;

export function createCounts(): Counts {
  const kept: Record<CountsOf, Kept> = { watch: NOTHING, rehearse: NOTHING };
  let shown: Mode = 'build';
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const now = () => (shown === 'build' ? NOTHING : kept[shown]);
  const same = (left: NodeCounts | undefined, right: NodeCounts) =>
    left !== undefined && JSON.stringify(left) === JSON.stringify(right);
  return {
    put: (counts, of = 'rehearse') => {
      const { nodes } = kept[of];
      const ways = counts?.ways ?? {};
      kept[of] = {
        nodes: Object.fromEntries(
          Object.entries(counts?.nodes ?? {}).map(([id, entry]) => [
            id,
            same(nodes[id], entry) ? (nodes[id] as NodeCounts) : entry,
          ]),
        ),
        ways,
        busiest: Math.max(0, ...Object.values(ways)),
      };
      if (of === shown) tell();
    },
    show: (mode) => {
      if (shown === mode) return;
      shown = mode;
      tell();
    },
    node: (id) => now().nodes[id],
    way: (from, port) => {
      const { ways, busiest } = now();
      return busiest > 0 ? Math.ceil(((ways[`${from}.${port}`] ?? 0) / busiest) * STEPS) / STEPS : undefined;
    },
    people: (from, port) => now().ways[`${from}.${port}`],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
