'use client';
import { useState } from 'react';
import { toast } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** The flow's name, edited in place. Enter saves it, Escape restores it. */
export function FlowName() {
  const editor = useEditor();
  const flow = useEditorState((state) => state.flow);
  const mayEdit = useEditorState((state) => state.mayEdit);
  const [written, setWritten] = useState<string | null>(null);
  const { rename } = editor.actions;
  if (!mayEdit || !rename) return <h1 className="truncate text-14 font-semibold text-ink">{flow.name}</h1>;
  const keep = async () => {
    const name = written?.trim() ?? '';
    setWritten(null);
    if (name === '' || name === flow.name) return;
    editor.update({ flow: { ...flow, name } });
    try {
      await rename(name);
    } catch {
      editor.update({ flow });
      toast.problem('The name was not saved.', { description: 'Try again in a moment.' });
    }
  };
  return (
    <h1 className="min-w-24 text-14 font-semibold text-ink">
      <input
        aria-label="Name of the flow"
        value={written ?? flow.name}
        maxLength={120}
        onChange={(event) => setWritten(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key !== 'Escape') return;
          setWritten(null);
          event.stopPropagation();
        }}
        className="field-sizing-content max-w-full min-w-24 truncate rounded-md border border-transparent bg-transparent px-1.5 py-0.5 hover:border-line focus:border-river focus:bg-raised focus:outline-none"
      />
    </h1>
  );
}
