'use client';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import type { NodeKind } from '@millrace/flow';
import { FamilyMark } from '@millrace/ui';
import { CARD_WIDTH } from '../layout/card-size.ts';
import { useEditor } from '../store/hooks.ts';

interface Drag {
  readonly kind: NodeKind;
  readonly x: number;
  readonly y: number;
}

const FAR_ENOUGH = 6;
const HERE = 'data-drop-here';

/** The place under the pointer: a plus or an open way, a step (then after it), the bare canvas, or nothing. */
function targetAt(x: number, y: number) {
  const element = document.elementFromPoint(x, y);
  const place = element?.closest<HTMLElement>('[data-drop-from]') ?? null;
  const step = element?.closest<HTMLElement>('[data-step]') ?? null;
  return { place, step, canvas: element?.closest('[data-zone="canvas"]') !== null && element !== null };
}

/** Dragging from the palette by pointer events, so that a finger works like a mouse. A click stays a click. */
export function usePaletteDrag() {
  const editor = useEditor();
  const flow = useReactFlow();
  const [drag, setDrag] = useState<Drag | null>(null);
  const began = useRef<{ kind: NodeKind; x: number; y: number } | null>(null);
  const dragged = useRef(false);

  const drop = useCallback(
    (kind: NodeKind, x: number, y: number) => {
      const { place, step, canvas } = targetAt(x, y);
      const from = place?.dataset['dropFrom'];
      const port = place?.dataset['dropPort'];
      const after = step?.dataset['step'];
      let id: string | null = null;
      if (from && port) id = editor.edit.add(kind.kind, { from, port });
      else if (after) {
        editor.choose.select([after]);
        id = editor.edit.add(kind.kind, editor.edit.placeForNew());
      } else if (canvas) {
        const spot = flow.screenToFlowPosition({ x, y });
        id = editor.edit.add(kind.kind, null, { x: spot.x - CARD_WIDTH / 2, y: spot.y - 24 });
      }
      if (id) editor.choose.open(id);
    },
    [editor, flow],
  );

  useEffect(() => {
    let marked: HTMLElement | null = null;
    const mark = (element: HTMLElement | null) => {
      if (marked === element) return;
      marked?.removeAttribute(HERE);
      element?.setAttribute(HERE, '');
      marked = element;
    };
    const move = (event: PointerEvent) => {
      const start = began.current;
      if (!start) return;
      if (!dragged.current && Math.hypot(event.clientX - start.x, event.clientY - start.y) < FAR_ENOUGH) return;
      dragged.current = true;
      setDrag({ kind: start.kind, x: event.clientX, y: event.clientY });
      mark(targetAt(event.clientX, event.clientY).place);
    };
    const end = (event: PointerEvent) => {
      const start = began.current;
      began.current = null;
      mark(null);
      setDrag(null);
      if (start && dragged.current && event.type === 'pointerup') drop(start.kind, event.clientX, event.clientY);
      // The click that follows a drag is not a choice.
      setTimeout(() => (dragged.current = false), 0);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !began.current) return;
      began.current = null;
      mark(null);
      setDrag(null);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', escape);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', escape);
    };
  }, [drop]);

  const grab = useCallback((kind: NodeKind, event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    // A finger's pointer is captured by what it first touched; let go, so that what lies under it can be found.
    if (event.currentTarget.hasPointerCapture(event.pointerId)) event.currentTarget.releasePointerCapture(event.pointerId);
    began.current = { kind, x: event.clientX, y: event.clientY };
  }, []);

  const ghost = drag ? (
    <div
      aria-hidden
      style={{ left: drag.x, top: drag.y }}
      className="pointer-events-none fixed z-50 flex w-50 -translate-x-1/2 -translate-y-6 items-center gap-2.5 rounded-lg border border-river bg-raised p-2 text-13 font-semibold shadow-pop"
    >
      <FamilyMark family={drag.kind.family} icon={drag.kind.icon} />
      {drag.kind.title}
    </div>
  ) : null;
  return { grab, ghost, wasDragged: () => dragged.current };
}
