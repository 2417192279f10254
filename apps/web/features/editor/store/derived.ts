import type { Kinds, Problem } from '@millrace/flow';
import { outlineOf, readingOrder, type OutlineItem } from '../outline/outline.ts';
import { sameValue, type FlowDocument } from './document.ts';

const outlines = new WeakMap<FlowDocument, readonly OutlineItem[]>();
const orders = new WeakMap<FlowDocument, readonly string[]>();
const grouped = new WeakMap<readonly Problem[], ReadonlyMap<string, readonly Problem[]>>();
let latest: ReadonlyMap<string, readonly Problem[]> = new Map();
const NONE: readonly Problem[] = [];

/** The outline of a document, computed once for each document object. */
export function outlineFor(document: FlowDocument, kinds: Kinds): readonly OutlineItem[] {
  const known = outlines.get(document);
  if (known) return known;
  const outline = outlineOf(document, kinds);
  outlines.set(document, outline);
  return outline;
}

export function orderFor(document: FlowDocument, kinds: Kinds): readonly string[] {
  const known = orders.get(document);
  if (known) return known;
  const order = readingOrder(outlineFor(document, kinds));
  orders.set(document, order);
  return order;
}

/** Problems of one step. The same array while the problems are the same. */
export function problemsAt(problems: readonly Problem[], node: string): readonly Problem[] {
  let groups = grouped.get(problems);
  if (!groups) {
    const made = new Map<string, Problem[]>();
    const before = latest;
    for (const problem of problems) {
      if (problem.node === null) continue;
      const list = made.get(problem.node);
      if (list) list.push(problem);
      else made.set(problem.node, [problem]);
    }
    // A step with unchanged problems keeps its array, so that its card is not rendered again.
    groups = new Map(
      [...made].map(([id, list]) => [id, sameValue(before.get(id), list) ? (before.get(id) ?? list) : list]),
    );
    grouped.set(problems, groups);
    latest = groups;
  }
  return groups.get(node) ?? NONE;
}

/** Problems to show on the card. Open ways are left out, since they are visible anyway; the list has them. */
export function onCard(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    ({ severity, code }) => (severity === 'error' && code !== 'port-unwired') || code === 'loop',
  );
}
