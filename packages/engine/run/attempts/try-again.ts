import { HOUR, SECOND } from '@millrace/base';

/** What a provider does not take is tried again for this long, later and later. */
export const TRY_FOR = 24 * HOUR;
const LONGEST_BACKOFF = HOUR;
/** Also for a provider that asks to be tried again at once. */
const SHORTEST_BACKOFF = SECOND;

/** Milliseconds until the next attempt. @param afterMs what the provider asks for; null when it does not say */
export const backoff = (attempts: number, afterMs: number | null): number =>
  Math.max(SHORTEST_BACKOFF, afterMs ?? Math.min(LONGEST_BACKOFF, 5_000 * 2 ** Math.min(attempts, 10)));

/** In 5 to 15 seconds, not all at once. @param id whose last four digits are hexadecimal */
export const whenLessBusy = (id: string): number => 5_000 + (Number.parseInt(id.slice(-4), 16) % 10_000);
