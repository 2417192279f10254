import { AsyncLocalStorage } from 'node:async_hooks';

const deadline = new AsyncLocalStorage<number>();
/** Work that went on for long is not refused its next transaction at once; milliseconds. */
const LEAST = 500;

/**
 * Whatever transactions this work begins, one after the other, wait no longer than so long together: whoever asked is answered.
 * @param milliseconds from now
 */
export function withDeadline<Result>(milliseconds: number, work: () => Result): Result {
  return deadline.run(performance.now() + milliseconds, work);
}

/** When the work that calls this has to be answered, by `performance.now()`; infinite where nobody waits. */
export const deadlineHere = (): number => deadline.getStore() ?? Number.POSITIVE_INFINITY;

/** Runs work for somebody whose deadline was asked for earlier. */
export function withDeadlineOf<Result>(until: number, work: () => Result): Result {
  return deadline.run(until, work);
}

/** What is left of a patience where there is a deadline. */
export function patienceWithin(patience: number): number {
  return Math.min(patience, Math.max(LEAST, deadlineHere() - performance.now()));
}
