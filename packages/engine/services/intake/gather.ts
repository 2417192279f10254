interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Stores several items in one transaction. @returns a result for each, in their order */
export type StoreTogether<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/**
 * Stores one batch at a time for each key. The first item goes at once, by itself; whatever comes while a batch is being
 * stored goes together in the next. So a quiet door answers as fast as it can, and a busy one pays for a transaction once
 * for many. Everybody waits for the transaction that holds their own item: an answer still means that it is safely stored.
 * When a batch fails, each of its items is tried alone, so that one of them fails only itself.
 */
export class Gatherer<Item, Result> {
  private readonly queues = new Map<string, Waiting<Item, Result>[]>();
  private readonly weigh: (item: Item) => number;
  private readonly most: number;

  /** @param most weight of a batch at most; an item that is heavier goes alone */
  constructor(most: number, weigh: (item: Item) => number = () => 1) {
    this.most = most;
    this.weigh = weigh;
  }

  /** @param store used for the batches that this call begins; calls with the same key must mean the same by it */
  add(key: string, item: Item, store: StoreTogether<Item, Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const queue = this.queues.get(key);
      if (queue) {
        queue.push({ item, resolve, reject });
        return;
      }
      const fresh = [{ item, resolve, reject }];
      this.queues.set(key, fresh);
      void this.drain(key, fresh, store);
    });
  }

  private async drain(key: string, queue: Waiting<Item, Result>[], store: StoreTogether<Item, Result>): Promise<void> {
    while (queue.length > 0) await storeBatch(this.nextBatch(queue), store);
    this.queues.delete(key);
  }

  private nextBatch(queue: Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    let weight = 0;
    let count = 0;
    for (const { item } of queue) {
      weight += this.weigh(item);
      if (count > 0 && weight > this.most) break;
      count += 1;
    }
    return queue.splice(0, count);
  }
}

async function storeBatch<Item, Result>(batch: readonly Waiting<Item, Result>[], store: StoreTogether<Item, Result>): Promise<void> {
  try {
    const results = await store(batch.map(({ item }) => item));
    batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    else for (const one of batch) await storeBatch([one], store);
  }
}
