/** Why a draft could not be stored. */
export type FailureKind =
  /** The session ended. */
  | 'signed-out'
  /** The role was changed, or never allowed it. */
  | 'not-allowed'
  /** The flow was deleted. */
  | 'gone'
  /** Larger than the server accepts. */
  | 'too-large'
  /** The server rejects the graph: it is from another version of Millrace, or our fault. */
  | 'refused'
  /** Too many requests, or a part of the server is down, as its error says. */
  | 'busy'
  /** An error of the server, with an error number to report. */
  | 'server'
  /** No response. */
  | 'offline';

/** A failed save, in words for the user. */
export class SaveFailure extends Error {
  readonly kind: FailureKind;
  /** What to do next. */
  readonly next: string;
  /** The error number in the server's log. */
  readonly requestId: string | null;
  constructor(kind: FailureKind, sentence: string, next = '', requestId: string | null = null) {
    super(sentence);
    this.name = 'SaveFailure';
    this.kind = kind;
    this.next = next;
    this.requestId = requestId;
  }
}

/** Short texts for the bar. */
export const FAILURE_WORDS: Readonly<Record<FailureKind, string>> = {
  'signed-out': 'Not saved: you are signed out',
  'not-allowed': 'Not saved: your role does not allow it',
  gone: 'Not saved: this flow was deleted',
  'too-large': 'Not saved: too large',
  refused: 'Not saved: the server cannot read it',
  busy: 'Not saved yet: the server is busy',
  server: 'Not saved: an error on the server',
  offline: 'Offline, trying again',
};

const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 30_000;
/** Milliseconds between attempts while signed out, since the user may sign in again in another tab. */
const SIGNED_OUT_RETRY = 5_000;

/** Milliseconds until the next attempt; null if only the user can solve the problem. @param failures number of failures so far */
export function retryAfter(kind: FailureKind, failures: number): number | null {
  if (kind === 'signed-out') return SIGNED_OUT_RETRY;
  if (kind === 'offline' || kind === 'busy' || kind === 'server')
    return Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (failures - 1));
  return null;
}

/** Turns any error into a SaveFailure. An unknown error counts as no response. */
export function failureOf(error: unknown): SaveFailure {
  if (error instanceof SaveFailure) return error;
  return new SaveFailure(
    'offline',
    error instanceof Error ? error.message : String(error),
    'Millrace tries again automatically.',
  );
}
