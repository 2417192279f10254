import { MarkerType, type Edge, type Node } from '@xyflow/react';
import { stubId, type Picture } from '../layout/picture.ts';
import type { FlowDocument } from '../store/document.ts';
import { sameValue } from '../store/document.ts';
import { shownWays, wiringOf } from '../store/wiring.ts';
import type { StubData } from './stub-node.tsx';
import type { WayData } from './way-edge.tsx';

export type CanvasNode =
  | Node<Record<string, never>, 'step'>
  | Node<StubData, 'stub'>
  | Node<Record<string, never>, 'note'>;
export type CanvasEdge = Edge<WayData, 'way'>;

/** A key that React Flow never sees: Shift and a press on a card selects it instead of starting a box. */
const NO_KEYS = 'nokey';
/** Z index of selected items, so that they are above their neighbours while dragged. */
const ABOVE = 10;
const NOTHING: Record<string, never> = {};
const ARROW = {
  type: MarkerType.ArrowClosed,
  markerUnits: 'userSpaceOnUse',
  width: 18,
  height: 18,
  color: 'var(--control)',
} as const;

export interface Frame {
  readonly document: FlowDocument;
  readonly picture: Picture;
  readonly selection: readonly string[];
  readonly way: string | null;
  readonly dragged: ReadonlyMap<string, { x: number; y: number }>;
  readonly measured: ReadonlyMap<string, { width: number; height: number }>;
  readonly movable: boolean;
}

/** Returns the previous element if it is equal, so that only changed elements are rendered. */
function keep<Item extends { id: string }>(before: ReadonlyMap<string, Item>, item: Item): Item {
  const known = before.get(item.id);
  return known && sameValue(known, item) ? known : item;
}

export function canvasNodes(frame: Frame, before: ReadonlyMap<string, CanvasNode>): CanvasNode[] {
  const chosen = new Set(frame.selection);
  const nodes: CanvasNode[] = [];
  for (const [id, card] of frame.picture.cards) {
    const spot = frame.dragged.get(id) ?? card;
    const measured = frame.measured.get(id);
    nodes.push(
      keep(before, {
        id,
        type: 'step',
        data: NOTHING,
        position: { x: spot.x, y: spot.y },
        selected: chosen.has(id),
        draggable: frame.movable,
        className: NO_KEYS,
        zIndex: chosen.has(id) ? ABOVE : 0,
        initialWidth: card.width,
        initialHeight: card.height,
        ...(measured ? { measured } : {}),
      } satisfies CanvasNode),
    );
  }
  for (const stub of frame.picture.stubs) {
    const measured = frame.measured.get(stub.id);
    nodes.push(
      keep(before, {
        id: stub.id,
        type: 'stub',
        parentId: stub.from,
        position: { x: stub.x, y: stub.y },
        draggable: false,
        selectable: false,
        data: { from: stub.from, port: stub.port.id, label: stub.port.label, labelled: stub.labelled },
        initialWidth: 132,
        initialHeight: 32,
        ...(measured ? { measured } : {}),
      } satisfies CanvasNode),
    );
  }
  for (const note of Object.values(frame.document.notes)) {
    const measured = frame.measured.get(note.id);
    nodes.push(
      keep(before, {
        id: note.id,
        type: 'note',
        data: NOTHING,
        position: frame.dragged.get(note.id) ?? note.position,
        selected: chosen.has(note.id),
        draggable: frame.movable,
        className: NO_KEYS,
        zIndex: chosen.has(note.id) ? ABOVE : 0,
        initialWidth: 220,
        initialHeight: 56,
        ...(measured ? { measured } : {}),
      } satisfies CanvasNode),
    );
  }
  return nodes;
}

export function canvasEdges(frame: Frame, before: ReadonlyMap<string, CanvasEdge>): CanvasEdge[] {
  const { into } = wiringOf(frame.document);
  const edges: CanvasEdge[] = [];
  for (const [from, ways] of frame.picture.ways) {
    const drawn = shownWays(ways);
    for (const { port, edge, stale } of drawn) {
      const id = edge?.id ?? `open:${stubId(from, port.id)}`;
      const target = edge?.to ?? stubId(from, port.id);
      edges.push(
        keep(before, {
          id,
          type: 'way',
          source: from,
          sourceHandle: port.id,
          target,
          targetHandle: 'in',
          selected: frame.way === id,
          selectable: edge !== undefined,
          focusable: false,
          reconnectable: edge && frame.movable ? 'target' : false,
          markerEnd: ARROW,
          data: {
            from,
            port: port.id,
            label: drawn.length > 1 || stale ? port.label : null,
            place: frame.picture.labels.get(edge?.id ?? target),
            lane: frame.picture.lanes.get(id),
            joins: (into.get(target)?.length ?? 0) > 1,
            open: edge === undefined,
            stale,
          },
        } satisfies CanvasEdge),
      );
    }
  }
  return edges;
}
