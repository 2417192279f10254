import { layOutFlow, type Layout, type LayoutEdge, type LayoutNode, type Spacing } from './layout.ts';
import type { Rectangle } from './place.ts';

/** A way out of a step. It has a label if the step has several. */
export interface LabelledEdge extends LayoutEdge {
  readonly label: string;
  /** Where it leaves the lower edge of its step, 0 (left) to 1 (right). */
  readonly share: number;
}

export interface LabelPlace {
  /** The x of the vertical part, which is the centre of its label. */
  readonly column: number;
  /** For ways to the same step: offset from its centre, so that they run beside each other. */
  readonly aside: number | undefined;
  /** Row of the label, from the top. Labels that would overlap are in different rows. */
  readonly row: number;
  readonly rows: number;
  /** Largest width in canvas units without overlapping another label. */
  readonly room: number;
}

/** Height of a row of labels in canvas units. */
export const LABEL_ROW = 24;
/** Distance from the lower edge of a step to the middle of the first row. */
export const LABELS_BEGIN = 30;
/** Distance to the side at which ways run that lead back up. */
export const ASIDE = 180;
const GAP = 8;
const MOST_ROOM = 280;
/** Largest width of a label, equal to `max-w-[11rem]` on the canvas. */
const WIDEST = 176;

/** Estimated width of a label in pixels, rather too large than too small. */
export const labelWidth = (label: string): number =>
  Math.min(WIDEST, 16 + Math.ceil([...label].length * 7.2));

/** Lays out the flow with room below each step for its rows of labels. */
export function layOutLabelled(
  nodes: readonly LayoutNode[],
  edges: readonly LabelledEdge[],
  spacing?: Spacing,
): Layout {
  const first = layOutFlow(nodes, edges, spacing);
  const rows = new Map<string, number>();
  const labels = placeLabels(first.nodes, first.lanes, edges);
  for (const edge of edges) rows.set(edge.from, labels.get(edge.id)?.rows ?? 1);
  if ([...rows.values()].every((count) => count === 1)) return first;
  const higher = nodes.map((node) => {
    const more = ((rows.get(node.id) ?? 1) - 1) * LABEL_ROW;
    return more === 0 ? node : { ...node, below: (node.below ?? spacing?.below ?? 0) + more };
  });
  return layOutFlow(higher, edges, spacing);
}

/** Places the vertical parts and labels of ways, for steps with several. Labels of one step never overlap. */
export function placeLabels(
  nodes: ReadonlyMap<string, Rectangle>,
  lanes: ReadonlyMap<string, number>,
  edges: readonly LabelledEdge[],
): ReadonlyMap<string, LabelPlace> {
  const leaving = grouped(edges, ({ from }) => from);
  const coming = grouped(edges, ({ to }) => to);
  const places = new Map<string, LabelPlace>();
  for (const [from, ways] of leaving) {
    const step = nodes.get(from);
    if (step && ways.length > 1)
      placeOf(
        step,
        ways.map((way) => wayOf(way, step)),
        places,
      );
  }
  return places;

  function wayOf({ id, to, label, share }: LabelledEdge, step: Rectangle): Way {
    return {
      id,
      to,
      width: labelWidth(label),
      from: step.x + share * step.width,
      target: nodes.get(to),
      lane: lanes.get(id),
      joins: (coming.get(to)?.length ?? 0) > 1,
    };
  }
}

function grouped<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

interface Way {
  readonly id: string;
  readonly to: string;
  readonly width: number;
  readonly from: number;
  readonly target: Rectangle | undefined;
  readonly lane: number | undefined;
  /** Whether other ways lead to the same step. */
  readonly joins: boolean;
}

function placeOf(step: Rectangle, ways: readonly Way[], places: Map<string, LabelPlace>): void {
  const columns = ways.map((way) => columnOf(step, way, ways));
  const rows: number[] = [];
  const apart = (one: number, other: number) =>
    Math.abs((columns[one]?.column ?? 0) - (columns[other]?.column ?? 0)) - GAP;
  const fits = (index: number, row: number) =>
    rows.every(
      (taken, other) =>
        taken !== row || apart(index, other) >= ((ways[index]?.width ?? 0) + (ways[other]?.width ?? 0)) / 2,
    );
  ways.forEach((_, index) => {
    let row = 0;
    while (!fits(index, row)) row += 1;
    rows.push(row);
  });
  ways.forEach(({ id, width }, index) => {
    const beside = ways.flatMap((other, at) =>
      at === index || rows[at] !== rows[index]
        ? []
        : [(2 * apart(index, at) * width) / (width + other.width)],
    );
    places.set(id, {
      column: columns[index]?.column ?? 0,
      aside: columns[index]?.aside,
      row: rows[index] ?? 0,
      rows: Math.max(...rows) + 1,
      room: Math.floor(Math.min(MOST_ROOM, ...beside)),
    });
  });
}

function columnOf(step: Rectangle, way: Way, ways: readonly Way[]): Pick<LabelPlace, 'column' | 'aside'> {
  const { from, target, lane } = way;
  if (!target) return { column: from, aside: undefined };
  const middle = target.x + target.width / 2;
  if (leadsBack(step.y + step.height, target.y))
    return { column: (from + Math.max(from, middle) + ASIDE) / 2, aside: undefined };
  if (lane !== undefined) return { column: lane, aside: undefined };
  const alike = ways.filter((other) => other.to === way.to && other.lane === undefined);
  if (alike.length === 1) return { column: way.joins ? from : middle, aside: undefined };
  const aside = asideOf(alike, alike.indexOf(way), step.width);
  return { column: middle + aside, aside };
}

/** Offset of ways to the same step: side by side within the width of a card, each under its label if all fit in one row. */
function asideOf(alike: readonly Way[], index: number, most: number): number {
  const taken = (ways: readonly Way[]) => ways.reduce((sum, { width }) => sum + width + GAP, 0);
  const whole = taken(alike) - GAP;
  if (whole > most) return (index - (alike.length - 1) / 2) * (most / alike.length);
  return taken(alike.slice(0, index)) + (alike[index]?.width ?? 0) / 2 - whole / 2;
}

/** Whether a way leads back up: its target is too high to be reached downwards. */
export const leadsBack = (lower: number, targetY: number): boolean => targetY < lower + 32;
