'use client';
import { useCallback, useState } from 'react';
import { DropWords } from '../palette/use-palette-drag.tsx';
import { moveOnto, REFUSALS } from '../history/moving.ts';
import type { Place } from '../history/commands.ts';
import { useEditor } from '../store/hooks.ts';
import type { CanvasNode } from './canvas-elements.ts';
import { targetAt, wayKey, wordsOf } from './drop-target.ts';

interface Hover {
  readonly x: number;
  readonly y: number;
  readonly place: Place | null;
  readonly words: string;
}

type Pointed =
  | globalThis.MouseEvent
  | globalThis.TouchEvent
  | { readonly nativeEvent: globalThis.MouseEvent | globalThis.TouchEvent };

function pointOf(event: Pointed): { x: number; y: number } | null {
  const native = 'nativeEvent' in event ? event.nativeEvent : event;
  const point = 'clientX' in native ? native : (native.touches[0] ?? native.changedTouches[0]);
  return point ? { x: point.clientX, y: point.clientY } : null;
}

/** Moves a step in the flow when its card is dropped on a line or an open way. Dropped elsewhere, only its position changes. */
export function useCardDrop(dropped: () => void, putBack: () => void) {
  const editor = useEditor();
  const [hover, setHover] = useState<Hover | null>(null);

  const hoverOf = useCallback(
    (event: Pointed, node: CanvasNode, dragged: readonly CanvasNode[]): Hover | null => {
      const point = pointOf(event);
      if (!point || node.type !== 'step' || dragged.length !== 1) return null;
      const target = targetAt(editor, point.x, point.y, node.id);
      if (target?.is !== 'way') return null;
      const { document } = editor.store.getState();
      const move = moveOnto(document, editor.kinds, node.id, target.place, '');
      if (move === 'own') return null;
      if (typeof move === 'string') return { ...point, place: null, words: REFUSALS[move] };
      return { ...point, place: target.place, words: wordsOf(editor, target) ?? '' };
    },
    [editor],
  );

  const onDrag = useCallback(
    (event: Pointed, node: CanvasNode, dragged: readonly CanvasNode[]) => {
      const next = hoverOf(event, node, dragged);
      setHover(next);
      editor.choose.dropAt(next?.place ? wayKey(next.place) : null);
    },
    [editor, hoverOf],
  );
  const onDragStop = useCallback(
    (event: Pointed, node: CanvasNode, dragged: readonly CanvasNode[]) => {
      const place = hoverOf(event, node, dragged)?.place;
      setHover(null);
      editor.choose.dropAt(null);
      if (!place) {
        dropped();
        return;
      }
      putBack();
      if (editor.edit.moveOnto(node.id, place) === true) editor.choose.focus(node.id);
    },
    [editor, hoverOf, dropped, putBack],
  );

  const ghost = hover ? (
    <div
      aria-hidden
      style={{ left: hover.x, top: hover.y }}
      className="pointer-events-none fixed z-50 w-60 -translate-x-1/2 translate-y-3"
    >
      <DropWords>{hover.words}</DropWords>
    </div>
  ) : null;
  return { onDrag, onDragStop, ghost };
}
