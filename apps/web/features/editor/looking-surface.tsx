'use client';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { HelpDialog } from './canvas/help-dialog.tsx';
import { RightPanel } from './panel/right-panel.tsx';
import type { Editor } from './store/editor.ts';
import { EditorContext, useEditor, useEditorState } from './store/hooks.ts';
import { lookingEditor } from './store/look.ts';
import { Surface } from './surface.tsx';

const nothing = () => () => undefined;

/** The editor of the shown earlier version, and whether its own panel is open. */
export function useLook(): { readonly look: Editor | null; readonly open: boolean } {
  const editor = useEditor();
  const looking = useEditorState((state) => state.looking);
  const look = useMemo(() => looking && lookingEditor(editor, looking), [editor, looking]);
  useEffect(() => () => look?.stop(), [look]);
  const isOpen = () => look !== null && look.store.getState().panel !== null;
  return { look, open: useSyncExternalStore(look ? look.store.subscribe : nothing, isOpen, isOpen) };
}

/** An earlier version in place of the draft: the same canvas, read only. */
export function LookingSurface({ look, narrow }: { look: Editor; narrow: boolean }) {
  return (
    <EditorContext.Provider value={look}>
      <ReactFlowProvider>
        <Surface narrow={narrow} />
        <RightPanel narrow={narrow} />
        <Spoken />
      </ReactFlowProvider>
    </EditorContext.Provider>
  );
}

function Spoken() {
  const said = useEditorState((state) => state.said);
  const help = useEditorState((state) => state.overlay?.is === 'help');
  return (
    <>
      {help ? <HelpDialog /> : null}
      <p className="sr-only" role="status" aria-live="polite">
        {said}
      </p>
    </>
  );
}
