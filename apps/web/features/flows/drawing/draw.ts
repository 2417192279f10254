import type { Family, Graph, NodeKind } from '@millrace/flow';
import { wayPath } from '../../editor/canvas/way-path.ts';
import { layOutLabelled, placeLabels } from '../../editor/layout/labels.ts';
import type { Spacing } from '../../editor/layout/layout.ts';

/** A step as far as it is drawn. */
export interface StepToDraw {
  readonly id: string;
  readonly kind: string;
  readonly name?: string | undefined;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Steps and their connections; a whole graph is one. */
export interface ToDraw<Step extends StepToDraw = StepToDraw> {
  readonly nodes: readonly Step[];
  readonly edges: readonly Pick<Graph['edges'][number], 'id' | 'from' | 'port' | 'to'>[];
}

/** What is read of the kinds of step. */
export type KindsToDraw = Readonly<
  Record<string, (Pick<NodeKind, 'family' | 'title'> & { ports: NodeKind['ports'] }) | undefined>
>;

export interface DrawnNode<Step extends StepToDraw = StepToDraw> {
  readonly node: Step;
  readonly family: Family;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnWay {
  readonly id: string;
  readonly from: string;
  readonly port: string;
  /** The port's label; null if the step has only one port. */
  readonly label: string | null;
  readonly path: string;
  readonly labelAt: { readonly x: number; readonly y: number };
}

export interface Drawing<Step extends StepToDraw = StepToDraw> {
  readonly nodes: readonly DrawnNode<Step>[];
  readonly ways: readonly DrawnWay[];
  readonly width: number;
  readonly height: number;
}

export interface Measures extends Spacing {
  readonly size: (family: Family) => { readonly width: number; readonly height: number };
  /** Room below a step whose lines have labels; `below` by default. */
  readonly belowLabelled?: number;
  /** How far a label reaches to either side of its place, in pixels, where labels are drawn. */
  readonly labelReach?: (label: string) => number;
}

/** A graph laid out as the canvas does, moved so that everything is right of and below (0, 0). */
export function draw<Step extends StepToDraw>(
  graph: ToDraw<Step>,
  kinds: KindsToDraw,
  measures: Measures,
): Drawing<Step> {
  const familyOf = (node: Step): Family => kinds[node.kind]?.family ?? 'action';
  const ports = new Map(graph.nodes.map((node) => [node.id, kinds[node.kind]?.ports(node.config) ?? []]));
  const order = (from: string, port: string) => {
    const place = ports.get(from)?.findIndex((entry) => entry.id === port) ?? -1;
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  };
  const edges = graph.edges
    .toSorted((left, right) => order(left.from, left.port) - order(right.from, right.port))
    .map((edge) => ({
      ...edge,
      share: 0.5,
      label: ports.get(edge.from)?.find((port) => port.id === edge.port)?.label ?? edge.port,
    }));
  const leaving = countBy(edges, (edge) => edge.from);
  const coming = countBy(edges, (edge) => edge.to);
  const layout = layOutLabelled(
    graph.nodes.map((node) => ({
      id: node.id,
      ...measures.size(familyOf(node)),
      below: (leaving.get(node.id) ?? 0) > 1 ? (measures.belowLabelled ?? measures.below) : measures.below,
    })),
    edges,
    measures,
  );
  const boxes = [...layout.nodes.values()];
  const least = Math.min(0, ...boxes.map((box) => box.x), ...layout.lanes.values());
  const top = Math.min(0, ...boxes.map((box) => box.y));
  const labels = placeLabels(layout.nodes, layout.lanes, edges);
  const drawnFrom = (left: number) => {
    const nodes = graph.nodes.flatMap((node): DrawnNode<Step>[] => {
      const box = layout.nodes.get(node.id);
      if (!box) return [];
      return [
        {
          node,
          family: familyOf(node),
          title: node.name ?? kinds[node.kind]?.title ?? node.kind,
          x: box.x - left,
          y: box.y - top,
          width: box.width,
          height: box.height,
        },
      ];
    });
    const at = new Map(nodes.map((node) => [node.node.id, node]));
    const ways = edges.flatMap((edge): DrawnWay[] => {
      const from = at.get(edge.from);
      const to = at.get(edge.to);
      if (!from || !to) return [];
      const lane = layout.lanes.get(edge.id);
      const drawn = wayPath({
        fromX: from.x + from.width / 2,
        fromY: from.y + from.height,
        toX: to.x + to.width / 2,
        toY: to.y,
        lane: lane === undefined ? undefined : lane - left,
        joins: (coming.get(edge.to) ?? 0) > 1,
        place: labels.get(edge.id),
      });
      const label = (leaving.get(edge.from) ?? 0) > 1 ? edge.label : null;
      return [
        { id: edge.id, from: edge.from, port: edge.port, label, path: drawn.path, labelAt: drawn.label },
      ];
    });
    return { nodes, ways };
  };
  const reach = ({ label }: DrawnWay) => (label === null ? 0 : (measures.labelReach?.(label) ?? 0));
  // Words beside the outermost lines need room as well.
  const plain = drawnFrom(least);
  const beyond = Math.min(0, ...plain.ways.map((way) => way.labelAt.x - reach(way)));
  const left = least + beyond;
  const { nodes, ways } = beyond < 0 ? drawnFrom(left) : plain;
  const right = Math.max(
    0,
    ...nodes.map((node) => node.x + node.width),
    ...[...layout.lanes.values()].map((lane) => lane - left),
    ...ways.map((way) => way.labelAt.x + reach(way)),
  );
  return { nodes, ways, width: right, height: Math.max(0, ...nodes.map((node) => node.y + node.height)) };
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
