import type { Fault } from './error-entry.ts';
import { ERRORS, type ErrorCode } from './error-table.ts';

export type { ErrorEntry, Fault } from './error-entry.ts';

export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The only error class of Millrace: a code of the table, with details that are safe to show. The cause is
 * only logged.
 */
export class MillraceError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(fill(ERRORS[code].sentence, details), cause === undefined ? undefined : { cause });
    this.name = 'MillraceError';
    this.code = code;
    this.details = details;
  }
  get status(): number {
    return ERRORS[this.code].status;
  }
  get fault(): Fault {
    return ERRORS[this.code].fault;
  }
  get next(): string {
    return fill(ERRORS[this.code].next, this.details);
  }
  /** True when the same call may succeed later without a change by anybody. */
  get isRetryable(): boolean {
    return ERRORS[this.code].fault === 'service';
  }
}

/** Throws an error of the table. @throws MillraceError always */
export function fail(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown): never {
  throw new MillraceError(code, details, cause);
}

export function isMillraceError(value: unknown): value is MillraceError {
  return (
    value instanceof MillraceError ||
    (value instanceof Error && value.name === 'MillraceError' && 'code' in value)
  );
}

function fill(sentence: string, details: ErrorDetails): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in details ? String(details[name]) : whole,
  );
}
