import { deadlineHere, isDatabaseGone, withDeadlineOf } from '@millrace/db';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  readonly deadline: number;
}

/** Stores several items in one transaction. @returns a result for each, in their order */
export type StoreTogether<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

interface Line<Item, Result> {
  readonly waiting: Waiting<Item, Result>[];
  /** Batches being stored. */
  busy: number;
}

export interface GathererOptions<Item> {
  /** Weight of a batch at most; an item that is heavier goes alone. */
  readonly most: number;
  /** 1 for each item unless it says otherwise. */
  readonly weigh?: (item: Item) => number;
  /** Batches of one key at the same time. */
  readonly lanes: number;
}

/**
 * Stores a few batches at a time for each key. The first items go at once, by themselves; whatever comes while the lanes are
 * busy goes together in the next batch. So a quiet endpoint answers as fast as it can, and a busy one pays for a transaction once
 * for many. Everybody waits for the transaction that holds their own item: an answer still means that it is safely stored.
 * When a batch fails, each of its items is tried alone, so that one of them fails only itself; unless the database is away,
 * which one try finds out for all of them.
 */
export class Gatherer<Item, Result> {
  private readonly lines = new Map<string, Line<Item, Result>>();
  private readonly options: GathererOptions<Item>;

  constructor(options: GathererOptions<Item>) {
    this.options = options;
  }

  /** @param store used for the batches of the lane that this call opens; calls with the same key must mean the same by it */
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

  /** Under the deadline of whoever has waited longest, and not of the caller that opened the lane, who may be gone for long. */
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
