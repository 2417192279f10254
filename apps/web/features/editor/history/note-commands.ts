import type { GraphNote } from '@millrace/flow';
import type { Command } from './commands.ts';

const MOST = 2_000;

export function addNote(note: GraphNote): Command {
  return { label: 'add note', recipe: (document) => void (document.notes[note.id] = note) };
}

/** Changes the text of a note. Typing in one note is undone at once. */
export function writeNote(id: string, text: string): Command {
  return {
    label: 'write note',
    together: `note:${id}`,
    recipe: (document) => {
      const note = document.notes[id];
      if (note) note.text = text.slice(0, MOST);
    },
  };
}
