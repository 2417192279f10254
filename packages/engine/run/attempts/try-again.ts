import { HOUR, SECOND } from '@millrace/base';

/** For how long a refused message or call is retried, at growing intervals, in milliseconds. */
export const TRY_FOR = 24 * HOUR;
const LONGEST_BACKOFF = HOUR;
/** The shortest wait between two attempts, even when a provider asks to be retried at once. */
const SHORTEST_BACKOFF = SECOND;

/** Milliseconds until the next attempt. @param afterMs the provider's Retry-After; null when it gave none */
export const backoff = (attempts: number, afterMs: number | null): number =>
  Math.max(SHORTEST_BACKOFF, afterMs ?? Math.min(LONGEST_BACKOFF, 5_000 * 2 ** Math.min(attempts, 10)));

/**
 * A time 5 to 15 seconds from now in milliseconds, spread so that not all retry at once.
 * @param id whose last four digits are hexadecimal
 */
export const whenLessBusy = (id: string): number => 5_000 + (Number.parseInt(id.slice(-4), 16) % 10_000);
