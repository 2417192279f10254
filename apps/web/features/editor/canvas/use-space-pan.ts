'use client';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { useEditor } from '../store/hooks.ts';
import { isPressable, itemOf, zoneOf } from './zones.ts';

/**
 * Dragging with the space bar held pans the view, whatever is under the pointer. Pressing it without dragging opens the
 * focused step, as it would press any button.
 */
export function useSpacePan(frame: RefObject<HTMLElement | null>) {
  const editor = useEditor();
  const flow = useReactFlow();
  const [held, setHeld] = useState(false);
  const [grabbing, setGrabbing] = useState(false);
  const moved = useRef(false);
  const from = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (zoneOf(event.target) !== 'canvas' || isPressable(event.target)) return;
      event.preventDefault();
      if (event.repeat) return;
      moved.current = false;
      setHeld(true);
    };
    const up = (event: KeyboardEvent) => {
      if (event.key !== ' ') return;
      setHeld((was) => {
        const step = itemOf(event.target);
        if (was && !moved.current && step) {
          event.preventDefault();
          queueMicrotask(() =>
            editor.store.getState().document.nodes[step]
              ? editor.choose.open(step, '')
              : editor.choose.write(step),
          );
        }
        return false;
      });
      setGrabbing(false);
    };
    const blur = () => setHeld(false);
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', blur);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', blur);
    };
  }, [editor, frame]);

  const panning = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, y: event.clientY };
      setGrabbing(true);
      // The focus stays where it is: only the view moves.
      event.preventDefault();
      event.stopPropagation();
    },
    onPointerMove: (event: PointerEvent) => {
      if (!from.current) return;
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({
        x: x + event.clientX - from.current.x,
        y: y + event.clientY - from.current.y,
        zoom,
      });
      from.current = { x: event.clientX, y: event.clientY };
      moved.current = true;
    },
    onPointerUp: () => {
      from.current = null;
      setGrabbing(false);
    },
  };
  return { held, grabbing, panning };
}
