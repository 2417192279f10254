'use client';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import type { Family } from '@millrace/flow';
import { FamilyMark, Icon } from '@millrace/ui';
import { dropKey, targetAt, wordsOf, type DropTarget } from '../canvas/drop-target.ts';
import { CARD_WIDTH } from '../layout/card-size.ts';
import type { Editor } from '../store/editor.ts';
import { useEditor } from '../store/hooks.ts';

/** The dragged item: a kind of step, or a note, which has no family. */
export interface Dragged {
  readonly kind: string;
  readonly title: string;
  readonly icon: string;
  readonly family: Family | null;
}

interface Drag {
  readonly what: Dragged;
  readonly x: number;
  readonly y: number;
  readonly words: string | null;
}

const FAR_ENOUGH = 6;
const REFUSED = 'No step can follow an end';

/** The drop target: for a note any free place on the canvas, for a step any place it may go. */
function reachedBy(
  editor: Editor,
  what: Dragged,
  x: number,
  y: number,
): { target: DropTarget | null; words: string | null } {
  const target = targetAt(editor, x, y);
  if (what.family === null) return { target: target ? { is: 'ground' } : null, words: null };
  if (target?.is === 'way' && !editor.edit.fits(what.kind, target.place))
    return { target: null, words: REFUSED };
  return { target, words: wordsOf(editor, target) };
}

/** Drags from the list by pointer events, so that touch works like a mouse. A click is still a click. */
export function usePaletteDrag() {
  const editor = useEditor();
  const flow = useReactFlow();
  const [drag, setDrag] = useState<Drag | null>(null);
  const began = useRef<{ what: Dragged; x: number; y: number } | null>(null);
  const dragged = useRef(false);

  const drop = useCallback(
    (what: Dragged, x: number, y: number) => {
      const { target } = reachedBy(editor, what, x, y);
      const spot = flow.screenToFlowPosition({ x, y });
      if (!target) return;
      if (what.family === null) {
        editor.edit.addNote({ x: spot.x - 16, y: spot.y - 16 });
        return;
      }
      if (target.is === 'step') editor.choose.select([target.id]);
      const id =
        target.is === 'way'
          ? editor.edit.add(what.kind, target.place)
          : target.is === 'step'
            ? editor.edit.add(what.kind, editor.edit.placeForNew())
            : editor.edit.add(what.kind, null, { x: spot.x - CARD_WIDTH / 2, y: spot.y - 24 });
      if (id) editor.choose.open(id);
    },
    [editor, flow],
  );

  useEffect(() => {
    const move = (event: PointerEvent) => {
      const start = began.current;
      if (!start) return;
      if (!dragged.current && Math.hypot(event.clientX - start.x, event.clientY - start.y) < FAR_ENOUGH)
        return;
      dragged.current = true;
      const { target, words } = reachedBy(editor, start.what, event.clientX, event.clientY);
      setDrag({ what: start.what, x: event.clientX, y: event.clientY, words });
      editor.choose.dropAt(dropKey(target));
    };
    const letGo = () => {
      began.current = null;
      editor.choose.dropAt(null);
      setDrag(null);
    };
    const end = (event: PointerEvent) => {
      const start = began.current;
      letGo();
      if (start && dragged.current && event.type === 'pointerup')
        drop(start.what, event.clientX, event.clientY);
      // Ignores the click event after a drag.
      setTimeout(() => (dragged.current = false), 0);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && began.current) letGo();
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
  }, [drop, editor]);

  const grab = useCallback((what: Dragged, event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    // A touch pointer is captured by the first element. Release it, so that the element under it can be found.
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      event.currentTarget.releasePointerCapture(event.pointerId);
    began.current = { what, x: event.clientX, y: event.clientY };
  }, []);

  const ghost = drag ? <Ghost drag={drag} /> : null;
  return { grab, ghost, wasDragged: () => dragged.current };
}

function Ghost({ drag: { what, x, y, words } }: { drag: Drag }) {
  return (
    <div
      aria-hidden
      style={{ left: x, top: y }}
      className="pointer-events-none fixed z-50 w-50 -translate-x-1/2 -translate-y-6"
    >
      <div className="flex items-center gap-2.5 rounded-lg border border-river bg-raised p-2 text-13 font-semibold shadow-pop">
        {what.family ? (
          <FamilyMark family={what.family} icon={what.icon} />
        ) : (
          <Icon name={what.icon} className="m-1.5 text-soft" />
        )}
        {what.title}
      </div>
      {words ? <DropWords>{words}</DropWords> : null}
    </div>
  );
}

/** Says where the dragged item would land. */
export function DropWords({ children }: { children: string }) {
  return (
    <p className="mx-auto mt-1.5 w-fit max-w-full rounded-md bg-ink px-2 py-1 text-center text-12 font-medium text-ground shadow-lift">
      {children}
    </p>
  );
}
