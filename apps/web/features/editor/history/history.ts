import { applyPatches, enablePatches, produceWithPatches, type Patch } from 'immer';
import type { FlowDocument } from '../store/document.ts';
import type { Command } from './commands.ts';

enablePatches();

export interface Done {
  readonly label: string;
  readonly together: string | undefined;
  readonly at: number;
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
}

/** Edits to undo and to redo. Selection, drag frames and the viewport are not part of it. */
export interface History {
  readonly past: readonly Done[];
  readonly future: readonly Done[];
}

export const NO_HISTORY: History = { past: [], future: [] };
const LIMIT = 500;
/** Edits of one field within this many milliseconds of each other count as one. */
const TOGETHER_WITHIN = 1_500;

export interface Edited {
  readonly document: FlowDocument;
  readonly history: History;
}

/** Runs a command. If it changes nothing, returns the same document and adds nothing to the history. */
export function perform({ document, history }: Edited, command: Command, at: number): Edited {
  const [next, patches, inverse] = produceWithPatches(document, (draft) =>
    command.recipe(draft as FlowDocument),
  );
  if (patches.length === 0) return { document, history };
  const last = history.past.at(-1);
  const joins =
    last !== undefined &&
    command.together !== undefined &&
    last.together === command.together &&
    at - last.at <= TOGETHER_WITHIN;
  const done: Done = joins
    ? { ...last, at, patches: [...last.patches, ...patches], inverse: [...inverse, ...last.inverse] }
    : { label: command.label, together: command.together, at, patches, inverse };
  const past = [...(joins ? history.past.slice(0, -1) : history.past), done].slice(-LIMIT);
  return { document: next, history: { past, future: [] } };
}

/** Applies patches. Those whose node was deleted by another user are skipped. */
function apply(document: FlowDocument, patches: readonly Patch[]): FlowDocument {
  let current = document;
  for (const patch of patches) {
    try {
      current = applyPatches(current, [patch]);
    } catch {
      continue;
    }
  }
  return current;
}

export function undo({ document, history }: Edited): Edited {
  const last = history.past.at(-1);
  if (!last) return { document, history };
  return {
    document: apply(document, last.inverse),
    history: { past: history.past.slice(0, -1), future: [...history.future, last] },
  };
}

export function redo({ document, history }: Edited): Edited {
  const next = history.future.at(-1);
  if (!next) return { document, history };
  return {
    document: apply(document, next.patches),
    history: {
      past: [...history.past, { ...next, together: undefined }],
      future: history.future.slice(0, -1),
    },
  };
}
