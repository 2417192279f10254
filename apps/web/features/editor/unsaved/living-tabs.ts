/** What tabs tell each other with, as far as it is needed here. */
export interface Line {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  close(): void;
}

type Said = { readonly ask: string } | { readonly here: string; readonly answers: string };

/** How long others have to answer, in milliseconds. */
const PATIENCE = 250;

export interface LivingTabs {
  /** Pages of this browser in which the flow is open now, other than this one. */
  others(): Promise<ReadonlySet<string>>;
  close(): void;
}

/**
 * Which pages have a flow open: their unsaved work is not lost, and not to be offered.
 * @param line null where a browser has none: then nobody else is known
 * @param self what this page is called
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
