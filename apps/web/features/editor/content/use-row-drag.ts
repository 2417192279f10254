'use client';
import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';

/** Drags a row of a list to another place, by mouse or finger. Rows need `data-row`. */
export function useRowDrag(index: number, onMove: (to: number) => void) {
  const [dragging, setDragging] = useState(false);
  const at = useRef(index);
  const move = useRef(onMove);
  at.current = index;
  move.current = onMove;

  useEffect(() => {
    if (!dragging) return;
    const over = (event: PointerEvent) => {
      const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-row]');
      const to = Number(row?.dataset['row']);
      if (row && Number.isInteger(to) && to !== at.current) move.current(to);
    };
    const end = () => setDragging(false);
    window.addEventListener('pointermove', over);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
    return () => {
      window.removeEventListener('pointermove', over);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
    };
  }, [dragging]);

  const grab = useCallback((event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      event.currentTarget.releasePointerCapture(event.pointerId);
    event.preventDefault();
    setDragging(true);
  }, []);
  return { grab, dragging };
}
