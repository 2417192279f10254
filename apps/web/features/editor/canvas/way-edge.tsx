'use client';
import { count as inDigits } from '@millrace/base/words';
import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from '@xyflow/react';
import { memo, type CSSProperties } from 'react';
import { classes, Icon } from '@millrace/ui';
import type { LabelPlace } from '../layout/labels.ts';
import { useCanEdit, useEditor, useEditorState, useWayPeople, useWayShare } from '../store/hooks.ts';
import { titleOf } from '../store/words.ts';
import { wayKey } from './drop-target.ts';
import { useCountLink } from './step-counts.tsx';
import { wayPath } from './way-path.ts';

export type WayData = {
  from: string;
  port: string;
  label: string | null;
  /** Place of the label; undefined where the step has only one way out. */
  place: LabelPlace | undefined;
  lane: number | undefined;
  joins: boolean;
  open: boolean;
  stale: boolean;
};

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Half the size of a handle in pixels. Lines are drawn from card edge to card edge, not between handle centres. */
const GRIP = 6;
const at = ({ x, y }: Spot) => ({ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` });

/** The line from one step to the next, with its condition as a label and a plus button to insert a step. */
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
  const building = useEditorState((state) => state.mode === 'build');
  const mayEdit = useCanEdit();
  const receives = useEditorState((state) => data !== undefined && state.dropAt === wayKey(data));
  const share = useWayShare(data?.from ?? '', data?.port ?? '');
  if (!data) return null;
  const { path, label, plus } = wayPath({
    fromX: Math.round(sourceX),
    fromY: sourceY - GRIP,
    toX: Math.round(targetX),
    toY: data.open ? targetY + GRIP : targetY + GRIP - 2,
    lane: data.lane,
    joins: data.joins,
    place: data.place,
  });
  const watched = !building && share !== undefined;
  const strong = selected || receives;
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        {...(markerEnd && !data.open ? { markerEnd } : {})}
        style={{
          stroke: strong ? 'var(--river)' : data.stale ? 'var(--broken)' : 'var(--control)',
          strokeOpacity: strong || data.stale ? 1 : data.open ? 0.45 : 0.75,
          strokeWidth: `calc(${widthOf(watched ? share : undefined, strong)} * var(--pixel, 1px))`,
          ...(data.open || data.stale ? { strokeDasharray: '4 4' } : {}),
        }}
      />
      <EdgeLabelRenderer>
        {data.label ? (
          <Label data={data} text={data.label} spot={label} selected={selected === true} counted={watched} />
        ) : null}
        {building && mayEdit && !data.open ? <Plus data={data} spot={plus} /> : null}
        {watched && !data.open ? <Traffic data={data} spot={plus} /> : null}
      </EdgeLabelRenderer>
    </>
  );
});

/** Line width in pixels on the screen, whatever the zoom. Grows with the share that went this way. */
function widthOf(share: number | undefined, strong: boolean): number {
  if (share !== undefined) return 1 + 6 * Math.sqrt(share);
  return strong ? 2.5 : 1.5;
}

interface LabelProps {
  data: WayData;
  text: string;
  spot: Spot;
  selected: boolean;
  counted: boolean;
}

function Label({ data, text, spot, selected, counted }: LabelProps) {
  return (
    <span
      style={{ ...at(spot), '--room': `${data.place?.room ?? 0}px` } as CSSProperties}
      className={classes(
        'absolute max-w-[min(11rem,var(--room))] truncate rounded-sm border border-line bg-ground px-1.5 py-px text-12 font-medium text-soft',
        'in-data-[zoom=far]:max-w-(--room) in-data-[zoom=far]:px-[0.3em] in-data-[zoom=far]:text-(length:--far-text) in-data-[zoom=far]:leading-[1.2] in-data-[zoom=tiny]:hidden',
        // When zoomed out letters grow but rows do not, so labels below each other would overlap.
        (data.place?.rows ?? 1) > 1 && 'in-data-[zoom=far]:hidden',
        selected && 'border-river text-river',
        data.stale && 'border-broken text-broken',
      )}
      title={text}
    >
      {counted && !data.open ? <FarTraffic data={data} /> : null}
      {text}
    </span>
  );
}

/** When zoomed out there is no room for a number beside the label, so it is written inside. */
function FarTraffic({ data }: { data: WayData }) {
  const people = useWayPeople(data.from, data.port) ?? 0;
  return (
    <span
      aria-hidden
      data-words={`${inDigits(people)} `}
      className="hidden font-semibold whitespace-pre text-ink tabular before:content-[attr(data-words)] in-data-[zoom=far]:inline"
    />
  );
}

function Plus({ data, spot }: { data: WayData; spot: Spot }) {
  const editor = useEditor();
  const title = useEditorState((state) => titleOf(state.document.nodes[data.from], editor.kinds));
  const receives = useEditorState((state) => state.dropAt === wayKey(data));
  return (
    <button
      type="button"
      tabIndex={-1}
      data-drop-from={data.from}
      data-drop-port={data.port}
      data-drop-here={receives ? '' : undefined}
      aria-label={`Put a step after ${title}${data.label ? `, on “${data.label}”` : ''}`}
      style={at(spot)}
      onClick={() => editor.choose.overlay({ is: 'add', place: { from: data.from, port: data.port } })}
      className="nodrag nopan pointer-events-auto absolute flex size-5 cursor-pointer items-center justify-center rounded-full border border-line bg-raised text-faint transition-colors before:absolute before:-inset-2 hover:border-river hover:bg-river hover:text-on-press data-drop-here:scale-125 data-drop-here:border-river data-drop-here:bg-river data-drop-here:text-ground in-data-[zoom=far]:opacity-0 in-data-[zoom=far]:hover:opacity-100 in-data-[zoom=tiny]:hidden"
    >
      <Icon name="plus" size={12} />
    </button>
  );
}

/** How many went this way. In Watch mode it links to their list. */
function Traffic({ data, spot }: { data: WayData; spot: Spot }) {
  const editor = useEditor();
  const people = useWayPeople(data.from, data.port) ?? 0;
  const link = useCountLink(data.from, `went:${data.port}`);
  const title = useEditorState((state) => titleOf(state.document.nodes[data.from], editor.kinds));
  const looks =
    'absolute rounded-full border border-line bg-raised px-1.5 text-12 font-medium text-ink tabular in-data-[zoom=far]:hidden in-data-[zoom=tiny]:hidden';
  const number = inDigits(people);
  if (!link || people === 0)
    return (
      <span style={at(spot)} className={looks}>
        {number}
      </span>
    );
  return (
    <a
      href={link}
      tabIndex={-1}
      style={at(spot)}
      aria-label={`${number} went on from ${title}${data.label ? ` by “${data.label}”` : ''}`}
      className={classes(looks, 'nodrag nopan pointer-events-auto hover:border-river hover:text-river')}
    >
      {number}
    </a>
  );
}
