import { isMillraceError } from '@millrace/base';
import { log } from './log.ts';

/**
 * In milliseconds. Database and network errors come in bursts while a server is away, so each kind and place
 * is logged once in this time.
 */
const SILENCE = 10_000;
const last = new Map<string, number>();

/** Logs an error without personal data: its code and place, and for our own faults the place in the code. */
export function reportError(error: unknown, where: string): void {
  const code = isMillraceError(error)
    ? error.code
    : error instanceof Error
      ? 'code' in error && error.code
        ? String(error.code)
        : error.name
      : 'unexpected';
  const key = `${where}/${code}`;
  const now = Date.now();
  if (now - (last.get(key) ?? 0) < SILENCE) return;
  last.set(key, now);
  const place =
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .find((line) => line.includes('/packages/') || line.includes('/apps/'))
          ?.trim()
          .replace(/\(.*\/(packages|apps)\//, '($1/')
      : undefined;
  log.warn({ code, where, place }, 'something did not work; it is tried again');
}
