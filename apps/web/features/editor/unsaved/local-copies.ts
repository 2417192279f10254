import { bringUpGraph, parseGraph, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { z } from 'zod';

/** Unsaved work on one flow, as kept in this browser. */
export interface LocalCopy {
  readonly flow: string;
  /** Id of the tab in which it was made. */
  readonly tab: string;
  /** When it was last changed, epoch milliseconds. */
  readonly at: number;
  /** The revision it is based on; below, the draft of that revision, null if there was no room for it. */
  readonly revision: number;
  readonly base: Graph | null;
  readonly draft: Graph;
}

/** A graph, also one from an earlier release. */
const graph = z.unknown().transform((stored, context): Graph => {
  try {
    return bringUpGraph(parseGraph(stored), kinds);
  } catch {
    // Damaged, or from a newer release than this page.
    context.addIssue({ code: 'custom', message: 'This draft cannot be read.' });
    return z.NEVER;
  }
});

const copySchema = z.object({
  form: z.literal(1),
  flow: z.string(),
  tab: z.string(),
  at: z.number(),
  revision: z.number(),
  base: graph.nullable(),
  draft: graph,
});

/** The part of the browser's storage that is used here. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'millrace/unsaved';

/** Copies of one user's unsaved work in this browser, by flow and tab. */
export interface LocalCopies {
  /** @returns false when the browser has no room for it, even without the copies of other flows */
  put(copy: LocalCopy): boolean;
  remove(flow: string, tab: string): void;
  /** All copies of a flow, newest first. Unreadable ones are deleted. */
  of(flow: string): readonly LocalCopy[];
}

/** @param owner user id: work that another user left in the same browser is not offered */
export function createLocalCopies(shelf: Shelf, owner: string): LocalCopies {
  const own = `${PREFIX}/${owner}/`;
  const keyOf = (flow: string, tab: string) => `${own}${flow}/${tab}`;

  function write(key: string, copy: LocalCopy): boolean {
    try {
      shelf.setItem(key, JSON.stringify({ form: 1, ...copy }));
      return true;
    } catch {
      // The browser throws when its storage is full.
      return false;
    }
  }

  return {
    put(copy) {
      const key = keyOf(copy.flow, copy.tab);
      if (write(key, copy)) return true;
      for (const other of keysIn(shelf, PREFIX))
        if (other !== key && !other.includes(`/${copy.flow}/`)) shelf.removeItem(other);
      return write(key, copy) || write(key, { ...copy, base: null });
    },
    remove: (flow, tab) => shelf.removeItem(keyOf(flow, tab)),
    of(flow) {
      return keysIn(shelf, `${own}${flow}/`)
        .flatMap((key): LocalCopy[] => {
          const copy = read(shelf.getItem(key));
          if (!copy) shelf.removeItem(key);
          return copy ? [copy] : [];
        })
        .sort((left, right) => right.at - left.at);
    },
  };
}

function keysIn(shelf: Shelf, prefix: string): readonly string[] {
  return Array.from({ length: shelf.length }, (_, index) => shelf.key(index)).filter(
    (key): key is string => key?.startsWith(prefix) ?? false,
  );
}

function read(text: string | null): LocalCopy | null {
  try {
    const parsed = copySchema.safeParse(JSON.parse(text ?? ''));
    if (!parsed.success) return null;
    const { form: _form, ...copy } = parsed.data;
    return copy;
  } catch {
    return null;
  }
}
