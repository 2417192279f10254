import type { CallStatus } from '@millrace/core/rows';

/** What a status of a call means for what is kept beside it. */
export interface CallRule {
  /** The statuses a call may come from. */
  readonly after: readonly CallStatus[];
  /** Counted while it stands, with its reason beside the whole; taken back when a doubt ends. */
  readonly isCounted: boolean;
  /** The person goes on, told by the step; otherwise the workflow comes back with the same call. */
  readonly isEnd: boolean;
}

const OPEN = ['planned', 'calling'] as const satisfies readonly CallStatus[];

/**
 * Every status of a call and every way between two of them. Nothing but `changeCall` writes one, so that rows and counts agree.
 * `silent` is what people held out get, and the only beginning beside `planned`.
 */
export const CALL_STATUSES: Readonly<Record<CallStatus, CallRule>> = {
  // Put off: not our turn, refused for now, stopped, or certainly not done after all.
  planned: { after: OPEN, isCounted: false, isEnd: false },
  // From the last instant at which it is certainly not done. Again: repeated where that is harmless, or waiting to be looked up.
  calling: { after: OPEN, isCounted: false, isEnd: false },
  // What we do ourselves is done in the transaction that finds it planned. A doubt ends when somebody tells.
  done: { after: [...OPEN, 'unknown'], isCounted: true, isEnd: true },
  refused: { after: OPEN, isCounted: true, isEnd: true },
  failed: { after: [...OPEN, 'unknown'], isCounted: true, isEnd: true },
  skipped: { after: OPEN, isCounted: true, isEnd: true },
  // Also of what is planned again: an earlier attempt may have done it.
  unknown: { after: OPEN, isCounted: true, isEnd: true },
  silent: { after: [], isCounted: false, isEnd: true },
};

export const mayFollow = (from: CallStatus, to: CallStatus): boolean =>
  CALL_STATUSES[to].after.includes(from);
