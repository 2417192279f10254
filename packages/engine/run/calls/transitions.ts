import type { CallStatus } from '@millrace/core/rows';

/** What a status means for the rest of a call's row, for the counts and for the person. */
export interface CallRule {
  /** The statuses from which a call may get this one. */
  readonly after: readonly CallStatus[];
  /** Counted while a call has this status, in total and by reason. Subtracted when a doubt is resolved. */
  readonly isCounted: boolean;
  /** The call has ended and the person goes on. Otherwise the workflow comes back with the same call. */
  readonly isEnd: boolean;
}

const OPEN = ['planned', 'calling'] as const satisfies readonly CallStatus[];

/**
 * Every status of a call and every allowed change between two. Only `changeCall` writes a status, so rows and
 * counts agree. `silent` is the status for people in the holdout, and the only first status beside `planned`.
 */
export const CALL_STATUSES: Readonly<Record<CallStatus, CallRule>> = {
  // Also again, when put off: not its turn, refused for now, stopped, or certainly not done after all.
  planned: { after: OPEN, isCounted: false, isEnd: false },
  // Written just before the call may be done. Also again: repeated where that is harmless, or waiting for a
  // look-up.
  calling: { after: OPEN, isCounted: false, isEnd: false },
  // A call of our own (a profile change) is done in the transaction that finds it planned. A person or a
  // look-up resolves `unknown`.
  done: { after: [...OPEN, 'unknown'], isCounted: true, isEnd: true },
  refused: { after: OPEN, isCounted: true, isEnd: true },
  failed: { after: [...OPEN, 'unknown'], isCounted: true, isEnd: true },
  skipped: { after: OPEN, isCounted: true, isEnd: true },
  // Also from `planned`, because an earlier attempt may have done it.
  unknown: { after: OPEN, isCounted: true, isEnd: true },
  silent: { after: [], isCounted: false, isEnd: true },
};

export const mayFollow = (from: CallStatus, to: CallStatus): boolean =>
  CALL_STATUSES[to].after.includes(from);
