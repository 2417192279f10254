'use client';
import { AlertDialog } from '@millrace/ui';
import { bringBackNow } from '../bar/version-note.tsx';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Before an earlier version takes the place of a draft with changes that nobody published. */
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
      description={`Your draft has changes that are not published. Version ${number} takes their place; Undo brings them back while this page is open. Nothing is published.`}
      confirm={`Replace it with version ${number}`}
      cancel="Keep the draft"
      onConfirm={() => {
        close();
        bringBackNow(editor, looking);
      }}
    />
  );
}
