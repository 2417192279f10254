import type { LayoutEdge, LayoutNode, Spacing } from './layout.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A node with all that belongs below it. Places are relative to the node's top centre. */
export interface Block {
  readonly node: LayoutNode;
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly inside: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly lanes: ReadonlyMap<string, number>;
}

interface Task {
  readonly node: LayoutNode;
  /** Nodes directly inside this block, in an order that respects the edges. */
  readonly inside: readonly string[];
  /** Ways out of the node itself, in the order of its ports. */
  readonly own: readonly LayoutEdge[];
  /** For each node inside: the blocks beside it that also lead to it. */
  readonly joins: ReadonlyMap<string, readonly string[]>;
  readonly blocks: ReadonlyMap<string, Block>;
  readonly spacing: Spacing;
}

interface Placed {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Puts branches in a row below the node and everything they come together in below those. */
export function place(task: Task): Block {
  const { node, inside, blocks, spacing } = task;
  const at = new Map<string, { x: number; y: number }>();
  const lanes = new Map<string, number>();
  const placed: Placed[] = [];
  const rowTop = node.height + (node.below ?? spacing.below);
  const row = rowOf(task);

  let x = 0;
  const centres: number[] = [];
  for (const item of row) {
    const block = item.block ? blocks.get(item.block) : undefined;
    const left = block ? block.left : -spacing.lane / 2;
    const right = block ? block.right : spacing.lane / 2;
    if (centres.length > 0) x += spacing.between;
    centres.push(x - left);
    x += right - left;
  }
  // The row's first and last item stand evenly about the node.
  const middle = centres.length === 0 ? 0 : ((centres[0] ?? 0) + (centres.at(-1) ?? 0)) / 2;
  row.forEach((item, index) => {
    const centre = (centres[index] ?? 0) - middle;
    const block = item.block ? blocks.get(item.block) : undefined;
    if (!block || !item.block) {
      if (item.edge) lanes.set(item.edge, centre);
      return;
    }
    at.set(item.block, { x: centre, y: rowTop });
    placed.push({ left: centre + block.left, right: centre + block.right, top: rowTop, bottom: rowTop + block.height });
  });

  for (const id of inside) {
    const block = blocks.get(id);
    if (at.has(id) || !block) continue;
    const from = task.joins.get(id) ?? [];
    const laneEdges = task.own.filter((edge) => edge.to === id);
    const before = [...from.map((source) => at.get(source)?.x), ...laneEdges.map((edge) => lanes.get(edge.id))].filter((value) => value !== undefined);
    const centre = before.length === 0 ? 0 : (Math.min(...before) + Math.max(...before)) / 2;
    const left = centre + block.left;
    const right = centre + block.right;
    let top = rowTop;
    for (const other of placed) {
      const beside = other.right + spacing.between <= left || right + spacing.between <= other.left;
      if (!beside) top = Math.max(top, other.bottom + spacing.below);
    }
    for (const source of from) {
      const spot = at.get(source);
      const height = blocks.get(source)?.height;
      if (spot && height !== undefined) top = Math.max(top, spot.y + height + spacing.below);
    }
    at.set(id, { x: centre, y: top });
    placed.push({ left, right, top, bottom: top + block.height });
  }

  const laneValues = [...lanes.values()];
  return {
    node,
    left: Math.min(-node.width / 2, ...placed.map((item) => item.left), ...laneValues.map((value) => value - spacing.lane / 2)),
    right: Math.max(node.width / 2, ...placed.map((item) => item.right), ...laneValues.map((value) => value + spacing.lane / 2)),
    height: Math.max(node.height, ...placed.map((item) => item.bottom)),
    inside: at,
    lanes,
  };
}

interface RowItem {
  readonly block?: string;
  readonly edge?: string;
}

/**
 * The row directly below: branches that only this node leads to, and lanes for ways that go past them, to where
 * branches come together again. Lanes alone need no row.
 */
function rowOf(task: Task): readonly RowItem[] {
  const children = new Set(task.inside);
  const seen = new Set<string>();
  const row: RowItem[] = [];
  for (const edge of task.own) {
    const branch = children.has(edge.to) && !task.joins.has(edge.to);
    if (!branch) row.push({ edge: edge.id });
    else if (!seen.has(edge.to)) {
      seen.add(edge.to);
      row.push({ block: edge.to });
    }
  }
  return row.some((item) => item.block !== undefined) ? row : [];
}

interface RowItem {
  readonly block?: string;
  readonly edge?: string;
}
