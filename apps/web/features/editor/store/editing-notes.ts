import { addNote, writeNote } from '../history/note-commands.ts';
import type { Command } from '../history/commands.ts';
import type { EditorState, Workbench } from './editor-state.ts';
import { newId } from './ids.ts';

type Run = (command: Command, after?: Partial<EditorState>) => boolean;

/** Notes beside the steps. */
export function noteVerbs({ get, random }: Workbench, run: Run) {
  return {
    /** Adds an empty note and begins to edit it. @returns its id, or null if the flow cannot be edited */
    addNote(position: { readonly x: number; readonly y: number }): string | null {
      const { document } = get();
      const id = newId(
        'note',
        new Set([...Object.keys(document.notes), ...Object.keys(document.nodes)]),
        random,
      );
      const note = { id, text: '', position: { x: Math.round(position.x), y: Math.round(position.y) } };
      const done = run(addNote(note), {
        selection: [id],
        way: null,
        panel: null,
        writing: id,
        said: 'Note added.',
      });
      return done ? id : null;
    },
    writeNote: (id: string, text: string) => void run(writeNote(id, text)),
  };
}
