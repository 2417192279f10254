'use client';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import { kinds as catalogue } from '@millrace/nodes';
import type { Kinds } from '@millrace/flow';
import type { EditedFlow, EditorActions, FlowCounts } from './actions.ts';
import { Workspace } from './workspace.tsx';
import { createEditor, type Editor } from './store/editor.ts';
import { placeOf, type EditorPlace } from './store/editor-state.ts';
import { EditorContext } from './store/hooks.ts';

export interface FlowEditorProps {
  flow: EditedFlow;
  actions: EditorActions;
  /** Numbers known when the page was made; later ones come by `actions.loadCounts`. */
  counts?: FlowCounts;
  /** For trying the editor with other kinds than the catalogue's. */
  kinds?: Kinds;
  /** Where one is at first. */
  place?: EditorPlace;
  /** Told where one has gone, for the page's address. */
  onPlace?: (place: EditorPlace) => void;
}

/** The canvas of one flow. It reaches no server by itself: everything it needs from there are `actions`. */
export function FlowEditor({ flow, actions, counts, kinds = catalogue, place, onPlace }: FlowEditorProps) {
  const latest = useRef(actions);
  latest.current = actions;
  // A new flow is a new editor; a new revision of the same one arrives by saving, not from the page.
  const begin = useRef({ flow, kinds, counts, place });
  if (begin.current.flow.id !== flow.id) begin.current = { flow, kinds, counts, place };
  const tellPlace = useRef(onPlace);
  tellPlace.current = onPlace;
  const [editor, setEditor] = useState<Editor | null>(null);

  useEffect(() => {
    // Actions may be new objects at every drawing of the page; the editor always calls the newest.
    const made = createEditor(begin.current.flow, begin.current.kinds, forward(latest), begin.current.place);
    made.check();
    if (begin.current.counts) made.counts.put(begin.current.counts, 'watch');
    const unwatch = made.store.subscribe((state, before) => {
      const [now, then] = [placeOf(state), placeOf(before)];
      if (now.panel !== then.panel || now.version !== then.version) tellPlace.current?.(now);
    });
    setEditor(made);
    const leaving = (event: BeforeUnloadEvent) => {
      if (made.store.getState().save.is === 'saved') return;
      void made.autosave.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', leaving);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      unwatch();
      void made.autosave.flush();
      made.stop();
    };
  }, [flow.id]);

  if (!editor) return <div className="h-full bg-ground" aria-busy />;
  return (
    <EditorContext.Provider value={editor}>
      <ReactFlowProvider>
        <Workspace />
      </ReactFlowProvider>
    </EditorContext.Provider>
  );
}

/** The same actions under fixed identities; those not given stay absent, since the screen is drawn by what there is. */
function forward(latest: { readonly current: EditorActions }): EditorActions {
  const names = Object.keys(latest.current) as (keyof EditorActions)[];
  return Object.fromEntries(
    names
      .filter((name) => latest.current[name])
      .map((name) => [name, (...given: never[]) => (latest.current[name] as (...given: never[]) => unknown)(...given)]),
  ) as unknown as EditorActions;
}
