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
  /** Replaces the document by one with another user's changes merged in. */
  readonly adopt: (document: FlowDocument, by: string) => void;
  readonly show: (state: SaveState) => void;
  /** Keeps unsaved work, with the version it is based on, in the browser. */
  readonly keep?: (unsaved: Unsaved) => void;
  /** Called when everything is stored. */
  readonly drop?: () => void;
  readonly now: () => number;
  /** Runs `task` after `delay` milliseconds. @returns a function that cancels it */
  readonly later: (task: () => void, delay: number) => () => void;
}

/** Unsaved work, with the stored version it is based on. */
export interface Unsaved {
  readonly document: FlowDocument;
  readonly base: FlowDocument;
  readonly revision: number;
}

export interface Autosave {
  /** Call after a change: saves soon. */
  readonly touch: () => void;
  /** Saves now. Resolves to whether everything is stored. */
  readonly flush: () => Promise<boolean>;
  /** During a conflict: both versions merged, with edits made since; otherwise null. */
  readonly compare: () => Merged | null;
  /** Applies the choices, by `<what>:<id>` of each clash, and saves the result. */
  readonly resolve: (choices: Readonly<Record<string, Side>>) => void;
  readonly revision: () => number;
  /** Continues work based on an earlier revision: changes saved since are merged, or become a conflict. */
  readonly rebase: (base: FlowDocument, revision: number) => void;
  readonly stop: () => void;
}

const SOON = 800;

/**
 * Saves drafts automatically, one save at a time, soon after the last edit. A temporary failure is retried with growing pauses;
 * other failures wait for the user.
 * If another user saved first, changes of different steps are merged and saved again. Otherwise the user has to choose, and
 * until then nothing is overwritten.
 */
export function createAutosave(
  world: World,
  start: { readonly document: FlowDocument; readonly revision: number },
): Autosave {
  let { document: base, revision } = start;
  let running: Promise<boolean> | null = null;
  let cancel: (() => void) | null = null;
  let failures = 0;
  /** Whether a retry of a failed save is scheduled. */
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
