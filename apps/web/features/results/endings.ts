import { eventLabel, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import type { FlowAnalytics } from '@millrace/services/measure';
import { endWords } from '../flows/people/person-words.ts';

/** A way in which entries ended, with how many did. */
export interface Ending {
  readonly id: string;
  readonly words: string;
  readonly mark: 'good' | 'bad' | null;
  readonly treated: number;
  readonly heldOut: number;
}

/** Entries that came to the end of a branch, by the reason that is kept of them. */
const AT_AN_END = 'done:';
const EARLY = ['exited:', 'failed:'];

/**
 * The ways in which entries of a flow ended, the most frequent first: each end by its name, the branches that
 * just stop, exit rules, and errors.
 */
export function endingsOf(graph: Graph, { flow, nodes }: Pick<FlowAnalytics, 'flow' | 'nodes'>): Ending[] {
  const ends = graph.nodes.flatMap((node): Ending[] => {
    const kind = kinds[node.kind];
    if (kind?.family !== 'end') return [];
    // Whoever comes to an end leaves there.
    const of = nodes[node.id] ?? {};
    return [
      {
        id: node.id,
        words: node.name ?? kind.sentence(node.config),
        mark: kind.ends?.(node.config) ?? null,
        treated: of['entered'] ?? 0,
        heldOut: of['silent:entered'] ?? 0,
      },
    ];
  });
  const counted = (prefix: string, heldOut: boolean) =>
    Object.entries(flow).flatMap(([metric, count]) => {
      const own = heldOut ? metric.replace(/^silent:/, '') : metric;
      return metric.startsWith('silent:') === heldOut && own.startsWith(prefix)
        ? [{ reason: own.slice(prefix.length), count }]
        : [];
    });
  const total = (heldOut: boolean) => counted(AT_AN_END, heldOut).reduce((sum, { count }) => sum + count, 0);
  const named = (arm: 'treated' | 'heldOut') => ends.reduce((sum, end) => sum + end[arm], 0);
  const branch: Ending = {
    id: 'branch',
    words: 'Came to the end of a branch',
    mark: null,
    treated: Math.max(0, total(false) - named('treated')),
    heldOut: Math.max(0, total(true) - named('heldOut')),
  };
  const early = EARLY.flatMap((prefix) => {
    const [treated, heldOut] = [counted(prefix, false), counted(prefix, true)];
    const reasons = new Set([...treated, ...heldOut].map(({ reason }) => reason));
    const countOf = (of: typeof treated, reason: string) =>
      of.find((one) => one.reason === reason)?.count ?? 0;
    return [...reasons].map((reason): Ending => {
      const words = endWords(reason, eventLabel);
      return {
        id: `${prefix}${reason}`,
        words: prefix === 'failed:' ? `Error: ${words}` : `Left early: ${words}`,
        mark: null,
        treated: countOf(treated, reason),
        heldOut: countOf(heldOut, reason),
      };
    });
  });
  return [...ends, branch, ...early]
    .filter(({ treated, heldOut }) => treated + heldOut > 0)
    .sort((left, right) => right.treated - left.treated || right.heldOut - left.heldOut);
}
