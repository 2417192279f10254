'use client';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import { CARD_WIDTH } from '../layout/card-size.ts';
import { useEditor } from '../store/hooks.ts';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Moves the view, and converts between screen and canvas coordinates. */
export interface View {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly fullSize: () => void;
  /** Where the menu of a step, note or way opens, in viewport pixels; the middle without one. */
  readonly pointOf: (item: string | null, way: string | null) => Spot;
  /** Viewport pixels to canvas coordinates. */
  readonly spotAt: (point: Spot) => Spot;
  /** Position of a new note: beside a step, otherwise in the middle of the view. */
  readonly spotForNote: (beside: string | undefined) => Spot;
}

const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
export const MOVE_TIME = 150;
const duration = () => (calm() ? 0 : MOVE_TIME);
const STEP = 1.25;
/** The largest and smallest zoom. */
export const MOST = 1.5;
export const LEAST = 0.08;
const MARGIN = 48;
/** Width in pixels for half a label beside an outermost line. */
const LABEL = 120;
const NOTE_GAP = 24;

/** Bounds of the drawing, with lines that run beside all cards. */
interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function boundsOf(
  elements: Iterable<{ x: number; y: number; width: number; height: number }>,
  lanes: Iterable<number>,
): Bounds | null {
  const all = [...elements];
  if (all.length === 0) return null;
  const columns = [...lanes];
  return {
    left: Math.min(...all.map((item) => item.x), ...columns.map((lane) => lane - LABEL)),
    right: Math.max(...all.map((item) => item.x + item.width), ...columns.map((lane) => lane + LABEL)),
    top: Math.min(...all.map((item) => item.y)),
    bottom: Math.max(...all.map((item) => item.y + item.height)),
  };
}

export function useView(): View {
  const flow = useReactFlow();
  const store = useStoreApi();
  const editor = useEditor();
  return useMemo(() => {
    const middle = (): Spot => {
      const box = store.getState().domNode?.getBoundingClientRect();
      return { x: (box?.left ?? 0) + (box?.width ?? 0) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) / 3 };
    };
    const boxOf = (selector: string) =>
      store.getState().domNode?.querySelector(selector)?.getBoundingClientRect();
    // Quick key presses start from the target of the previous zoom, not from its animation.
    let going: { readonly zoom: number; readonly until: number } | null = null;
    const zoomTo = (zoom: number) => {
      going = { zoom: Math.min(MOST, Math.max(LEAST, zoom)), until: performance.now() + 2 * duration() };
      void flow.zoomTo(going.zoom, { duration: duration() });
    };
    const zoomNow = () => (going && performance.now() < going.until ? going.zoom : flow.getZoom());
    return {
      zoomIn: () => zoomTo(zoomNow() * STEP),
      zoomOut: () => zoomTo(zoomNow() / STEP),
      fullSize: () => zoomTo(1),
      fit: () => {
        const lanes = flow
          .getEdges()
          .flatMap((edge) => (typeof edge.data?.['lane'] === 'number' ? [edge.data['lane']] : []));
        const bounds = boundsOf(
          [...store.getState().nodeLookup.values()].map(({ internals, measured }) => ({
            ...internals.positionAbsolute,
            width: measured.width ?? CARD_WIDTH,
            height: measured.height ?? 64,
          })),
          lanes,
        );
        const { width, height } = store.getState();
        if (!bounds || width === 0) return;
        const [wide, tall] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
        const zoom = Math.max(LEAST, Math.min(1, (width - MARGIN) / wide, (height - MARGIN) / tall));
        const x = width / 2 - ((bounds.left + bounds.right) / 2) * zoom;
        const y = Math.max(MARGIN / 2, (height - tall * zoom) / 2) - bounds.top * zoom;
        void flow.setViewport({ x, y, zoom }, { duration: duration() });
      },
      pointOf: (item, way) => {
        const box = item
          ? boxOf(`.react-flow__node[data-id="${CSS.escape(item)}"]`)
          : way
            ? boxOf(`.react-flow__edge[data-id="${CSS.escape(way)}"]`)
            : undefined;
        if (!box) return middle();
        return item
          ? { x: box.left + 24, y: Math.min(box.bottom, box.top + 48) }
          : { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      },
      spotAt: (point) => flow.screenToFlowPosition(point),
      spotForNote: (beside) => {
        const step = beside ? store.getState().nodeLookup.get(beside) : undefined;
        if (step && editor.store.getState().document.nodes[beside ?? ''])
          return {
            x: step.internals.positionAbsolute.x + CARD_WIDTH + NOTE_GAP,
            y: step.internals.positionAbsolute.y,
          };
        return flow.screenToFlowPosition(middle());
      },
    };
  }, [flow, store, editor]);
}
