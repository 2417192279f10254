'use client';
import { useEffect, useState } from 'react';
import type { PublishPreview } from '../actions.ts';
import { toGraph } from '../store/document.ts';
import { useEditor } from '../store/hooks.ts';

/** `none` where the preview is not wanted, not offered or failed. */
export type KnownPreview = PublishPreview | 'loading' | 'none';

/** The preview of publishing, read once when the dialog opens, after the draft is saved. */
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
      // The server previews the stored draft.
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
