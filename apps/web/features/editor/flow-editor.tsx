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
import { createKeeper, flushOnLeaving, NOWHERE } from './unsaved/keeper.ts';

export interface FlowEditorProps {
  flow: EditedFlow;
  actions: EditorActions;
  /** Numbers at page load. Later ones come from `actions.loadCounts`. */
  counts?: FlowCounts;
  /** Step kinds other than the catalogue's, for development and tests. */
  kinds?: Kinds;
  /** The panel and version to open at first. */
  place?: EditorPlace;
  /** Called when panel or version change, to update the page's address. */
  onPlace?: (place: EditorPlace) => void;
  /** User id under which unsaved work is kept in the browser. Without one nothing is kept. */
  owner?: string;
  /** Called with whether there is unsaved work. */
  onUnsaved?: (unsaved: boolean) => void;
}

/** The editor of one flow. It calls no server itself: all calls go through `actions`. */
export function FlowEditor({
  flow,
  actions,
  counts,
  kinds = catalogue,
  place,
  onPlace,
  owner,
  onUnsaved,
}: FlowEditorProps) {
  const latest = useRef(actions);
  latest.current = actions;
  // Read once: another flow is another editor, and new revisions come from saving, not from the page.
  const begin = useRef({ flow, kinds, counts, place });
  if (begin.current.flow.id !== flow.id) begin.current = { flow, kinds, counts, place };
  const tell = useRef({ onPlace, onUnsaved });
  tell.current = { onPlace, onUnsaved };
  const [editor, setEditor] = useState<Editor | null>(null);

  useEffect(() => {
    // The page may pass new action objects at every render. The editor always calls the latest.
    const { id, mayEdit = true } = begin.current.flow;
    const made = createEditor(begin.current.flow, begin.current.kinds, forward(latest), {
      place: begin.current.place,
      keeper: (full) => (mayEdit ? createKeeper(id, owner, full) : NOWHERE),
    });
    made.check();
    void made.keeper.find(made);
    void readLive(made);
    if (begin.current.counts) made.counts.put(begin.current.counts, 'watch');
    const unwatch = made.store.subscribe((state, before) => {
      const [now, then] = [placeOf(state), placeOf(before)];
      if (now.panel !== then.panel || now.version !== then.version) tell.current.onPlace?.(now);
      if ((state.save.is === 'saved') !== (before.save.is === 'saved'))
        tell.current.onUnsaved?.(state.save.is !== 'saved');
      if (state.flow.version !== before.flow.version) void readLive(made);
    });
    const unflush = flushOnLeaving(made.keeper);
    // The user may have signed in again in another tab. Then saving continues at once.
    const back = () => {
      if (made.store.getState().save.is === 'failed') void made.autosave.flush();
    };
    window.addEventListener('focus', back);
    window.addEventListener('online', back);
    setEditor(made);
    const leaving = (event: BeforeUnloadEvent) => {
      if (made.store.getState().save.is === 'saved') return;
      void made.autosave.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', leaving);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      window.removeEventListener('focus', back);
      window.removeEventListener('online', back);
      unflush();
      tell.current.onUnsaved?.(false);
      unwatch();
      void made.autosave.flush();
      made.stop();
    };
  }, [flow.id, owner]);

  if (!editor) return <div className="h-full bg-ground" aria-busy />;
  return (
    <EditorContext.Provider value={editor}>
      <ReactFlowProvider>
        <Workspace />
      </ReactFlowProvider>
    </EditorContext.Provider>
  );
}

/** Reads the live version, to know whether there is anything to publish. Until it is known, there may be. */
async function readLive(editor: Editor): Promise<void> {
  const { version } = editor.store.getState().flow;
  if (version === null || !editor.actions.readVersion) return;
  const live = await editor.versions.read(version).catch(() => null);
  if (editor.store.getState().flow.version === version) editor.update({ live });
}

/** Wraps the actions in functions that never change. Absent ones stay absent, since the screen depends on which exist. */
function forward(latest: { readonly current: EditorActions }): EditorActions {
  const names = Object.keys(latest.current) as (keyof EditorActions)[];
  return Object.fromEntries(
    names
      .filter((name) => latest.current[name])
      .map((name) => [
        name,
        typeof latest.current[name] === 'function'
          ? (...given: never[]) => (latest.current[name] as (...given: never[]) => unknown)(...given)
          : latest.current[name],
      ]),
  ) as unknown as EditorActions;
}
