'use client';
import { useEffect } from 'react';
import { useEditor, useEditorState } from '../store/hooks.ts';

const EVERY = 5_000;

/** Loads live numbers every five seconds in Watch mode while the page is visible. */
export function useCounts(): void {
  const editor = useEditor();
  const watching = useEditorState((state) => state.mode === 'watch');
  useEffect(() => {
    const { loadCounts } = editor.actions;
    if (!watching || !loadCounts) return;
    let timer: ReturnType<typeof setTimeout>;
    let open = true;
    const ask = async () => {
      if (document.visibilityState === 'visible') {
        // After a failure the last numbers stay, and the line under the bar says that they are late.
        const counts = await loadCounts().catch(() => null);
        if (open && counts) editor.counts.put(counts, 'watch');
        if (open && editor.store.getState().countsLate !== (counts === null))
          editor.update({ countsLate: counts === null });
      }
      if (open) timer = setTimeout(() => void ask(), EVERY);
    };
    void ask();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [editor, watching]);
}
