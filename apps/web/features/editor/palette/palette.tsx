'use client';
import { useState } from 'react';
import { Icon, Input } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { useView } from '../canvas/use-view.ts';
import { KindList } from './kind-list.tsx';
import { paletteGroups } from './palette-groups.ts';
import { usePaletteDrag } from './use-palette-drag.tsx';

/** All steps that can be added: drag one to its place, or press it to add it after the selected step. */
export function Palette() {
  const editor = useEditor();
  const [query, setQuery] = useState('');
  const hasTrigger = useEditorState((state) =>
    Object.values(state.document.nodes).some((node) => editor.kinds[node.kind]?.family === 'trigger'),
  );
  const chosen = useEditorState((state) => state.selection.length === 1 || state.way !== null);
  const { grab, ghost, wasDragged } = usePaletteDrag();
  const view = useView();
  const groups = paletteGroups(editor.kinds, { query, hasTrigger, mustContinue: false });
  const add = (kind: string) => {
    if (wasDragged()) return;
    const id = editor.edit.add(kind, editor.edit.placeForNew());
    if (id) editor.choose.open(id);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="px-3 pt-3 pb-2">
        <Input
          type="search"
          icon="search"
          aria-label="Search steps"
          placeholder="Search steps"
          value={query}
          onValueChange={(next) => setQuery(next)}
        />
        <p className="px-1 pt-2 text-12 text-faint">
          {chosen
            ? 'Press to add after the selected step, or drag onto any line or step.'
            : 'Drag onto any line or step, or press to add at the end.'}
        </p>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        <KindList
          groups={groups}
          onChoose={(kind) => add(kind.kind)}
          onGrab={({ kind, title, icon, family }, event) => grab({ kind, title, icon, family }, event)}
        />
        {'note'.startsWith(query.trim().toLowerCase()) ? (
          <section aria-label="Notes" className="pt-3">
            <h2 className="px-1 pb-1 text-12 font-medium text-faint">Beside the steps</h2>
            <button
              type="button"
              title="A note for your team. It changes nothing in the flow."
              onClick={() =>
                wasDragged() ||
                editor.edit.addNote(view.spotForNote(editor.store.getState().selection.at(-1)))
              }
              onPointerDown={(event) =>
                grab({ kind: 'note', title: 'Note', icon: 'note', family: null }, event)
              }
              className="flex w-full cursor-grab touch-pan-y items-center gap-2.5 rounded-md px-1.5 py-1.5 text-left text-13 font-medium text-ink hover:bg-sunken"
            >
              <span className="flex size-7 items-center justify-center rounded-sm border border-dashed border-control text-soft">
                <Icon name="note" />
              </span>
              Note
            </button>
          </section>
        ) : null}
      </div>
      {ghost}
    </div>
  );
}
