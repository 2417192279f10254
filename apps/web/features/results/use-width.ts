'use client';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** The width of an element in pixels, at least 280. Lets a drawing fill the element without stretching its text. @param first the width until it is measured */
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
