import { listed, several } from '@millrace/base/words';
import type { Kinds } from '@millrace/flow';
import { wire, type Command } from './commands.ts';
import type { FlowDocument } from '../store/document.ts';
import { reachFrom } from '../store/reach.ts';
import { waysOut, wiringOf } from '../store/wiring.ts';

/** A way out of the deleted steps. */
export interface PartingWay {
  readonly from: string;
  readonly port: string;
  readonly label: string;
  readonly to: string;
  /** Steps that could no longer be reached without this way, in no order. */
  readonly behind: readonly string[];
}

/** A connected group of deleted steps, with the ways out of it. */
export interface Parting {
  readonly steps: readonly string[];
  readonly ways: readonly PartingWay[];
}

/** The choice for one parting: the step to go on with, and which other targets to keep unconnected. */
export interface Choice {
  readonly goOn: string | null;
  readonly keep: readonly string[];
}

/** The partings of a deletion, each with one way for every step it leads to, in the order of the ports. */
export function partingsOf(document: FlowDocument, kinds: Kinds, ids: readonly string[]): readonly Parting[] {
  return groupsOf(document, ids).map((steps) => {
    const inside = new Set(steps);
    const seen = new Set<string>();
    const ways = steps
      .flatMap((id) => waysOut(document, kinds, id))
      .flatMap(({ port, edge }) => {
        if (!edge || inside.has(edge.to) || ids.includes(edge.to) || seen.has(edge.to)) return [];
        seen.add(edge.to);
        return [{ from: edge.from, port: port.id, label: port.label, to: edge.to }];
      });
    const targets = ways.map((way) => way.to);
    return {
      steps,
      ways: ways.map((way) => ({
        ...way,
        behind: lost(
          document,
          kinds,
          ids,
          [way.to],
          targets.filter((to) => to !== way.to),
        ),
      })),
    };
  });
}

/** Whether the user has to choose: the parting has several ways, and something leads to it. */
export function hasToAsk({ ways }: Parting): boolean {
  return ways.length > 1;
}

/** The choice made without asking: go on by the first way and keep everything. */
export const firstWay = ({ ways }: Parting): Choice => ({
  goOn: ways[0]?.to ?? null,
  keep: ways.map((way) => way.to),
});

/** All steps that are deleted with these choices. */
export function removedBy(
  document: FlowDocument,
  kinds: Kinds,
  partings: readonly Parting[],
  choices: readonly Choice[],
): readonly string[] {
  const ids = partings.flatMap((parting) => parting.steps);
  const made = partings.map((parting, index) => choices[index] ?? firstWay(parting));
  const keep = new Set(made.flatMap((choice) => [...choice.keep, ...(choice.goOn ? [choice.goOn] : [])]));
  const dropped = partings
    .flatMap((parting) => parting.ways.map((way) => way.to))
    .filter((to) => !keep.has(to));
  return [...ids, ...lost(document, kinds, ids, dropped, [...keep])];
}

/** For each deleted step, the step that replaces it as a target; null if there is none. */
function onwardOf(
  document: FlowDocument,
  partings: readonly Parting[],
  choices: readonly Choice[],
): ReadonlyMap<string, string | null> {
  const onward = new Map<string, string | null>();
  partings.forEach((parting, index) => {
    const choice = choices[index] ?? firstWay(parting);
    const inside = new Set(parting.steps);
    const wished = [...(choice.goOn ? [choice.goOn] : []), ...choice.keep];
    for (const step of parting.steps) {
      const near = reachFrom(document, [step], (edge) => !inside.has(edge.from));
      onward.set(step, wished.find((to) => near.has(to)) ?? null);
    }
  });
  return onward;
}

/** Deletes steps and closes the gap: edges that led to one of them now lead to the chosen step. */
export function removeSteps(
  document: FlowDocument,
  kinds: Kinds,
  partings: readonly Parting[],
  choices: readonly Choice[],
  notes: readonly string[] = [],
): Command {
  const ids = removedBy(document, kinds, partings, choices);
  const gone = new Set(ids);
  const onward = onwardOf(document, partings, choices);
  return {
    label: removalWords(ids.length, notes.length),
    recipe: (draft) => {
      for (const edge of Object.values(draft.edges)) {
        if (!gone.has(edge.from) && !gone.has(edge.to)) continue;
        delete draft.edges[edge.id];
        const target = onward.get(edge.to);
        if (!gone.has(edge.from) && target && target !== edge.from) wire(draft, edge.from, edge.port, target);
      }
      for (const id of ids) delete draft.nodes[id];
      for (const id of notes) delete draft.notes[id];
    },
  };
}

function removalWords(steps: number, notes: number): string {
  const told = [steps > 0 ? several(steps, 'step') : '', notes > 0 ? several(notes, 'note') : ''].filter(
    Boolean,
  );
  return `delete ${listed(told)}`;
}

/** Steps reachable from `from`, these included, that neither `kept` nor any remaining step leads to. */
function lost(
  document: FlowDocument,
  kinds: Kinds,
  ids: readonly string[],
  from: readonly string[],
  kept: readonly string[],
): readonly string[] {
  const gone = new Set(ids);
  const within = (edge: { to: string }) => gone.has(edge.to);
  const behind = reachFrom(document, from, within);
  const after = reachFrom(document, ids);
  const beside = Object.values(document.nodes)
    .filter((node) => !after.has(node.id) || kinds[node.kind]?.family === 'trigger')
    .map((node) => node.id);
  const alive = reachFrom(document, [...beside, ...kept], within);
  return [...behind].filter((id) => !alive.has(id) && !gone.has(id));
}

/** Connected groups of steps, each in the order of the flow. */
function groupsOf(document: FlowDocument, ids: readonly string[]): readonly (readonly string[])[] {
  const { out, into } = wiringOf(document);
  const left = new Set(ids.filter((id) => document.nodes[id]));
  const groups: string[][] = [];
  // Steps already in a group are removed from the set before the loop reaches them.
  for (const start of left) {
    const group: string[] = [];
    const stack = [start];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (!left.delete(id)) continue;
      group.push(id);
      stack.push(
        ...(out.get(id) ?? []).map((edge) => edge.to),
        ...(into.get(id) ?? []).map((edge) => edge.from),
      );
    }
    const members = new Set(group);
    const first = group.filter((id) => !(into.get(id) ?? []).some((edge) => members.has(edge.from)));
    const walked = [...reachFrom(document, first, (edge) => !members.has(edge.to))];
    groups.push([...walked, ...group.filter((id) => !walked.includes(id))]);
  }
  return groups;
}
