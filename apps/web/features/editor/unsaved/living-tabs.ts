/** The part of BroadcastChannel that is used here. */
export interface Line {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  close(): void;
}

type Said = { readonly ask: string } | { readonly here: string; readonly answers: string };

/** Milliseconds to wait for responses of other tabs. */
const PATIENCE = 250;

export interface LivingTabs {
  /** Ids of the other pages of this browser that have the flow open. */
  others(): Promise<ReadonlySet<string>>;
  close(): void;
}

/**
 * Finds the pages that have a flow open. Their unsaved work is not lost and must not be offered.
 * @param line null in browsers without channels; then no other page is known
 * @param self id of this page
 */
export function createLivingTabs(line: Line | null, self: string): LivingTabs {
  let heard: ((tab: string) => void) | null = null;
  if (line) {
    line.onmessage = ({ data }) => {
      const said = data as Said;
      if ('ask' in said) line.postMessage({ here: self, answers: said.ask } satisfies Said);
      else if (said.answers === self) heard?.(said.here);
    };
  }
  return {
    others: () =>
      new Promise((resolve) => {
        if (!line) return resolve(new Set());
        const found = new Set<string>();
        heard = (other) => void found.add(other);
        line.postMessage({ ask: self } satisfies Said);
        setTimeout(() => {
          heard = null;
          resolve(found);
        }, PATIENCE);
      }),
    close: () => line?.close(),
  };
}
