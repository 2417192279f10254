import { own } from '@millrace/base';
import type { Graph, Kinds } from '@millrace/flow';
import type { LeftOut, NamedThing } from './importer.ts';
import { hasText, replaceTexts, takeOut } from './replace.ts';

/** Something that a flow names and that still has to be chosen, with the steps that name it. */
export interface ToChoose extends NamedThing {
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}

/** A flow of a file in a store. */
export interface PlacedFlow {
  readonly graph: Graph;
  readonly matched: readonly NamedThing[];
  readonly toChoose: readonly ToChoose[];
}

/**
 * Puts the things of this store where the graph has the keys of a file. What this store lacks is left open, as if nobody
 * had chosen it yet.
 * @param idOf the id here of what a file names; null when there is none, or more than one
 */
export function placeNamed(
  graph: Graph,
  named: readonly NamedThing[],
  kinds: Kinds,
  idOf: (thing: NamedThing) => string | null,
): PlacedFlow {
  const placed = new Map<string, string>();
  const matched: NamedThing[] = [];
  const toChoose: ToChoose[] = [];
  for (const thing of named) {
    const steps = graph.nodes
      .filter(({ config }) => hasText(config, thing.key))
      .map(({ id, kind, name }) => ({ id, title: name ?? own(kinds, kind)?.title ?? kind }));
    if (steps.length === 0) continue;
    const id = idOf(thing);
    if (id === null) toChoose.push({ ...thing, steps });
    else {
      placed.set(thing.key, id);
      matched.push(thing);
    }
  }
  const open = new Set(toChoose.map(({ key }) => key));
  const nodes = graph.nodes.map((node) => ({
    ...node,
    config: replaceTexts(takeOut(node.config, open), placed) as typeof node.config,
  }));
  return { graph: { ...graph, nodes }, matched, toChoose };
}

/** Characters of one note on the canvas. */
const MOST_OF_A_NOTE = 1_900;

/** The same graph, with notes on its canvas that list what was not carried over, so that it is not forgotten. */
export function withNotes(graph: Graph, title: string, leftOut: readonly LeftOut[]): Graph {
  if (leftOut.length === 0) return graph;
  const texts: string[] = [];
  for (const { step, why, next } of leftOut) {
    const line = `• ${step}: ${why} ${next}`.slice(0, MOST_OF_A_NOTE - 100);
    const last = texts.at(-1);
    if (last === undefined || last.length + line.length > MOST_OF_A_NOTE)
      texts.push(`Not carried over from ${title}\n${line}`);
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  const taken = new Set([...graph.nodes, ...graph.notes].map(({ id }) => id));
  const free = (number: number): string =>
    taken.has(`import-${number}`) ? free(number + texts.length) : `import-${number}`;
  const room = 500 - graph.notes.length;
  return {
    ...graph,
    notes: [
      ...graph.notes,
      ...texts
        .slice(0, room)
        .map((text, at) => ({ id: free(at + 1), text, position: { x: -400 - 320 * at, y: 0 } })),
    ],
  };
}
