'use client';
import type { Family, Graph, Kinds } from '@millrace/flow';
import { classes, IconButton } from '@millrace/ui';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { draw, type DrawnNode, type DrawnWay, type Drawing } from './draw.ts';
import { atTheTop, inSight, wholeScale } from './look-at.ts';

export interface FlowPictureProps {
  graph: Pick<Graph, 'nodes' | 'edges'>;
  kinds: Kinds;
  label: string;
  size: (family: Family) => { width: number; height: number };
  card: (node: DrawnNode) => ReactNode;
  /** Width of a line in pixels, to show traffic. */
  thickness?: (way: DrawnWay) => number;
  /** The step to scroll to; the first by default. */
  focus?: string | undefined;
  className?: string;
}

/** Half of the width of a label: its letters, and no more than it may take (`max-w-36`). */
const labelReach = (label: string): number => Math.min(72, 4 + label.length * 3.4);

/** Room around the drawing, in pixels; `p-5`. */
const ROOM = 20;

/** A graph to be read: cards as the caller draws them, ways between them, scrolled where it is larger than its place, or seen as a whole. */
export function FlowPicture({
  graph,
  kinds,
  label,
  size,
  card,
  thickness,
  focus,
  className,
}: FlowPictureProps) {
  const drawing = useMemo(
    () => draw(graph, kinds, { between: 24, below: 40, belowLabelled: 72, lane: 36, size, labelReach }),
    [graph, kinds, size],
  );
  const place = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(true);
  const [scale, setScale] = useState(1);
  const seen = useCallback(() => {
    const box = place.current;
    return (
      box && {
        left: box.scrollLeft - ROOM,
        top: box.scrollTop - ROOM,
        width: box.clientWidth,
        height: box.clientHeight,
      }
    );
  }, []);
  const whole = () => {
    const now = seen();
    return now ? wholeScale(drawing, { width: now.width - 2 * ROOM, height: now.height - 2 * ROOM }) : 1;
  };
  useEffect(() => {
    const now = seen();
    if (!now) return;
    setFits(wholeScale(drawing, { width: now.width - 2 * ROOM, height: now.height - 2 * ROOM }) === 1);
    setScale(1);
  }, [drawing, seen]);
  useEffect(() => {
    const now = seen();
    if (!now || scale < 1) return;
    const { left, top } = atTheTop(drawing.nodes, now);
    place.current?.scrollTo({ left: left > 0 ? left + ROOM : 0, top });
  }, [drawing, scale, seen]);
  useEffect(() => {
    const step = drawing.nodes.find((node) => node.node.id === focus);
    const now = seen();
    const to = step && now ? inSight(step, now) : null;
    if (to) place.current?.scrollTo({ left: to.left + ROOM, top: to.top + ROOM });
  }, [drawing, focus, seen]);
  return (
    <div className={classes('relative flex flex-col', className)}>
      <div
        ref={place}
        role="group"
        aria-label={label}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto rounded-lg border border-line bg-ground p-5"
      >
        <div className="mx-auto" style={{ width: drawing.width * scale, height: drawing.height * scale }}>
          <div
            className="relative origin-top-left"
            style={{ width: drawing.width, height: drawing.height, scale }}
          >
            <Ways drawing={drawing} thickness={thickness} />
            {drawing.nodes.map((node) => (
              <div
                key={node.node.id}
                className="absolute"
                style={{ left: node.x, top: node.y, width: node.width, height: node.height }}
              >
                {card(node)}
              </div>
            ))}
          </div>
        </div>
      </div>
      {fits ? null : (
        <span className="absolute top-2 right-4 rounded-md bg-surface shadow-lift">
          <IconButton
            icon={scale < 1 ? 'zoom-in' : 'fit'}
            size="small"
            label={scale < 1 ? 'Read the steps' : 'See the whole flow'}
            onClick={() => setScale(scale < 1 ? 1 : whole())}
          />
        </span>
      )}
    </div>
  );
}

function Ways({ drawing, thickness }: { drawing: Drawing; thickness: FlowPictureProps['thickness'] }) {
  return (
    <>
      <svg
        aria-hidden
        width={drawing.width}
        height={drawing.height}
        className="absolute inset-0 overflow-visible"
      >
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
    </>
  );
}
