'use client';
import type { Family, Graph, Kinds } from '@millrace/flow';
import { classes } from '@millrace/ui';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { draw, type DrawnNode, type DrawnWay } from './draw.ts';

export interface FlowPictureProps {
  graph: Pick<Graph, 'nodes' | 'edges'>;
  kinds: Kinds;
  label: string;
  size: (family: Family) => { width: number; height: number };
  card: (node: DrawnNode) => ReactNode;
  /** Stroke of a way, in pixels; for traffic. */
  thickness?: (way: DrawnWay) => number;
  /** A step to keep in sight; the beginning when left out. */
  focus?: string | undefined;
  className?: string;
}

/** A graph to be read: cards as the caller draws them, ways between them, scrolled where it is larger than its place. */
export function FlowPicture({ graph, kinds, label, size, card, thickness, focus, className }: FlowPictureProps) {
  const drawing = useMemo(() => draw(graph, kinds, { between: 24, below: 40, belowLabelled: 72, lane: 36, size }), [graph, kinds, size]);
  const place = useRef<HTMLDivElement>(null);
  const first = drawing.nodes[0];
  const seen = drawing.nodes.find((node) => node.node.id === focus);
  useEffect(() => {
    const box = place.current;
    const shown = seen ?? first;
    if (!box || !shown) return;
    const top = shown.y < box.clientHeight * 0.7 ? 0 : shown.y - box.clientHeight / 2;
    box.scrollTo({ left: shown.x + shown.width / 2 - box.clientWidth / 2 + 20, top, behavior: 'auto' });
  }, [first, seen]);
  return (
    <div
      ref={place}
      role="group"
      aria-label={label}
      tabIndex={0}
      className={classes('overflow-auto rounded-lg border border-line bg-ground p-5', className)}
    >
      <div className="relative mx-auto" style={{ width: drawing.width, height: drawing.height }}>
        <svg aria-hidden width={drawing.width} height={drawing.height} className="absolute inset-0 overflow-visible">
          {drawing.ways.map((way) => (
            <path
              key={way.id}
              d={way.path}
              fill="none"
              strokeWidth={thickness?.(way) ?? 1.5}
              strokeLinecap="round"
              className="stroke-control"
              opacity={thickness ? 0.55 : 1}
            />
          ))}
        </svg>
        {drawing.ways.map((way) =>
          way.label === null ? null : (
            <span
              key={way.id}
              style={{ left: way.labelAt.x, top: way.labelAt.y }}
              className="absolute max-w-36 -translate-x-1/2 -translate-y-1/2 truncate rounded-sm bg-ground px-1 text-12 text-soft"
            >
              {way.label}
            </span>
          ),
        )}
        {drawing.nodes.map((node) => (
          <div key={node.node.id} className="absolute" style={{ left: node.x, top: node.y, width: node.width, height: node.height }}>
            {card(node)}
          </div>
        ))}
      </div>
    </div>
  );
}
