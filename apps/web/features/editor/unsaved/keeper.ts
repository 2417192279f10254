import { changesBetween } from '@millrace/flow';
import type { Editor } from '../store/editor.ts';
import { sameValue, toDocument, toGraph, type FlowDocument } from '../store/document.ts';
import type { Unsaved } from '../store/autosave.ts';
import { createLivingTabs, type Line } from './living-tabs.ts';
import { createLocalCopies, type LocalCopies } from './local-copies.ts';

/** Milliseconds after an edit until the work is written to the browser's storage. */
const SOON = 150;

/** Keeps unsaved work in this browser, and finds work that an earlier page left. */
export interface Keeper {
  readonly keep: (unsaved: Unsaved) => void;
  readonly drop: () => void;
  /** Writes pending work now, since the page may be closing. */
  readonly flush: () => void;
  readonly find: (editor: Editor) => Promise<void>;
  readonly forget: (tab: string) => void;
  readonly close: () => void;
}

/** Keeps nothing: for viewers, and for browsers without storage. */
export const NOWHERE: Keeper = {
  keep: () => undefined,
  drop: () => undefined,
  flush: () => undefined,
  find: async () => undefined,
  forget: () => undefined,
  close: () => undefined,
};

/** @param owner user id; without one nothing is kept @param full called when the browser has no room */
export function createKeeper(flow: string, owner: string | undefined, full: () => void): Keeper {
  const shelf = storageOf(() => window.localStorage);
  if (!owner || !shelf) return NOWHERE;
  const copies = createLocalCopies(shelf, owner);
  // Each page has its own id, so that work left by an earlier page is never overwritten.
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
      // The document as it was opened, without edits made meanwhile.
      const { document: stored } = editor.store.getState();
      offer(editor, copies, stored, new Set([...(await tabs.others()), tab]));
    },
    close: () => {
      write();
      tabs.close();
    },
  };
}

/** Work older than this many milliseconds is deleted. */
const KEPT_FOR = 60 * 24 * 3_600_000;

/** Offers the newest work that no open tab has. Work that is stored by now is dropped. */
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

/** Writes unsaved work when the page is left or hidden. @returns a function that stops this */
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

/** The storage; null in browsers that forbid it, where reading the property throws. */
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
