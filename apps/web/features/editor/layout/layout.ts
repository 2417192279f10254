/**
 * Layout of a flow, top to bottom. The idea: the node every way to X must pass (its dominator) is the block X belongs
 * to. A block is its node, its branches side by side in the order of the ports, and below them whatever the branches
 * come together in. Blocks are rectangles that never overlap, so nodes never do either. Linear but for sorting.
 */
import { acyclic, dominators } from './dominators.ts';
import { place, type Block, type Rectangle } from './place.ts';

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Room between this node and the row below it; the spacing's when left out. */
  readonly below?: number;
}

/** Edges of one node in the order of its ports. */
export interface LayoutEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Spacing {
  readonly between: number;
  readonly below: number;
  /** Room for an edge that runs beside other branches. */
  readonly lane: number;
}

const TOP = '';

export const SPACING: Spacing = { between: 40, below: 56, lane: 56 };

export interface Layout {
  readonly nodes: ReadonlyMap<string, Rectangle>;
  /** For edges that pass beside other branches: the x of the lane kept free for them. */
  readonly lanes: ReadonlyMap<string, number>;
}

/** Where everything goes. The first root's top centre is at (0, 0). */
export function layOutFlow(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[], spacing: Spacing = SPACING): Layout {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const usable = edges.filter((edge) => known.has(edge.from) && known.has(edge.to) && edge.from !== edge.to);
  const order = nodes.map((node) => node.id);
  const drawn = acyclic(order, usable);
  // An unseen node above all roots, so that what several roots lead to has a block to belong to.
  const entered = new Set(drawn.map((edge) => edge.to));
  const forward = [...order.filter((id) => !entered.has(id)).map((id) => ({ id: `${TOP}${id}`, from: TOP, to: id })), ...drawn];
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

  // Deepest first, so that each block finds those inside it ready; no recursion, flows may be thousands deep.
  const blocks = new Map<string, Block>();
  const joins = joinsOf(forward, sequence, parent);
  for (const id of [...sequence].reverse()) {
    const node = known.get(id);
    if (!node) continue;
    const inside = children.get(id) ?? [];
    blocks.set(id, place({ node, inside, own: out.get(id) ?? [], joins: joins.get(id) ?? new Map(), blocks, spacing }));
  }
  const result = { nodes: new Map<string, Rectangle>(), lanes: new Map<string, number>() };
  const first = children.get(TOP)?.[0];
  spread(TOP, -(blocks.get(TOP)?.inside.get(first ?? '')?.x ?? 0), 0, blocks, result);
  result.nodes.delete(TOP);
  return result;
}

/** From places within blocks to places on the canvas. */
function spread(root: string, rootX: number, rootY: number, blocks: ReadonlyMap<string, Block>, into: { nodes: Map<string, Rectangle>; lanes: Map<string, number> }): void {
  const stack: [string, number, number][] = [[root, rootX, rootY]];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [id, x, y] = entry;
    const block = blocks.get(id);
    if (!block) continue;
    into.nodes.set(id, { x: x - block.node.width / 2, y, width: block.node.width, height: block.node.height });
    for (const [edge, lane] of block.lanes) into.lanes.set(edge, x + lane);
    for (const [inner, at] of block.inside) stack.push([inner, x + at.x, y + at.y]);
  }
}

/**
 * Where ways come together, by the block in which they do: the node they reach, and the blocks directly inside from
 * which they come. Ancestors are found by doubling, so that deep flows stay fast.
 */
function joinsOf(edges: readonly LayoutEdge[], sequence: readonly string[], parent: ReadonlyMap<string, string>): Map<string, Map<string, string[]>> {
  const depths = new Map<string, number>();
  const jumps = new Map<string, string[]>();
  for (const id of sequence) {
    const up = parent.get(id);
    depths.set(id, up === undefined ? 0 : (depths.get(up) ?? 0) + 1);
    const own: string[] = [];
    for (let level = 0, at = up; at !== undefined; level += 1) {
      own.push(at);
      at = jumps.get(at)?.[level];
    }
    jumps.set(id, own);
  }
  const depth = (id: string) => depths.get(id) ?? 0;
  /** The node itself or the ancestor that stands directly inside a block of depth `above`. */
  const owner = (id: string, above: number): string => {
    let at = id;
    let left = depth(id) - above - 1;
    for (let level = 0; left > 0; level += 1, left >>= 1) {
      if (left & 1) at = jumps.get(at)?.[level] ?? at;
    }
    return at;
  };
  const joins = new Map<string, Map<string, string[]>>();
  for (const edge of edges) {
    const block = parent.get(edge.to);
    if (block === undefined || block === edge.from) continue;
    const targets = joins.get(block) ?? new Map<string, string[]>();
    joins.set(block, targets);
    targets.set(edge.to, [...(targets.get(edge.to) ?? []), owner(edge.from, depth(block))]);
  }
  return joins;
}
