'use client';
import { MiniMap, Panel as Corner, useStore } from '@xyflow/react';
import { IconButton } from '@millrace/ui';
import type { Picture } from '../layout/picture.ts';
import { useCanEdit, useEditor } from '../store/hooks.ts';
import { useView } from './use-view.ts';

const MAP_FROM = 40;
/** Aspect ratio from which a flow is too narrow for the map. */
const TOO_LONG = 8;

function proportion({ cards }: Picture): number {
  const all = [...cards.values()];
  const width = Math.max(...all.map((card) => card.x + card.width)) - Math.min(...all.map((card) => card.x));
  return Math.max(...all.map((card) => card.y + card.height)) / Math.max(1, width);
}

/** Buttons for zoom, fit, layout, search and help; and a map for large flows. */
export function CanvasTools({ picture }: { picture: Picture }) {
  const view = useView();
  const editor = useEditor();
  const mayEdit = useCanEdit();
  const large = picture.cards.size >= MAP_FROM && proportion(picture) < TOO_LONG;
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <>
      <Corner
        position="bottom-left"
        className="m-3! flex items-center gap-0.5 rounded-lg border border-line bg-surface p-0.5 shadow-lift"
      >
        <IconButton icon="minus" label="Zoom out" keys={['-']} size="small" onClick={view.zoomOut} />
        <button
          type="button"
          aria-label={`Zoom is ${zoom} percent. Back to 100 percent`}
          title="Back to 100%: 1"
          onClick={view.fullSize}
          className="h-7 w-11 cursor-pointer rounded-md text-12 text-soft tabular hover:bg-sunken hover:text-ink"
        >
          {zoom}%
        </button>
        <IconButton icon="plus" label="Zoom in" keys={['+']} size="small" onClick={view.zoomIn} />
        <IconButton icon="fit" label="Show the whole flow" keys={['F']} size="small" onClick={view.fit} />
        {mayEdit ? (
          <IconButton
            icon="layout"
            label="Lay out"
            keys={['L']}
            size="small"
            onClick={() => editor.edit.layOut()}
          />
        ) : null}
        <IconButton
          icon="search"
          label="Find a step"
          keys={['Ctrl', 'F']}
          size="small"
          onClick={() => editor.choose.overlay({ is: 'find' })}
        />
        <IconButton
          icon="keyboard"
          label="Keys"
          keys={['?']}
          size="small"
          onClick={() => editor.choose.overlay({ is: 'help' })}
        />
      </Corner>
      {large ? (
        <MiniMap
          pannable
          zoomable
          position="bottom-right"
          ariaLabel="Map of the flow"
          className="m-3! rounded-lg border border-line bg-surface!"
          nodeColor="var(--control)"
          maskColor="color-mix(in srgb, var(--ground) 70%, transparent)"
        />
      ) : null}
    </>
  );
}
