'use client';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** Width of an element in pixels, so that a drawing fills it without stretching its letters. */
export function useWidth<Of extends HTMLElement>(first: number): readonly [RefObject<Of | null>, number] {
  const place = useRef<Of>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const seen = place.current;
    if (!seen) return;
    const watcher = new ResizeObserver(
      ([entry]) => entry && setWidth(Math.max(280, Math.round(entry.contentRect.width))),
    );
    watcher.observe(seen);
    return () => watcher.disconnect();
  }, []);
  return [place, width];
}
