import { AsyncLocalStorage } from 'node:async_hooks';

const deadline = new AsyncLocalStorage<number>();
/** Work that went on for long is not refused its next transaction at once; milliseconds. */
const LEAST = 1_000;

/**
 * Whatever transactions this work begins, one after the other, wait no longer than so long together: whoever asked is answered.
 * @param milliseconds from now
 */
export function withDeadline<Result>(milliseconds: number, work: () => Result): Result {
  return deadline.run(performance.now() + milliseconds, work);
}

/** What is left of a patience where there is a deadline. */
export function patienceWithin(patience: number): number {
  const until = deadline.getStore();
  return until === undefined ? patience : Math.min(patience, Math.max(LEAST, until - performance.now()));
}
