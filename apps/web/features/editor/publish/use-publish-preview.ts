'use client';
import { useEffect, useState } from 'react';
import type { PublishPreview } from '../actions.ts';
import { toGraph } from '../store/document.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** `none` where the preview is not wanted, not offered or failed. */
export type KnownPreview = PublishPreview | 'loading' | 'none';

/** The preview of publishing, read after the draft is saved: when the dialog opens, and when the holdout is chosen in it. */
export function usePublishPreview(wanted: boolean): KnownPreview {
  const editor = useEditor();
  const holdout = useEditorState((state) => state.document.settings.holdout);
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
  }, [editor, wanted, holdout]);
  return preview;
}
