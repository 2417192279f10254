'use client';
import { count as inDigits } from '@millrace/base/words';
import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { classes, Icon } from '@millrace/ui';
import { useEditor, useEditorState, useWayShare } from '../store/hooks.ts';
import { titleOf } from '../store/words.ts';
import { wayPath } from './way-path.ts';

export type WayData = {
  from: string;
  port: string;
  label: string | null;
  lane: number | undefined;
  joins: boolean;
  open: boolean;
  stale: boolean;
};

/** Half the size of a grip: ways are drawn from edge to edge, not from grip to grip. */
const GRIP = 6;

/** A way from one step to the next, with its condition as a label and a plus to put a step on it. */
export const WayEdge = memo(function WayEdge({
  id,
  sourceX,
  sourceY,
  targetX,
  targetY,
  data,
  selected,
  markerEnd,
}: EdgeProps<Edge<WayData>>) {
  const editor = useEditor();
  const mode = useEditorState((state) => state.mode);
  const mayEdit = useEditorState((state) => state.mayEdit);
  const share = useWayShare(data?.from ?? '', data?.port ?? '');
  if (!data) return null;
  const { path, label, plus } = wayPath({
    fromX: Math.round(sourceX),
    fromY: sourceY - GRIP,
    toX: Math.round(targetX),
    toY: data.open ? targetY + GRIP : targetY + GRIP - 2,
    lane: data.lane,
    joins: data.joins,
  });
  const spot = data.label ? { x: plus.x, y: Math.max(plus.y, label.y + 24) } : plus;
  const watched = mode !== 'build' && share !== undefined;
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        {...(markerEnd && !data.open ? { markerEnd } : {})}
        style={{
          stroke: selected ? 'var(--river)' : data.stale ? 'var(--broken)' : 'var(--control)',
          strokeOpacity: selected || data.stale ? 1 : data.open ? 0.45 : 0.75,
          strokeWidth: watched ? 1 + 7 * Math.sqrt(share) : selected ? 2 : 1.5,
          ...(data.open || data.stale ? { strokeDasharray: '4 4' } : {}),
        }}
      />
      <EdgeLabelRenderer>
        {data.label ? (
          <span
            style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
            className={classes(
              'absolute max-w-44 truncate rounded-sm border border-line bg-ground px-1.5 py-px text-12 font-medium text-soft',
              selected && 'border-river text-river',
              data.stale && 'border-broken text-broken',
            )}
            title={data.label}
          >
            {data.label}
          </span>
        ) : null}
        {mode === 'build' && mayEdit && !data.open ? <Plus editor={editor} data={data} at={spot} /> : null}
        {watched ? <Traffic from={data.from} port={data.port} at={spot} /> : null}
      </EdgeLabelRenderer>
    </>
  );
});

function Plus({ editor, data, at }: { editor: ReturnType<typeof useEditor>; data: WayData; at: { x: number; y: number } }) {
  const title = useEditorState((state) => titleOf(state.document.nodes[data.from], editor.kinds));
  return (
    <button
      type="button"
      tabIndex={-1}
      data-drop-from={data.from}
      data-drop-port={data.port}
      aria-label={`Put a step after ${title}${data.label ? `, on “${data.label}”` : ''}`}
      style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
      onClick={() => editor.choose.overlay({ is: 'add', place: { from: data.from, port: data.port } })}
      className="nodrag nopan pointer-events-auto absolute flex size-5 cursor-pointer items-center justify-center rounded-full border border-line bg-raised text-faint transition-colors before:absolute before:-inset-2 hover:border-river hover:bg-river hover:text-on-river data-drop-here:scale-125 data-drop-here:border-river data-drop-here:bg-river data-drop-here:text-on-river"
    >
      <Icon name="plus" size={12} />
    </button>
  );
}

function Traffic({ from, port, at }: { from: string; port: string; at: { x: number; y: number } }) {
  const { counts } = useEditor();
  const count = counts.people(from, port) ?? 0;
  return (
    <span
      style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
      className="absolute rounded-full border border-line bg-raised px-1.5 text-12 font-medium text-ink tabular"
    >
      {inDigits(count)}
    </span>
  );
}
