export { fullTime as absoluteTime, relativeTime } from '@millrace/base/words';

/** How long until the words change, for a clock that ticks only when needed. Milliseconds, at least one second. */
export function nextChange(instant: number, now: number): number {
  const distance = Math.abs(instant - now);
  if (distance < 60_000) return 1_000;
  return distance < 3_600_000 ? 15_000 : 300_000;
}
