'use client';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { useEditor } from '../store/hooks.ts';
import { isPressable, itemOf, zoneOf } from './zones.ts';

/**
 * Holding the space bar and dragging moves the view, whatever lies under the pointer. A tap on it without dragging opens
 * the step that has the keyboard, as it would press any button.
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
      // What has the keyboard keeps it: it is only the view that moves.
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
