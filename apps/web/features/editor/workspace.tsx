'use client';
import { useLayoutEffect } from 'react';
import { LookingSurface, useLook } from './looking-surface.tsx';
import { Overlays } from './overlays.tsx';
import { RightPanel } from './panel/right-panel.tsx';
import { PhoneNote } from './bar/phone-note.tsx';
import { TopBar } from './bar/top-bar.tsx';
import { useCounts } from './bar/use-counts.ts';
import { WatchNote } from './bar/watch-note.tsx';
import { useEditor, useEditorState } from './store/hooks.ts';
import { useNarrow } from './store/use-narrow.ts';
import { Surface } from './surface.tsx';
import { UnsavedNote } from './unsaved/unsaved-note.tsx';

/** The whole editor: the bar, the left column, the canvas and the right panel. */
export function Workspace() {
  useCounts();
  const said = useEditorState((state) => state.said);
  const number = useEditorState((state) => state.looking?.version.number);
  const { look, open } = useLook();
  const narrow = useNarrow();
  const editor = useEditor();
  useLayoutEffect(() => editor.choose.phone(narrow), [editor, narrow]);
  // The list of versions stays while versions are shown, so that it keeps the focus.
  const covered = look !== null && (open || narrow);
  return (
    <div data-editor className="flex h-full min-h-0 flex-col bg-ground text-ink">
      <TopBar />
      <PhoneNote />
      <UnsavedNote />
      <WatchNote />
      <div className="relative flex min-h-0 flex-1">
        {look ? <LookingSurface key={number} look={look} narrow={narrow} /> : <Surface narrow={narrow} />}
        <div className={covered ? 'hidden' : 'contents'}>
          <RightPanel narrow={narrow} />
        </div>
      </div>
      <Overlays />
      <p className="sr-only" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
