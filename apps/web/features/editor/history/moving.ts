import type { Kinds } from '@millrace/flow';
import { acyclic, dominators } from '../layout/dominators.ts';
import type { LayoutEdge } from '../layout/layout.ts';
import type { FlowDocument } from '../store/document.ts';
import { openPort, wiringOf } from '../store/wiring.ts';
import { vacate, wire, type Command, type Place } from './commands.ts';

/** A step with the branches that join again after it: all of this moves with the step. */
export interface Block {
  readonly steps: ReadonlySet<string>;
  /** The step after the block; null if it leads nowhere yet, or only to ends inside the block. */
  readonly next: string | null;
}

const EXIT = '';

/** The block of a step; null if its branches do not join again and lead to several steps outside it. */
export function blockOf(document: FlowDocument, id: string): Block | null {
  const order = Object.keys(document.nodes);
  const edges = acyclic(
    order,
    Object.values(document.edges).filter((edge) => document.nodes[edge.from] && document.nodes[edge.to]),
  );
  const join = joinAfter(order, edges, id);
  const below = dominatedBy(order, edges, id);
  const steps = new Set<string>();
  const stack = [id];
  const out = new Map<string, LayoutEdge[]>();
  for (const edge of edges) out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at === join || steps.has(at) || !below.has(at)) continue;
    steps.add(at);
    for (const edge of out.get(at) ?? []) stack.push(edge.to);
  }
  const targets = new Set(
    [...steps].flatMap((step) => (out.get(step) ?? []).map((edge) => edge.to)).filter((to) => !steps.has(to)),
  );
  if (targets.size > 1) return null;
  return { steps, next: [...targets][0] ?? null };
}

/** The first step that all ways from a step lead to. */
function joinAfter(order: readonly string[], edges: readonly LayoutEdge[], id: string): string | undefined {
  const leads = new Set(edges.map((edge) => edge.from));
  const back = [
    ...order.filter((step) => !leads.has(step)).map((step) => ({ id: `${step}>`, from: EXIT, to: step })),
    ...edges.map((edge) => ({ id: edge.id, from: edge.to, to: edge.from })),
  ];
  const found = dominators([EXIT, ...order], back).parent.get(id);
  return found === EXIT ? undefined : found;
}

/** Steps that can only be reached through a step, with the step itself. */
function dominatedBy(
  order: readonly string[],
  edges: readonly LayoutEdge[],
  id: string,
): ReadonlySet<string> {
  const entered = new Set(edges.map((edge) => edge.to));
  const forward = [
    ...order.filter((step) => !entered.has(step)).map((step) => ({ id: `>${step}`, from: EXIT, to: step })),
    ...edges,
  ];
  const { parent, sequence } = dominators([EXIT, ...order], forward);
  const below = new Set([id]);
  for (const step of sequence) {
    const above = parent.get(step);
    if (above !== undefined && below.has(above)) below.add(step);
  }
  return below;
}

export type Refusal = 'apart' | 'no-way-on' | 'own';

/** Why a step cannot be moved to a way, in words for the screen. */
export const REFUSALS: Readonly<Record<Refusal, string>> = {
  apart: 'Its branches lead to different places, so it cannot be moved as one. Move the steps one by one.',
  'no-way-on': 'No step can follow it, but here one has to.',
  own: '',
};

/**
 * Moves a step, with its block, onto a way. At its old place the gap is closed, and the step that the way led to now follows
 * the block. `own` means that the way begins or ends at the block, so nothing would change.
 */
export function moveOnto(
  document: FlowDocument,
  kinds: Kinds,
  id: string,
  target: Place,
  title: string,
): Command | Refusal {
  const block = blockOf(document, id);
  const { out, into } = wiringOf(document);
  const way = (out.get(target.from) ?? []).find((edge) => edge.port === target.port);
  if (target.from === id || way?.to === id) return 'own';
  if (!block) return 'apart';
  if (block.steps.has(target.from) || (way && block.steps.has(way.to))) return 'own';
  const leaving = [...block.steps].flatMap((step) =>
    (out.get(step) ?? []).filter((edge) => edge.to === block.next),
  );
  const open = leaving.length === 0 ? firstOpen(document, kinds, block.steps) : undefined;
  if (way && leaving.length === 0 && !open) return 'no-way-on';
  const arriving = (into.get(id) ?? []).filter((edge) => !block.steps.has(edge.from));
  return {
    label: `move ${title}`,
    recipe: (draft) => {
      for (const edge of [...arriving, ...leaving]) delete draft.edges[edge.id];
      for (const edge of arriving)
        if (block.next && edge.from !== block.next) wire(draft, edge.from, edge.port, block.next);
      const after = vacate(draft, target);
      wire(draft, target.from, target.port, id);
      if (after) {
        if (open) wire(draft, open.from, open.port, after);
        for (const edge of leaving) wire(draft, edge.from, edge.port, after);
      }
      // The layout places it at its new way.
      for (const step of block.steps) if (draft.nodes[step]?.position) delete draft.nodes[step].position;
    },
  };
}

function firstOpen(document: FlowDocument, kinds: Kinds, steps: ReadonlySet<string>): Place | undefined {
  for (const from of steps) {
    const port = openPort(document, kinds, from);
    if (port) return { from, port };
  }
  return undefined;
}
