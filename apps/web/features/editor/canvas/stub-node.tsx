'use client';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { Icon } from '@millrace/ui';
import { useCanEdit, useEditor, useEditorState } from '../store/hooks.ts';
import { wayKey } from './drop-target.ts';
import { titleOf } from '../store/words.ts';

export type StubData = { from: string; port: string; label: string; labelled: boolean };

/** The end of an open way: the place of the next step. */
export const StubNode = memo(function StubNode({ data }: NodeProps<Node<StubData>>) {
  const editor = useEditor();
  const mayEdit = useCanEdit();
  const receives = useEditorState((state) => state.dropAt === wayKey(data));
  const title = useEditorState((state) => titleOf(state.document.nodes[data.from], editor.kinds));
  return (
    <div className="flex h-8 w-33 justify-center">
      <Handle
        type="target"
        id="in"
        position={Position.Top}
        isConnectable={false}
        className="pointer-events-none opacity-0!"
      />
      {mayEdit ? (
        <button
          type="button"
          tabIndex={-1}
          data-drop-from={data.from}
          data-drop-port={data.port}
          data-drop-here={receives ? '' : undefined}
          aria-label={`Add a step after ${title}${data.labelled ? `, for “${data.label}”` : ''}`}
          onClick={() => editor.choose.overlay({ is: 'add', place: { from: data.from, port: data.port } })}
          className="nodrag nopan inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-full border border-dashed border-control bg-ground px-3 text-12 font-medium text-soft transition-colors hover:border-river hover:bg-river-tint hover:text-river data-drop-here:border-river data-drop-here:bg-river-tint data-drop-here:text-river in-data-[zoom=tiny]:hidden"
        >
          <Icon name="plus" size={12} className="in-data-[zoom=far]:size-5!" />
          <span className="in-data-[zoom=far]:sr-only">Add step</span>
        </button>
      ) : (
        <span className="inline-flex h-6 items-center rounded-full bg-sunken px-2.5 text-12 text-faint">
          Ends here
        </span>
      )}
    </div>
  );
});
