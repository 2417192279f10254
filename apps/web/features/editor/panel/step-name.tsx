'use client';
import { Field, Input } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** The step's own name, to tell similar steps apart. */
export function StepName({ id, disabled }: { id: string; disabled: boolean }) {
  const editor = useEditor();
  const name = useEditorState((state) => state.document.nodes[id]?.name ?? '');
  const title = useEditorState((state) => editor.kinds[state.document.nodes[id]?.kind ?? '']?.title ?? '');
  return (
    <Field label="Name on the canvas" optional>
      <Input
        value={name}
        placeholder={title}
        maxLength={120}
        disabled={disabled}
        onValueChange={(next) => editor.edit.rename(id, next)}
      />
    </Field>
  );
}
