import { sameValue, type FlowDocument } from './document.ts';
import { mergeDocuments, settle, type Merged, type Side } from './merge.ts';
import { failureOf, retryAfter, type SaveFailure } from './save-failure.ts';

export type SaveAnswer =
  | { readonly saved: true; readonly revision: number }
  | { readonly saved: false; readonly theirs: FlowDocument; readonly revision: number; readonly by: string };

export type SaveState =
  | { readonly is: 'saved' }
  | { readonly is: 'waiting' }
  | { readonly is: 'saving' }
  | { readonly is: 'failed'; readonly failure: SaveFailure; readonly retryAt: number | null }
  | { readonly is: 'conflict'; readonly by: string };

export interface World {
  readonly save: (document: FlowDocument, revision: number) => Promise<SaveAnswer>;
  readonly current: () => FlowDocument;
  /** Takes over the document with somebody else's changes in it. */
  readonly adopt: (document: FlowDocument, by: string) => void;
  readonly show: (state: SaveState) => void;
  /** Something is not stored yet, and what it was made from: to be kept in the browser meanwhile. */
  readonly keep?: (unsaved: Unsaved) => void;
  /** Everything is stored. */
  readonly drop?: () => void;
  readonly now: () => number;
  /** Runs `task` after `delay` milliseconds; returns how to call it off. */
  readonly later: (task: () => void, delay: number) => () => void;
}

/** Work that is not stored, with what was stored when it began. */
export interface Unsaved {
  readonly document: FlowDocument;
  readonly base: FlowDocument;
  readonly revision: number;
}

export interface Autosave {
  /** Something changed: save soon. */
  readonly touch: () => void;
  /** Save what is unsaved now; resolves when it is stored or cannot be. */
  readonly flush: () => Promise<boolean>;
  /** While somebody is to be asked: both versions as they are now, edits made since included. */
  readonly compare: () => Merged | null;
  /** Takes the choices, by `<what>:<id>` of each clash, and saves the result. */
  readonly resolve: (choices: Readonly<Record<string, Side>>) => void;
  readonly revision: () => number;
  /** Takes up work that was made from an earlier revision: what others saved since is joined with it, or asked about. */
  readonly rebase: (base: FlowDocument, revision: number) => void;
  readonly stop: () => void;
}

const SOON = 800;

/**
 * Saves drafts by themselves: one save at a time, soon after the last edit, again with longer pauses while it fails for a
 * reason that may pass by itself; what only a person can change waits for them.
 * When somebody else saved first, changes of different steps are joined silently and saved again; otherwise a person
 * is asked, and until then nothing of theirs is overwritten.
 */
export function createAutosave(
  world: World,
  start: { readonly document: FlowDocument; readonly revision: number },
): Autosave {
  let { document: base, revision } = start;
  let running: Promise<boolean> | null = null;
  let cancel: (() => void) | null = null;
  let failures = 0;
  /** A failed save is tried again by itself before long. */
  let waiting = false;
  let asked: { theirs: FlowDocument; revision: number } | null = null;
  let stopped = false;

  const schedule = (delay: number) => {
    cancel?.();
    cancel = world.later(() => {
      cancel = null;
      void run();
    }, delay);
  };

  const stored = (): true => {
    world.drop?.();
    world.show({ is: 'saved' });
    return true;
  };

  const compare = () => asked && mergeDocuments(base, world.current(), asked.theirs);

  async function attempt(): Promise<boolean> {
    const document = world.current();
    if (sameValue(document, base)) {
      base = document;
      failures = 0;
      return stored();
    }
    world.keep?.({ document, base, revision });
    world.show({ is: 'saving' });
    let answer: SaveAnswer;
    try {
      answer = await world.save(document, revision);
    } catch (error) {
      failures += 1;
      const failure = failureOf(error);
      const delay = retryAfter(failure.kind, failures);
      world.show({ is: 'failed', failure, retryAt: delay === null ? null : world.now() + delay });
      waiting = delay !== null;
      if (!stopped && delay !== null) schedule(delay);
      return false;
    }
    failures = 0;
    if (answer.saved) {
      base = document;
      revision = answer.revision;
      return world.current() === document ? stored() : attempt();
    }
    const merged = mergeDocuments(base, world.current(), answer.theirs);
    if (merged.clashes.length > 0) {
      asked = { theirs: answer.theirs, revision: answer.revision };
      world.show({ is: 'conflict', by: answer.by });
      return false;
    }
    base = answer.theirs;
    revision = answer.revision;
    world.adopt(merged.document, answer.by);
    return attempt();
  }

  async function run(): Promise<boolean> {
    if (asked) return false;
    running ??= attempt().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    touch: () => {
      if (stopped) return;
      world.keep?.({ document: world.current(), base, revision });
      if (asked) return;
      if (failures === 0 && !running) world.show({ is: 'waiting' });
      if (failures === 0 || !waiting) schedule(SOON);
    },
    flush: () => {
      cancel?.();
      cancel = null;
      return run();
    },
    compare,
    resolve: (choices) => {
      const merged = compare();
      if (!asked || !merged) return;
      const chosen = settle(merged, choices);
      base = asked.theirs;
      revision = asked.revision;
      asked = null;
      world.adopt(chosen, '');
      void run();
    },
    revision: () => revision,
    rebase: (document, known) => {
      base = document;
      revision = known;
    },
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}
