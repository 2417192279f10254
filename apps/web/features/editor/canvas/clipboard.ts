import { listed, several } from '@millrace/base/words';
import {
  graphEdgeSchema,
  graphNodeSchema,
  graphNoteSchema,
  type GraphEdge,
  type GraphNode,
  type GraphNote,
  type Kinds,
} from '@millrace/flow';
import { produce } from 'immer';
import { z } from 'zod';
import type { Command, Place } from '../history/commands.ts';
import { newId } from '../store/ids.ts';
import { sameValue, type FlowDocument } from '../store/document.ts';
import { tailOf } from './tail.ts';

/** The clipboard format: text that can be pasted in other flows, tabs and by other users. */
const clippingSchema = z
  .strictObject({
    millrace: z.literal('steps'),
    nodes: z.array(graphNodeSchema).max(5_000),
    edges: z.array(graphEdgeSchema).max(10_000),
    notes: z.array(graphNoteSchema).max(500).default([]),
  })
  .refine(({ nodes, notes }) => nodes.length + notes.length > 0);
export type Clipping = z.infer<typeof clippingSchema>;

/** The selected steps and notes, with the edges between the steps. */
export function clip(document: FlowDocument, ids: readonly string[]): Clipping | null {
  const chosen = new Set(ids);
  const nodes = Object.values(document.nodes).filter((node) => chosen.has(node.id));
  const notes = Object.values(document.notes).filter((note) => chosen.has(note.id));
  if (nodes.length + notes.length === 0) return null;
  const edges = Object.values(document.edges).filter((edge) => chosen.has(edge.from) && chosen.has(edge.to));
  return { millrace: 'steps', nodes, edges, notes };
}

/** Reads clipboard text; null for anything other than copied steps. */
export function readClipping(text: string): Clipping | null {
  if (!text.includes('"millrace"')) return null;
  try {
    const result = clippingSchema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** The content of a clipping: `3 steps`, `1 step and 2 notes`. */
export function clippingWords({ nodes, notes }: Pick<Clipping, 'nodes' | 'notes'>): string {
  const told = [
    nodes.length > 0 ? several(nodes.length, 'step') : '',
    notes.length > 0 ? several(notes.length, 'note') : '',
  ];
  return listed(told.filter(Boolean));
}

export interface Pasting {
  readonly command: Command;
  readonly added: readonly string[];
  /** Whether the copies are connected to the flow. */
  readonly attached: boolean;
}

export interface Landing {
  /** The way that leads to the first copy. What it led to follows the last copy. */
  readonly after: Place | null;
  /** Top left corner of the copies that have a position of their own. */
  readonly at?: { readonly x: number; readonly y: number };
  readonly word?: 'paste' | 'duplicate';
}

/**
 * Adds copies with new ids, without a second trigger. On a connected way the copies are inserted in between, if the last of
 * them can lead on.
 */
export function paste(
  document: FlowDocument,
  kinds: Kinds,
  clipping: Clipping,
  landing: Landing,
  random: () => number,
): Pasting | null {
  const hasTrigger = Object.values(document.nodes).some((node) => kinds[node.kind]?.family === 'trigger');
  const nodes = clipping.nodes.filter((node) => !(hasTrigger && kinds[node.kind]?.family === 'trigger'));
  if (nodes.length + clipping.notes.length === 0) return null;
  const taken = new Set([...Object.keys(document.nodes), ...Object.keys(document.notes)]);
  const ids = new Map<string, string>();
  const rename = (id: string, kind: string) => {
    const next = newId(kind, taken, random);
    taken.add(next);
    ids.set(id, next);
  };
  for (const node of nodes) rename(node.id, node.kind);
  for (const note of clipping.notes) rename(note.id, 'note');
  const shift = shiftOf(document, [...nodes, ...clipping.notes], landing.at);
  const copy = <Item extends GraphNode | GraphNote>(item: Item): Item => {
    const made = { ...structuredClone(item), id: ids.get(item.id) ?? item.id };
    if (made.position)
      made.position = { x: Math.round(made.position.x + shift.x), y: Math.round(made.position.y + shift.y) };
    return made;
  };
  const copies = nodes.map(copy);
  const notes = clipping.notes.map(copy);
  const edges = clipping.edges.flatMap((edge): GraphEdge[] => {
    const [from, to] = [ids.get(edge.from), ids.get(edge.to)];
    return from && to ? [{ id: `${from}.${edge.port}`.slice(0, 64), from, port: edge.port, to }] : [];
  });
  const { after } = landing;
  const entered = new Set(edges.map((edge) => edge.to));
  const first = copies.find((node) => !entered.has(node.id)) ?? copies[0];
  const before =
    after &&
    Object.values(document.edges).find((edge) => edge.from === after.from && edge.port === after.port);
  const tail = before && first ? tailOf(copies, edges, kinds, first.id) : null;
  const attached = Boolean(after && first && (!before || tail));
  const words = clippingWords({ nodes: copies, notes });
  return {
    added: [...copies, ...notes].map((item) => item.id),
    attached,
    command: {
      label: `${landing.word ?? 'paste'} ${words}`,
      recipe: (draft) => {
        for (const node of copies) draft.nodes[node.id] = node;
        for (const edge of edges) draft.edges[edge.id] = edge;
        for (const note of notes) draft.notes[note.id] = note;
        if (!attached || !after || !first) return;
        if (before) delete draft.edges[before.id];
        const lead = (from: string, port: string, to: string) => {
          const id = `${from}.${port}`.slice(0, 64);
          draft.edges[id] = { id, from, port, to };
        };
        lead(after.from, after.port, first.id);
        if (before && tail) lead(tail.from, tail.port, before.to);
      },
    },
  };
}

/** Pastes the same copies on each of these ways, as one edit. */
export function pasteOnEach(
  document: FlowDocument,
  kinds: Kinds,
  clipping: Clipping,
  ways: readonly Place[],
  random: () => number,
): Pasting | null {
  const pastings: Pasting[] = [];
  let next = document;
  for (const after of ways) {
    const pasting = paste(next, kinds, clipping, { after }, random);
    if (!pasting?.attached) continue;
    pastings.push(pasting);
    next = produce(next, pasting.command.recipe);
  }
  if (pastings.length === 0) return null;
  return {
    added: pastings.flatMap(({ added }) => added),
    attached: true,
    command: {
      label: `paste ${clippingWords(clipping)} on ${several(pastings.length, 'branch')}`,
      recipe: (draft) => {
        for (const { command } of pastings) command.recipe(draft);
      },
    },
  };
}

type Placed = {
  readonly id: string;
  readonly position?: { readonly x: number; readonly y: number } | undefined;
};

/** Offset of the copies from the originals: to the requested position, or a little aside if they would cover them. */
function shiftOf(
  document: FlowDocument,
  items: readonly Placed[],
  at: Landing['at'],
): { x: number; y: number } {
  const spots = items.flatMap(({ position }) => (position ? [position] : []));
  if (spots.length === 0) return { x: 0, y: 0 };
  if (at)
    return {
      x: at.x - Math.min(...spots.map((spot) => spot.x)),
      y: at.y - Math.min(...spots.map((spot) => spot.y)),
    };
  const standing = [...Object.values(document.nodes), ...Object.values(document.notes)];
  let by = 0;
  while (
    spots.some((spot) =>
      standing.some(({ position }) => sameValue(position, { x: spot.x + by, y: spot.y + by })),
    )
  )
    by += 40;
  return { x: by, y: by };
}
