/**
 * Layout of a flow, top to bottom. Each node belongs to the block of its dominator, the nearest node that all paths to it
 * pass. A block is its node, its branches side by side in the order of the ports, and below them the nodes in which branches
 * join. Blocks are rectangles that never overlap, so nodes never do either. Linear time, except for sorting.
 */
import { acyclic, dominators } from './dominators.ts';
import { place, type Block, type Rectangle } from './place.ts';

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Space between this node and the row below; that of the spacing by default. */
  readonly below?: number;
}

/** An edge. The edges of a node are in the order of its ports. */
export interface LayoutEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Spacing {
  readonly between: number;
  readonly below: number;
  /** Width for an edge that runs beside other branches. */
  readonly lane: number;
}

const TOP = '';

export const SPACING: Spacing = { between: 40, below: 56, lane: 56 };

export interface Layout {
  readonly nodes: ReadonlyMap<string, Rectangle>;
  /** The x of the lane kept free for an edge beside other branches, by edge id. */
  readonly lanes: ReadonlyMap<string, number>;
}

/** Positions of all nodes. The top centre of the first root is at (0, 0). */
export function layOutFlow(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  spacing: Spacing = SPACING,
): Layout {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const usable = edges.filter((edge) => known.has(edge.from) && known.has(edge.to) && edge.from !== edge.to);
  const order = nodes.map((node) => node.id);
  const drawn = acyclic(order, usable);
  // An invisible node above all roots, so that nodes below several roots have a block too.
  const entered = new Set(drawn.map((edge) => edge.to));
  const forward = [
    ...order.filter((id) => !entered.has(id)).map((id) => ({ id: `${TOP}${id}`, from: TOP, to: id })),
    ...drawn,
  ];
  const { parent, sequence } = dominators([TOP, ...order], forward);
  known.set(TOP, { id: TOP, width: 0, height: -spacing.below });

  const children = new Map<string, string[]>();
  for (const id of sequence) {
    const key = parent.get(id);
    if (key === undefined) continue;
    const list = children.get(key);
    if (list) list.push(id);
    else children.set(key, [id]);
  }
  const out = new Map<string, LayoutEdge[]>();
  for (const edge of forward) {
    const list = out.get(edge.from);
    if (list) list.push(edge);
    else out.set(edge.from, [edge]);
  }

  // Deepest first, so that inner blocks are ready. Without recursion, since flows may be thousands of steps deep.
  const blocks = new Map<string, Block>();
  const joins = joinsOf(forward, parent);
  for (const id of [...sequence].reverse()) {
    const node = known.get(id);
    if (!node) continue;
    const inside = children.get(id) ?? [];
    blocks.set(id, place({ node, inside, own: out.get(id) ?? [], joins, blocks, spacing }));
  }
  const result = { nodes: new Map<string, Rectangle>(), lanes: new Map<string, number>() };
  const first = children.get(TOP)?.[0];
  spread(TOP, -(blocks.get(TOP)?.inside.get(first ?? '')?.x ?? 0), 0, blocks, result);
  result.nodes.delete(TOP);
  return result;
}

/** Turns positions within blocks into positions on the canvas. */
function spread(
  root: string,
  rootX: number,
  rootY: number,
  blocks: ReadonlyMap<string, Block>,
  into: { nodes: Map<string, Rectangle>; lanes: Map<string, number> },
): void {
  const stack: [string, number, number][] = [[root, rootX, rootY]];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [id, x, y] = entry;
    const block = blocks.get(id);
    if (!block) continue;
    into.nodes.set(id, {
      x: x - block.node.width / 2,
      y,
      width: block.node.width,
      height: block.node.height,
    });
    for (const [edge, lane] of block.lanes) into.lanes.set(edge, x + lane);
    for (const [inner, at] of block.inside) stack.push([inner, x + at.x, y + at.y]);
  }
}

/** Nodes that are reached not only from their dominator: they are placed below a row instead of in it. */
function joinsOf(edges: readonly LayoutEdge[], parent: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set(edges.filter((edge) => parent.get(edge.to) !== edge.from).map((edge) => edge.to));
}
