'use client';
import type { NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import { classes } from '@millrace/ui';
import { useCanEdit, useEditor, useEditorState } from '../store/hooks.ts';

/** A note on the canvas. Enter or a double click edits it, Escape ends editing. An empty note is removed. */
export const NoteNode = memo(function NoteNode({ id, selected }: NodeProps) {
  const text = useEditorState((state) => state.document.notes[id]?.text);
  const writing = useEditorState((state) => state.writing === id);
  const mayEdit = useCanEdit();
  if (text === undefined) return null;
  return (
    <div
      className={classes(
        'w-55 rounded-sm border border-dashed border-control bg-raised/80 text-13 text-ink shadow-lift',
        'has-[[data-note]:focus-visible]:outline-2 has-[[data-note]:focus-visible]:outline-offset-2 has-[[data-note]:focus-visible]:outline-river',
        selected && 'border-river outline-2 outline-offset-2 outline-river',
      )}
    >
      {writing ? (
        <Writing id={id} text={text} />
      ) : (
        <div
          role="button"
          tabIndex={selected ? 0 : -1}
          data-note={id}
          aria-label={text === '' ? 'Empty note' : `Note: ${text}`}
          title={mayEdit ? 'Enter or double click to write' : undefined}
          className="min-h-9 cursor-pointer px-3 py-2 wrap-break-word whitespace-pre-wrap outline-none in-data-[zoom=far]:text-(length:--far-text) in-data-[zoom=far]:leading-tight in-data-[zoom=far]:line-clamp-4"
        >
          {text === '' ? <span className="text-faint">Empty note</span> : text}
        </div>
      )}
    </div>
  );
});

function Writing({ id, text }: { id: string; text: string }) {
  const editor = useEditor();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  const done = (focus: boolean) => {
    editor.choose.write(null);
    const { document, history } = editor.store.getState();
    if (document.notes[id]?.text.trim() === '') {
      // A new note that stayed empty leaves nothing to undo.
      if (history.past.at(-1)?.label === 'add note') editor.edit.undo();
      else editor.edit.remove([id]);
    } else if (focus) editor.choose.focus(id);
  };
  return (
    <textarea
      ref={field}
      aria-label="Note"
      value={text}
      maxLength={2_000}
      rows={2}
      onChange={(event) => editor.edit.writeNote(id, event.target.value)}
      onBlur={() => editor.store.getState().writing === id && done(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
        event.preventDefault();
        event.stopPropagation();
        done(true);
      }}
      className="nodrag nopan nowheel field-sizing-content block w-full resize-none rounded-sm bg-raised px-3 py-2 outline-none"
    />
  );
}
