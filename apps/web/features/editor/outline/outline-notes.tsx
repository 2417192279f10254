'use client';
import { Icon } from '@millrace/ui';
import { useEditorState } from '../store/hooks.ts';

/** The notes as a list below the outline, for phones, which have no canvas. */
export function OutlineNotes() {
  const notes = useEditorState((state) => state.document.notes);
  const all = Object.values(notes);
  if (all.length === 0) return null;
  return (
    <section aria-label="Notes" className="mt-3 border-t border-line px-2 pt-3">
      <h2 className="pb-1 text-12 font-medium text-faint">Notes</h2>
      <ul className="flex flex-col gap-2">
        {all.map((note) => (
          <li key={note.id} className="flex gap-2 text-13 text-ink">
            <Icon name="note" size={14} className="mt-0.5 text-faint" />
            <span className="min-w-0 wrap-break-word whitespace-pre-wrap">{note.text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
