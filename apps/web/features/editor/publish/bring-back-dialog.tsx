'use client';
import { AlertDialog } from '@millrace/ui';
import { bringBackNow } from '../bar/version-note.tsx';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Asks before an earlier version replaces a draft with unpublished changes. */
export function BringBackDialog() {
  const editor = useEditor();
  const looking = useEditorState((state) => state.looking);
  if (!looking) return null;
  const { number } = looking.version;
  const close = () => editor.choose.overlay(null);
  return (
    <AlertDialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title="Replace the draft?"
      description={`Your draft has changes that are not published. Version ${number} replaces them. Undo brings them back while this page is open. Nothing is published.`}
      confirm={`Replace it with version ${number}`}
      cancel="Keep the draft"
      onConfirm={() => {
        close();
        bringBackNow(editor, looking);
      }}
    />
  );
}
