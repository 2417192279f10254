import { changesBetween } from '@millrace/flow';
import type { Editor } from '../store/editor.ts';
import { sameValue, toDocument, toGraph, type FlowDocument } from '../store/document.ts';
import type { Unsaved } from '../store/autosave.ts';
import { createLivingTabs, type Line } from './living-tabs.ts';
import { createLocalCopies, type LocalCopies } from './local-copies.ts';

/** How soon after an edit it is written down here: typing goes on meanwhile. */
const SOON = 150;

/** Keeps unsaved work in this browser, and looks for what an earlier page left. */
export interface Keeper {
  readonly keep: (unsaved: Unsaved) => void;
  readonly drop: () => void;
  /** Writes down now what is to be written down soon: the page may be going. */
  readonly flush: () => void;
  readonly find: (editor: Editor) => Promise<void>;
  readonly forget: (tab: string) => void;
  readonly close: () => void;
}

/** Keeps nothing: for who only looks, and browsers that allow nothing. */
export const NOWHERE: Keeper = {
  keep: () => undefined,
  drop: () => undefined,
  flush: () => undefined,
  find: async () => undefined,
  forget: () => undefined,
  close: () => undefined,
};

/** @param owner id of who works here; without one nothing is kept */
export function createKeeper(flow: string, owner: string | undefined, full: () => void): Keeper {
  const shelf = storageOf(() => window.localStorage);
  if (!owner || !shelf) return NOWHERE;
  const copies = createLocalCopies(shelf, owner);
  // Each page has a name of its own: what an earlier one left is never written over.
  const tab = freshName();
  const tabs = createLivingTabs(lineOf(`millrace/editor/${flow}`), tab);
  let due: Unsaved | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    if (!due) return;
    const { document, base, revision } = due;
    due = null;
    if (!copies.put({ flow, tab, at: Date.now(), revision, base: toGraph(base), draft: toGraph(document) }))
      full();
  };
  return {
    keep: (unsaved) => {
      if (!due) timer = setTimeout(write, SOON);
      due = unsaved;
    },
    drop: () => {
      clearTimeout(timer);
      due = null;
      copies.remove(flow, tab);
    },
    flush: write,
    forget: (other) => copies.remove(flow, other),
    find: async (editor) => {
      // As the flow was opened: whoever works on meanwhile is not compared with.
      const { document: stored } = editor.store.getState();
      offer(editor, copies, stored, new Set([...(await tabs.others()), tab]));
    },
    close: () => {
      write();
      tabs.close();
    },
  };
}

/** What nobody asked for in so long is let go. */
const KEPT_FOR = 60 * 24 * 3_600_000;

/** Offers the newest work that no open tab has; what is stored by now is no work any more. */
function offer(editor: Editor, copies: LocalCopies, stored: FlowDocument, living: ReadonlySet<string>): void {
  const flow = editor.store.getState().flow.id;
  for (const copy of copies.of(flow)) {
    if (living.has(copy.tab)) continue;
    if (sameValue(toDocument(copy.draft), stored) || copy.at < Date.now() - KEPT_FOR) {
      copies.remove(flow, copy.tab);
      continue;
    }
    const changes = changesBetween(toGraph(stored), copy.draft, editor.kinds);
    const same = copy.base
      ? sameValue(toDocument(copy.base), stored)
      : copy.revision === editor.autosave.revision();
    editor.update({
      unsaved: { copy, changes, savedSince: same ? 'no' : copy.base ? 'joined' : 'replaced' },
    });
    return;
  }
}

/** Writes down what is unsaved when the page is left or put aside. @returns how to stop */
export function flushOnLeaving(keeper: Keeper): () => void {
  const aside = () => {
    if (document.visibilityState === 'hidden') keeper.flush();
  };
  window.addEventListener('pagehide', keeper.flush);
  document.addEventListener('visibilitychange', aside);
  return () => {
    window.removeEventListener('pagehide', keeper.flush);
    document.removeEventListener('visibilitychange', aside);
  };
}

const freshName = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('');

/** Browsers that are told to keep nothing throw at the mere question. */
function storageOf(read: () => Storage): Storage | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function lineOf(name: string): Line | null {
  return typeof BroadcastChannel === 'undefined' ? null : (new BroadcastChannel(name) as unknown as Line);
}
