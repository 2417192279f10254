import type { LayoutEdge } from './layout.ts';

const group = <Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};

/** Visits all nodes from the roots: nodes without incoming edges, then the first node of each ring that nothing leads into. */
function walk(
  order: readonly string[],
  edges: readonly LayoutEdge[],
): { finished: string[]; back: Set<LayoutEdge>; starts: string[] } {
  const out = group(edges, (edge) => edge.from);
  const entered = new Set(edges.map((edge) => edge.to));
  const state = new Map<string, 'open' | 'closed'>();
  const finished: string[] = [];
  const back = new Set<LayoutEdge>();
  const starts: string[] = [];
  const from = (start: string) => {
    if (state.has(start)) return;
    starts.push(start);
    state.set(start, 'open');
    // Branches are taken last port first, so that the reversed finishing order reads first port first.
    const stack: { id: string; left: LayoutEdge[] }[] = [{ id: start, left: [...(out.get(start) ?? [])] }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.left.pop();
      if (!edge) {
        state.set(top.id, 'closed');
        finished.push(top.id);
        stack.pop();
      } else if (state.get(edge.to) === 'open') back.add(edge);
      else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        stack.push({ id: edge.to, left: [...(out.get(edge.to) ?? [])] });
      }
    }
  };
  for (const id of order) if (!entered.has(id)) from(id);
  for (const id of order) from(id);
  return { finished, back, starts };
}

/** The edges without back edges, which close loops. */
export function acyclic(order: readonly string[], edges: readonly LayoutEdge[]): readonly LayoutEdge[] {
  const { back } = walk(order, edges);
  return edges.filter((edge) => !back.has(edge));
}

/**
 * Immediate dominators of a graph without cycles, and a topological order of its nodes. The root has no dominator.
 * Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001), in one pass, as there are no cycles.
 */
export function dominators(
  order: readonly string[],
  edges: readonly LayoutEdge[],
): { parent: ReadonlyMap<string, string>; sequence: readonly string[] } {
  const { finished } = walk(order, edges);
  const sequence = finished.reverse();
  const rank = new Map(sequence.map((id, index) => [id, index]));
  const into = group(edges, (edge) => edge.to);
  const parent = new Map<string, string>();
  const meet = (left: string | undefined, right: string | undefined): string | undefined => {
    let [one, two] = [left, right];
    while (one !== two && one !== undefined && two !== undefined) {
      if ((rank.get(one) ?? 0) > (rank.get(two) ?? 0)) one = parent.get(one);
      else two = parent.get(two);
    }
    return one === two ? one : undefined;
  };
  for (const id of sequence) {
    const before = into.get(id) ?? [];
    const found = before
      .slice(1)
      .reduce<string | undefined>((so, edge) => meet(so, edge.from), before[0]?.from);
    if (found !== undefined) parent.set(id, found);
  }
  return { parent, sequence };
}
