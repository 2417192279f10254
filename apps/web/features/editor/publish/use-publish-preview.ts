'use client';
import { useEffect, useState } from 'react';
import type { PublishPreview } from '../actions.ts';
import { toGraph } from '../store/document.ts';
import { useEditor } from '../store/hooks.ts';

/** `none` where the page cannot tell. */
export type KnownPreview = PublishPreview | 'loading' | 'none';

/** Asked once when the dialog opens, of the draft as it is stored by then. */
export function usePublishPreview(wanted: boolean): KnownPreview {
  const editor = useEditor();
  const [preview, setPreview] = useState<KnownPreview>(
    wanted && editor.actions.previewPublish ? 'loading' : 'none',
  );
  useEffect(() => {
    const ask = editor.actions.previewPublish;
    if (!wanted || !ask) return;
    let open = true;
    const read = async () => {
      // The server looks at what it has stored.
      await editor.autosave.flush();
      return ask(toGraph(editor.store.getState().document));
    };
    read().then(
      (found) => open && setPreview(found),
      () => open && setPreview('none'),
    );
    return () => {
      open = false;
    };
  }, [editor, wanted]);
  return preview;
}
