/** Why a draft could not be stored. */
export type FailureKind =
  /** The session ended. */
  | 'signed-out'
  /** The role was changed, or never allowed it. */
  | 'not-allowed'
  /** Somebody deleted the flow. */
  | 'gone'
  /** Larger than the server takes. */
  | 'too-large'
  /** The server cannot read it: made with another Millrace, or by a fault of ours. */
  | 'refused'
  /** Too many requests, or a part of the server is away: it says so itself. */
  | 'busy'
  /** A fault of the server, with a number to report it by. */
  | 'server'
  /** No answer at all. */
  | 'offline';

/** A save that failed, with what to tell the person. */
export class SaveFailure extends Error {
  readonly kind: FailureKind;
  /** What to do next. */
  readonly next: string;
  /** The number under which it is in the server's log. */
  readonly requestId: string | null;
  constructor(kind: FailureKind, sentence: string, next = '', requestId: string | null = null) {
    super(sentence);
    this.name = 'SaveFailure';
    this.kind = kind;
    this.next = next;
    this.requestId = requestId;
  }
}

/** On the mark in the bar, in few words. */
export const FAILURE_WORDS: Readonly<Record<FailureKind, string>> = {
  'signed-out': 'Not saved: you are signed out',
  'not-allowed': 'Not saved: your role does not allow it',
  gone: 'Not saved: this flow was deleted',
  'too-large': 'Not saved: too large',
  refused: 'Not saved: it cannot be read',
  busy: 'Not saved yet: the server is busy',
  server: 'Not saved: an error on the server',
  offline: 'Offline, trying again',
};

const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 30_000;
/** How often it is asked whether somebody signed in again, here or in another tab. */
const SIGNED_OUT_RETRY = 5_000;

/** After how many milliseconds to try again by itself; null where only the person can change anything. */
export function retryAfter(kind: FailureKind, failures: number): number | null {
  if (kind === 'signed-out') return SIGNED_OUT_RETRY;
  if (kind === 'offline' || kind === 'busy' || kind === 'server')
    return Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (failures - 1));
  return null;
}

/** Whatever was thrown as a failure: what says nothing of itself got no answer. */
export function failureOf(error: unknown): SaveFailure {
  if (error instanceof SaveFailure) return error;
  return new SaveFailure(
    'offline',
    error instanceof Error ? error.message : String(error),
    'It is tried again by itself.',
  );
}
