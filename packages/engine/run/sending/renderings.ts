import { fail } from '@millrace/base';

/** How long a transaction waits for a rendering, in milliseconds. Nearly all take one or two. */
const PATIENCE = 50;
const MOST_TRIES = 4;

/** Aborts a transaction whose rendering takes longer than it may hold a connection and a lock. */
class TakesLonger extends Error {
  readonly key: string;
  readonly work: Promise<unknown>;
  constructor(key: string, work: Promise<unknown>) {
    super('The rendering takes longer than the transaction waits.');
    this.key = key;
    this.work = work;
  }
}

/** Renderings that a transaction began and did not wait for. */
export class Renderings {
  private readonly done = new Map<string, Promise<unknown>>();

  /**
   * The result of rendering an input: from an earlier attempt of this transaction when the input is the same,
   * or started now.
   * @param input everything the rendering depends on, as plain data
   */
  async of<Result>(input: unknown, render: () => Promise<Result>): Promise<Result> {
    if (this.done.size > 0) {
      const known = this.done.get(JSON.stringify(input));
      if (known) return known as Promise<Result>;
    }
    const work = render();
    if (await isOverSoon(work)) return work;
    throw new TakesLonger(JSON.stringify(input), work);
  }

  keep({ key, work }: TakesLonger): void {
    this.done.set(key, work);
  }
}

/**
 * Runs a transaction that renders in the middle. When a rendering takes long, waits for it outside, without
 * lock or connection, and runs the transaction again with the result, on fresh facts: if the person changed
 * meanwhile, the message is rendered again.
 * @throws MillraceError rendering-busy when the facts changed again each time
 */
export async function withRenderings<Result>(
  run: (renderings: Renderings) => Promise<Result>,
): Promise<Result> {
  const renderings = new Renderings();
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    try {
      return await run(renderings);
    } catch (error) {
      if (!(error instanceof TakesLonger)) throw error;
      await error.work.catch(() => undefined);
      renderings.keep(error);
    }
  }
  return fail('rendering-busy');
}

/** Whether the work ends, with or without success, within the wait. */
async function isOverSoon(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const over = work.then(
    () => true,
    () => true,
  );
  const isOver = await Promise.race([over, late]);
  clearTimeout(timer);
  return isOver;
}
