'use client';
import { IconButton } from '@millrace/ui';
import { OutlineTree } from '../outline/outline-tree.tsx';
import type { Side } from '../store/editor-state.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { Palette } from './palette.tsx';

const TABS: readonly { readonly side: Exclude<Side, 'closed'>; readonly words: string }[] = [
  { side: 'palette', words: 'Add' },
  { side: 'outline', words: 'Outline' },
];

/** The left column: steps to add or the outline. Outside Build only the outline. */
export function SidePanel() {
  const editor = useEditor();
  const asked = useEditorState((state) => state.side);
  const mayAdd = useEditorState((state) => state.mayEdit && state.mode === 'build');
  const tabs = TABS.filter((tab) => mayAdd || tab.side === 'outline');
  const side = asked === 'palette' && !mayAdd ? 'outline' : asked;
  if (side === 'closed') {
    return (
      <div className="border-r border-line bg-surface p-1.5">
        <IconButton icon="sidebar" label="Show steps to add" onClick={() => editor.choose.side('palette')} />
      </div>
    );
  }
  return (
    <aside
      aria-label={side === 'palette' ? 'Steps to add' : 'Outline'}
      className="flex w-64 shrink-0 flex-col border-r border-line bg-surface"
    >
      <div className="flex items-center justify-between border-b border-line pr-1.5 pl-3">
        <div role="tablist" aria-label="Left column" className="flex gap-3">
          {tabs.map((tab) => (
            <button
              key={tab.side}
              type="button"
              role="tab"
              aria-selected={side === tab.side}
              onClick={() => side !== tab.side && editor.choose.side(tab.side)}
              className="-mb-px h-10 cursor-pointer border-b-2 border-transparent text-13 font-medium text-soft hover:text-ink aria-selected:border-river aria-selected:text-ink"
            >
              {tab.words}
            </button>
          ))}
        </div>
        <IconButton
          icon="sidebar"
          label="Hide this column"
          size="small"
          onClick={() => editor.choose.side(asked)}
        />
      </div>
      {side === 'palette' ? (
        <Palette />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto px-1">
          <OutlineTree />
        </div>
      )}
    </aside>
  );
}
