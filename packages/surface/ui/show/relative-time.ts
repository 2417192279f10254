export { fullTime as absoluteTime, relativeTime } from '@millrace/base/words';

/** Milliseconds until the words of a relative time change; at least 1,000. Lets a clock tick only when needed. */
export function nextChange(instant: number, now: number): number {
  const distance = Math.abs(instant - now);
  if (distance < 60_000) return 1_000;
  return distance < 3_600_000 ? 15_000 : 300_000;
}
