'use client';
import type { PointerEvent, ReactNode } from 'react';

/** A drawing of its own width in pixels that says where the pointer is. Its words are for screen readers. */
export function PointerChart({
  width,
  height,
  label,
  onPoint,
  children,
}: {
  width: number;
  height: number;
  label: string;
  /** The place from the left in pixels of the drawing; null when the pointer has left. */
  onPoint: (x: number | null) => void;
  children: ReactNode;
}) {
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint(((event.clientX - box.left) / box.width) * width);
  };
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      role="img"
      aria-label={label}
      className="block w-full touch-pan-y"
      onPointerMove={move}
      onPointerLeave={() => onPoint(null)}
    >
      {children}
    </svg>
  );
}
