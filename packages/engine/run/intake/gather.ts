import { deadlineHere, isDatabaseGone, withDeadlineOf } from '@millrace/db';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  readonly deadline: number;
}

/** Stores several items in one transaction. @returns a result for each, in the same order */
export type StoreTogether<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

interface Line<Item, Result> {
  readonly waiting: Waiting<Item, Result>[];
  /** Number of batches being stored. */
  busy: number;
}

export interface GathererOptions<Item> {
  /** Highest weight of a batch; a heavier item goes alone. */
  readonly most: number;
  /** Weight of an item; 1 when left out. */
  readonly weigh?: (item: Item) => number;
  /** Number of batches of one key that may run at the same time. */
  readonly lanes: number;
}

/**
 * Stores items in batches, a few batches at a time for each key. An item that arrives at an idle key is
 * stored at once, by itself. Items that arrive while all lanes are busy share the next batch. So a quiet
 * endpoint responds fast, and a busy one needs fewer transactions. Each caller waits for the transaction that
 * holds its own item, so a response means that the item is stored. When a batch fails, its items are tried
 * one by one, so that a bad item fails only itself; except while the database is away, when one attempt
 * answers for all.
 */
export class Gatherer<Item, Result> {
  private readonly lines = new Map<string, Line<Item, Result>>();
  private readonly options: GathererOptions<Item>;

  constructor(options: GathererOptions<Item>) {
    this.options = options;
  }

  /**
   * @param store stores the batches of the lane that this call opens; calls with the same key must pass
   * equivalent functions
   */
  add(key: string, item: Item, store: StoreTogether<Item, Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const line = this.lines.get(key) ?? { waiting: [], busy: 0 };
      this.lines.set(key, line);
      line.waiting.push({ item, resolve, reject, deadline: deadlineHere() });
      if (line.busy < this.options.lanes) void this.drain(key, line, store);
    });
  }

  private async drain(
    key: string,
    line: Line<Item, Result>,
    store: StoreTogether<Item, Result>,
  ): Promise<void> {
    line.busy += 1;
    while (line.waiting.length > 0) await this.storeNext(line, store);
    line.busy -= 1;
    if (line.busy === 0) this.lines.delete(key);
  }

  /**
   * Uses the deadline of the caller that has waited longest, because the caller that opened the lane may be
   * long gone.
   */
  private storeNext(line: Line<Item, Result>, store: StoreTogether<Item, Result>): Promise<void> {
    const batch = this.nextBatch(line.waiting);
    return withDeadlineOf(Math.min(...batch.map(({ deadline }) => deadline)), () => storeBatch(batch, store));
  }

  private nextBatch(waiting: Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    const { most, weigh = () => 1 } = this.options;
    let weight = 0;
    let count = 0;
    for (const { item } of waiting) {
      weight += weigh(item);
      if (count > 0 && weight > most) break;
      count += 1;
    }
    return waiting.splice(0, count);
  }
}

async function storeBatch<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  store: StoreTogether<Item, Result>,
): Promise<void> {
  try {
    const results = await store(batch.map(({ item }) => item));
    batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
  } catch (error) {
    if (batch.length === 1 || isDatabaseGone(error)) for (const { reject } of batch) reject(error);
    else for (const one of batch) await storeBatch([one], store);
  }
}
