import type { Problem } from '@millrace/flow';
import type { FlowDocument } from '../store/document.ts';
import type { Checked } from '../store/editor-state.ts';

/** What the checks work with. */
export interface CheckingWorld {
  readonly document: () => FlowDocument;
  /** Problems that the browser can find in the flow itself, at once. */
  readonly look: (document: FlowDocument) => readonly Problem[];
  /** All problems, by the server's checks, which are those of publishing. Absent without a server. */
  readonly ask?: (document: FlowDocument) => Promise<readonly Problem[]>;
  readonly show: (state: { readonly problems: readonly Problem[]; readonly checked: Checked }) => void;
}

export interface Checking {
  readonly soon: () => void;
  readonly now: () => void;
  /** Checks again although the flow has not changed, since the server's data may have. */
  readonly again: () => void;
  readonly stop: () => void;
}

/** Milliseconds after the last change until the browser checks, and until the server does. */
const LOOK_AFTER = 250;
const ASK_AFTER = 500;
const ASK_AGAIN_AFTER = 5_000;

/**
 * Checks the flow while it is edited. The browser's checks come first, the server's follow. Until the server has responded
 * for the current flow, it is not said that there are no problems.
 */
export function createChecking({ document, look, ask, show }: CheckingWorld): Checking {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let answer: { readonly document: FlowDocument; readonly problems: readonly Problem[] } | null = null;
  let asking: FlowDocument | null = null;
  let stopped = false;

  const showNow = (failed = false) => {
    const current = document();
    if (answer?.document === current) return show({ problems: answer.problems, checked: 'yes' });
    const here = look(current);
    if (!ask) return show({ problems: here, checked: 'yes' });
    show({ problems: [...here, ...stillTrue(here, current)], checked: failed ? 'no' : 'asking' });
  };

  /** Earlier problems from the server for unchanged steps, without those that the browser found too. */
  function stillTrue(here: readonly Problem[], current: FlowDocument): readonly Problem[] {
    const codes = new Set(here.map((problem) => problem.code));
    const before = answer;
    if (!before) return [];
    const lookedAt = new Set(look(before.document).map(keyOf));
    return before.problems.filter(
      (problem) =>
        !lookedAt.has(keyOf(problem)) &&
        !codes.has(problem.code) &&
        (problem.node === null ||
          (current.nodes[problem.node] !== undefined &&
            current.nodes[problem.node] === before.document.nodes[problem.node])),
    );
  }

  async function askServer(): Promise<void> {
    const current = document();
    if (!ask || stopped || asking === current || answer?.document === current) return;
    asking = current;
    try {
      const problems = await ask(current);
      answer = { document: current, problems };
      if (stopped) return;
      if (document() === current) showNow();
      else soon();
    } catch {
      if (stopped) return;
      showNow(true);
      timer = setTimeout(() => void askServer(), ASK_AGAIN_AFTER);
    } finally {
      if (asking === current) asking = null;
    }
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      showNow();
      if (ask) timer = setTimeout(() => void askServer(), ASK_AFTER - LOOK_AFTER);
    }, LOOK_AFTER);
  }

  return {
    soon,
    now: () => {
      clearTimeout(timer);
      showNow();
      void askServer();
    },
    again: () => {
      answer = null;
      clearTimeout(timer);
      void askServer();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

const keyOf = ({ node, field, code, sentence }: Problem) => `${node}\n${field}\n${code}\n${sentence}`;
