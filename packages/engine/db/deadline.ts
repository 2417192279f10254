import { AsyncLocalStorage } from 'node:async_hooks';

const deadline = new AsyncLocalStorage<number>();
/** The least that remains for a transaction after long work, in milliseconds. */
const LEAST = 500;

/**
 * Bounds the total wait of all transactions that this work begins, so that its caller gets a response in
 * time.
 * @param milliseconds from now
 */
export function withDeadline<Result>(milliseconds: number, work: () => Result): Result {
  return deadline.run(performance.now() + milliseconds, work);
}

/** The deadline of the running work, by `performance.now()`; infinity when there is none. */
export const deadlineHere = (): number => deadline.getStore() ?? Number.POSITIVE_INFINITY;

/** Runs work under a deadline that was read earlier. */
export function withDeadlineOf<Result>(until: number, work: () => Result): Result {
  return deadline.run(until, work);
}

/** The patience, shortened to what the deadline leaves. */
export function patienceWithin(patience: number): number {
  return Math.min(patience, Math.max(LEAST, deadlineHere() - performance.now()));
}
