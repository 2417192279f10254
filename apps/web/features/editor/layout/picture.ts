import type { Kinds, Port } from '@millrace/flow';
import type { FlowDocument } from '../store/document.ts';
import { sentenceOf } from '../store/words.ts';
import { shownWays, waysOut, wiringOf, type WayOut } from '../store/wiring.ts';
import { CARD_WIDTH, cardHeight } from './card-size.ts';
import { layOutLabelled, placeLabels, type LabelledEdge, type LabelPlace } from './labels.ts';
import type { LayoutNode } from './layout.ts';
import type { Rectangle } from './place.ts';
import { portShare } from './port-share.ts';

export const STUB = { width: 132, height: 32 } as const;
/** Space below a step; more if its ways have labels. */
const BELOW = { plain: 56, labelled: 96, stub: 40 } as const;

/** The end of an open way: a place to add a step. */
export interface Stub {
  readonly id: string;
  readonly from: string;
  readonly port: Port;
  readonly labelled: boolean;
  /** Relative to the top left corner of its step. */
  readonly x: number;
  readonly y: number;
}

export interface Picture {
  readonly cards: ReadonlyMap<string, Rectangle>;
  readonly stubs: readonly Stub[];
  readonly lanes: ReadonlyMap<string, number>;
  readonly ways: ReadonlyMap<string, readonly WayOut[]>;
  /** Labels of steps with several ways, by the id of the edge or stub. */
  readonly labels: ReadonlyMap<string, LabelPlace>;
}

export interface Extra {
  readonly problem: (node: string) => string | null;
  readonly counted: boolean;
}

export const stubId = (from: string, port: string): string => `${from}::${port}`;

/** Positions of everything. Steps moved by hand keep their position; the layout places the others. */
export function pictureOf(document: FlowDocument, kinds: Kinds, extra: Extra): Picture {
  const nodes: LayoutNode[] = [];
  const edges: LabelledEdge[] = [];
  const ways = new Map<string, readonly WayOut[]>();
  const open: { from: string; way: WayOut; labelled: boolean }[] = [];
  for (const node of Object.values(document.nodes)) {
    const kind = kinds[node.kind];
    const own = waysOut(document, kinds, node.id);
    const drawn = shownWays(own);
    ways.set(node.id, own);
    const labelled = drawn.length > 1;
    const height = cardHeight(
      kind?.family ?? 'action',
      sentenceOf(node, kinds),
      extra.problem(node.id),
      extra.counted,
    );
    const onlyStubs = drawn.every((way) => !way.edge);
    nodes.push({
      id: node.id,
      width: CARD_WIDTH,
      height,
      below: labelled ? BELOW.labelled : onlyStubs ? BELOW.stub : BELOW.plain,
    });
    for (const way of drawn) {
      const id = way.edge?.id ?? stubId(node.id, way.port.id);
      const share = portShare(own.indexOf(way), own.length);
      edges.push({ id, from: node.id, to: way.edge?.to ?? id, label: way.port.label, share });
      if (!way.edge) open.push({ from: node.id, way, labelled });
    }
  }
  for (const { from, way } of open)
    nodes.push({ id: stubId(from, way.port.id), width: STUB.width, height: STUB.height });
  const layout = layOutLabelled(nodes, edges);
  const cards = new Map<string, Rectangle>();
  const lanes = new Map(layout.lanes);
  for (const node of Object.values(document.nodes)) {
    const own = layout.nodes.get(node.id);
    if (own) cards.set(node.id, node.position ? { ...own, ...node.position } : own);
    if (node.position)
      for (const edge of [
        ...(wiringOf(document).out.get(node.id) ?? []),
        ...(wiringOf(document).into.get(node.id) ?? []),
      ])
        lanes.delete(edge.id);
  }
  const stubs = open.map(({ from, way, labelled }): Stub => {
    const id = stubId(from, way.port.id);
    const parent = layout.nodes.get(from);
    const spot = layout.nodes.get(id);
    return {
      id,
      from,
      port: way.port,
      labelled,
      x: (spot?.x ?? 0) - (parent?.x ?? 0),
      y: (spot?.y ?? 0) - (parent?.y ?? 0),
    };
  });
  const places = new Map(cards);
  for (const { id, from, x, y } of stubs)
    places.set(id, { ...STUB, x: (cards.get(from)?.x ?? 0) + x, y: (cards.get(from)?.y ?? 0) + y });
  return { cards, stubs, lanes, ways, labels: placeLabels(places, lanes, edges) };
}
