import type { LayoutEdge, LayoutNode, Spacing } from './layout.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of an edge that runs straight down beside other branches until just above its target. */
export interface Run {
  readonly target: string;
  readonly x: number;
  /** The y of its upper end. The lower end is at the target. */
  readonly top: number;
}

/** A node with everything in its block. Positions are relative to the node's top centre. */
export interface Block {
  readonly node: LayoutNode;
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly inside: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly lanes: ReadonlyMap<string, number>;
  /** Edges that leave the block for a target further down. */
  readonly leaving: readonly Run[];
}

interface Task {
  readonly node: LayoutNode;
  /** Nodes directly inside this block, in topological order. */
  readonly inside: readonly string[];
  /** Edges of the node itself, in the order of its ports. */
  readonly own: readonly LayoutEdge[];
  /** Inner nodes in which several edges join. */
  readonly joins: ReadonlySet<string>;
  readonly blocks: ReadonlyMap<string, Block>;
  readonly spacing: Spacing;
}

interface Placed {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

interface Scene {
  readonly placed: Placed[];
  readonly runs: Run[];
  readonly tops: Map<string, number>;
  readonly spacing: Spacing;
}

/** Places the branches in a row below the node, and the nodes in which they join below that. */
export function place(task: Task): Block {
  const { node, inside, blocks, spacing } = task;
  const at = new Map<string, { x: number; y: number }>();
  const lanes = new Map<string, number>();
  const rowTop = node.height + (node.below ?? spacing.below);
  const scene: Scene = { placed: [], runs: [], tops: new Map(), spacing };
  const put = (id: string, block: Block, x: number, y: number) => {
    at.set(id, { x, y });
    scene.placed.push({ left: x + block.left, right: x + block.right, bottom: y + block.height });
    scene.tops.set(id, y);
    scene.runs.push(...block.leaving.map((run) => ({ target: run.target, x: x + run.x, top: y + run.top })));
  };

  const row = rowOf(task);
  for (const { item, x } of spread(row, blocks, spacing)) {
    const block = item.block === undefined ? undefined : blocks.get(item.block);
    if (item.block !== undefined && block) put(item.block, block, x, rowTop);
    else if (item.edge) {
      lanes.set(item.edge.id, x);
      scene.runs.push({ target: item.edge.to, x, top: node.height });
    }
  }
  if (row.length === 0)
    scene.runs.push(...task.own.map((edge) => ({ target: edge.to, x: 0, top: node.height })));

  for (const id of inside) {
    const block = blocks.get(id);
    if (at.has(id) || !block) continue;
    const spot = below(scene, id, block, rowTop);
    put(id, block, spot.x, spot.y);
  }

  const laneValues = [...lanes.values()];
  return {
    node,
    left: Math.min(
      -node.width / 2,
      ...scene.placed.map((item) => item.left),
      ...laneValues.map((value) => value - spacing.lane / 2),
    ),
    right: Math.max(
      node.width / 2,
      ...scene.placed.map((item) => item.right),
      ...laneValues.map((value) => value + spacing.lane / 2),
    ),
    height: Math.max(node.height, ...scene.placed.map((item) => item.bottom)),
    inside: at,
    lanes,
    leaving: scene.runs.filter((run) => !at.has(run.target)),
  };
}

/** The x of a join: the middle of its incoming edges, or the nearest x without another edge running through. */
function below(
  { placed, runs, tops, spacing }: Scene,
  id: string,
  block: Block,
  rowTop: number,
): { x: number; y: number } {
  const into = runs.filter((run) => run.target === id);
  const others = runs.filter((run) => run.target !== id);
  const xs = into.map((run) => run.x);
  const wish = xs.length === 0 ? 0 : (Math.min(...xs) + Math.max(...xs)) / 2;
  const room = spacing.lane / 2;
  const topAt = (x: number) => {
    let top = Math.max(rowTop, ...into.map((run) => run.top + spacing.below));
    for (const other of placed) {
      const beside =
        other.right + spacing.between <= x + block.left || x + block.right + spacing.between <= other.left;
      if (!beside) top = Math.max(top, other.bottom + spacing.below);
    }
    return top;
  };
  const free = (x: number, y: number) =>
    others.every(
      (run) =>
        run.x <= x + block.left - room ||
        run.x >= x + block.right + room ||
        run.top >= y + block.height ||
        (tops.get(run.target) ?? Infinity) <= y,
    );
  const beside = others.flatMap((run) => [run.x + room - block.left, run.x - room - block.right]);
  const candidates = [wish, ...beside].sort((left, right) => Math.abs(left - wish) - Math.abs(right - wish));
  for (const x of candidates) {
    const y = topAt(x);
    if (free(x, y)) return { x, y };
  }
  const y = topAt(wish);
  return { x: wish, y };
}

interface RowItem {
  readonly block?: string;
  readonly edge?: LayoutEdge;
}

/** Places items side by side, centred below the node by the middles of the first and the last. */
function spread(
  row: readonly RowItem[],
  blocks: ReadonlyMap<string, Block>,
  spacing: Spacing,
): readonly { item: RowItem; x: number }[] {
  let edge = 0;
  const places = row.map((item, index) => {
    const block = item.block === undefined ? undefined : blocks.get(item.block);
    const left = block ? block.left : -spacing.lane / 2;
    const right = block ? block.right : spacing.lane / 2;
    if (index > 0) edge += spacing.between;
    const x = edge - left;
    edge += right - left;
    return { item, x };
  });
  const middle = ((places[0]?.x ?? 0) + (places.at(-1)?.x ?? 0)) / 2;
  return places.map(({ item, x }) => ({ item, x: x - middle }));
}

/**
 * The row directly below the node: branches that only this node leads to, and lanes for edges that pass them to a join
 * further down. Lanes alone make no row.
 */
function rowOf(task: Task): readonly RowItem[] {
  const children = new Set(task.inside);
  const seen = new Set<string>();
  const row: RowItem[] = [];
  for (const edge of task.own) {
    const branch = children.has(edge.to) && !task.joins.has(edge.to);
    if (!branch) row.push({ edge });
    else if (!seen.has(edge.to)) {
      seen.add(edge.to);
      row.push({ block: edge.to });
    }
  }
  return row.some((item) => item.block !== undefined) ? row : [];
}
