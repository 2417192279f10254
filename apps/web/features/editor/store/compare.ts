import { verb } from '@millrace/base/words';
import type { GraphNode } from '@millrace/flow';
import { sameValue, type FlowDocument } from './document.ts';
import { plural } from './words.ts';

/** The difference between two forms of a flow. */
export interface Difference {
  /** Number of steps that only the second form has. */
  readonly added: number;
  /** Number of steps that only the first form has. */
  readonly removed: number;
  readonly changed: number;
  readonly ways: boolean;
  readonly notes: boolean;
  readonly settings: boolean;
}

/** Compares two forms of a flow; null if they are equal, positions included. */
export function differenceOf(from: FlowDocument, to: FlowDocument): Difference | null {
  if (sameValue(from, to)) return null;
  const both = Object.values(to.nodes).filter((node) => from.nodes[node.id]);
  return {
    added: Object.keys(to.nodes).length - both.length,
    removed: Object.keys(from.nodes).length - both.length,
    changed: both.filter((node) => !sameValue(unplaced(from.nodes[node.id]), unplaced(node))).length,
    ways: !sameValue(waysIn(from), waysIn(to)),
    notes: !sameValue(from.notes, to.notes),
    settings: from.subject !== to.subject || !sameValue(from.settings, to.settings),
  };
}

/** The difference in words: `2 steps are different, 1 is only here`. */
export function differenceWords({ added, removed, changed, ways, notes, settings }: Difference): string {
  const parts = [
    [changed, 'different'],
    [added, 'only here'],
    [removed, 'missing here'],
  ] as const;
  const told = parts
    .filter(([count]) => count > 0)
    .map(
      ([count, word], index) => `${index === 0 ? plural(count, 'step') : count} ${verb(count, 'is')} ${word}`,
    );
  if (told.length === 0 && ways) told.push('connections differ');
  if (told.length === 0 && notes) told.push('only the notes differ');
  if (settings) told.push('the flow’s settings differ');
  return told.length > 0 ? told.join(', ') : 'only places on the canvas differ';
}

const unplaced = (node: GraphNode | undefined) => ({ ...node, position: undefined });
const waysIn = ({ edges }: FlowDocument) =>
  Object.fromEntries(Object.values(edges).map((edge) => [`${edge.from}.${edge.port}`, edge.to]));
