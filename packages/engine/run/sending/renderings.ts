import { fail } from '@millrace/base';

/** Milliseconds that a transaction waits for a rendering. Nearly all are done in one or two. */
const PATIENCE = 50;
const MOST_TRIES = 4;

/** Thrown out of a transaction whose rendering takes longer than a connection and a lock may be held for it. */
class TakesLonger extends Error {
  readonly key: string;
  readonly work: Promise<unknown>;
  constructor(key: string, work: Promise<unknown>) {
    super('The rendering takes longer than the transaction waits.');
    this.key = key;
    this.work = work;
  }
}

/** Renderings that a transaction asked for and did not wait to the end of. */
export class Renderings {
  private readonly done = new Map<string, Promise<unknown>>();

  /**
   * What comes of rendering an input: from an earlier try of this transaction, when nothing changed meanwhile, or begun now.
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
 * Runs a transaction that renders in the middle. A rendering that is not done at once is waited for outside, without lock
 * or connection, and the transaction is done again with what came of it: on fresh facts, so that a person who changed
 * meanwhile is rendered anew.
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

/** Whether it has come to an end, well or not, while one may wait. */
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
