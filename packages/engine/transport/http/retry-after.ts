const LONGEST = 24 * 60 * 60 * 1_000;

/**
 * Reads a Retry-After header (RFC 9110, section 10.2.3): whole seconds, or a date.
 * @param now epoch milliseconds
 * @returns milliseconds from now, at least 0 and at most a day; null when there is none or it can't be read
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = /^\s*(\d{1,9})(\.\d+)?\s*$/.exec(header);
  const wait = seconds ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST) : null;
}
