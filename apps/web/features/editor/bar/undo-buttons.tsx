'use client';
import { IconButton } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Undo and redo, each with the name of the change in its label. */
export function UndoButtons() {
  const editor = useEditor();
  const undoable = useEditorState((state) => state.history.past.at(-1)?.label);
  const redoable = useEditorState((state) => state.history.future.at(-1)?.label);
  return (
    <>
      <IconButton
        icon="undo"
        label={undoable ? `Undo: ${undoable}` : 'Nothing to undo'}
        keys={['Ctrl', 'Z']}
        disabled={!undoable}
        focusableWhenDisabled
        onClick={() => editor.edit.undo()}
      />
      <IconButton
        icon="redo"
        label={redoable ? `Redo: ${redoable}` : 'Nothing to redo'}
        keys={['Ctrl', 'Shift', 'Z']}
        disabled={!redoable}
        focusableWhenDisabled
        onClick={() => editor.edit.redo()}
      />
    </>
  );
}
