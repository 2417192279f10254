import { FAILURES, type FailureKind } from '@millrace/connectors';
import { MINUTE, type Instant } from '@millrace/base';

export interface HealthRow {
  readonly last_ok_at: Instant | null;
  readonly last_error: string | null;
  readonly last_error_at: Instant | null;
  readonly failing_since: Instant | null;
  readonly failure: string | null;
}

/** Whether a connection works, for people. */
export interface ConnectionHealth {
  readonly lastOkAt: Instant | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Instant | null;
  /** Null while it works. */
  readonly failingSince: Instant | null;
  readonly failure: { readonly kind: string; readonly words: string; readonly next: string; readonly mayPass: boolean } | null;
}

export function healthView(row: HealthRow): ConnectionHealth {
  const known = row.failing_since !== null && row.failure !== null ? FAILURES[row.failure as FailureKind] : undefined;
  return {
    lastOkAt: row.last_ok_at,
    lastError: row.last_error,
    lastErrorAt: row.last_error_at,
    failingSince: row.failing_since,
    failure: known ? { kind: row.failure as string, words: known.words, next: known.next, mayPass: known.mayPass } : null,
  };
}

/** What often passes by itself is given some minutes before anybody is called. */
const PASSES_WITHIN = 5 * MINUTE;

export function needsSomebody({ failingSince, failure }: ConnectionHealth, now: Instant): boolean {
  return failingSince !== null && failure !== null && (!failure.mayPass || now - failingSince >= PASSES_WITHIN);
}
