import { listed, several } from '@millrace/base/words';
import type { Kinds } from '@millrace/flow';
import { wire, type Command } from './commands.ts';
import type { FlowDocument } from '../store/document.ts';
import { reachFrom } from '../store/reach.ts';
import { waysOut, wiringOf } from '../store/wiring.ts';

/** A way by which people go on from what is deleted. */
export interface PartingWay {
  readonly from: string;
  readonly port: string;
  readonly label: string;
  readonly to: string;
  /** Steps that nobody would come to any more without this way, in no order. */
  readonly behind: readonly string[];
}

/** Steps that are deleted together because they follow one another, and the ways on from them. */
export interface Parting {
  readonly steps: readonly string[];
  readonly ways: readonly PartingWay[];
}

/** What becomes of the ways on from one parting: where people go on, and what stays although nobody comes to it now. */
export interface Choice {
  readonly goOn: string | null;
  readonly keep: readonly string[];
}

/** What deleting some steps takes apart. One way for each step they lead on to, in the order of the ports. */
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

/** Whether somebody has to be asked: there is more than one way to go on, and somebody comes to it. */
export function hasToAsk({ ways }: Parting): boolean {
  return ways.length > 1;
}

/** What is done without asking: people go on by the first way, and everything stays. */
export const firstWay = ({ ways }: Parting): Choice => ({
  goOn: ways[0]?.to ?? null,
  keep: ways.map((way) => way.to),
});

/** All that goes when these steps are deleted with these choices. */
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

/** Where people go on who come to each of the deleted steps; null where their way ends. */
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

/** Deletes steps and closes the gap: whoever led to one of them now leads to where people go on, as was chosen. */
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

/** Steps behind some, `from` included, that are reached neither from `kept` nor from anything beside what is deleted. */
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

/** Steps in groups that hang together among themselves; each in the order people walk them. */
function groupsOf(document: FlowDocument, ids: readonly string[]): readonly (readonly string[])[] {
  const { out, into } = wiringOf(document);
  const left = new Set(ids.filter((id) => document.nodes[id]));
  const groups: string[][] = [];
  // Steps that a group has taken are gone from the set by the time they would come.
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
