import type { MessageStatus } from '@millrace/core/rows';

/** What a status means for the rest of a message's row, for the counts and for the person. */
export interface StatusRule {
  /** The statuses from which a message may get this one. */
  readonly after: readonly MessageStatus[];
  /**
   * How live counts follow: `while` the message has this status, subtracted when it leaves it; each `time` it
   * gets it, never subtracted; or not at all. Counted in total and by reason.
   */
  readonly counts: 'while' | 'time' | 'not';
  /** With this status the message may have reached the person, so it counts against the frequency cap. */
  readonly isTouch: boolean;
  /**
   * The message has ended and the person goes on. Otherwise the workflow comes back with the same message.
   */
  readonly isEnd: boolean;
}

const WAITING = ['planned', 'held', 'claimed'] as const satisfies readonly MessageStatus[];
const LEAVING = ['claimed', 'sending'] as const satisfies readonly MessageStatus[];

/**
 * Every status of a message and every allowed change between two. Only `changeStatus` writes a status, so
 * that rows, counts and the frequency cap agree. `silent` is the status for people in the holdout, and the
 * only first status beside `planned`.
 */
export const MESSAGE_STATUSES: Readonly<Record<MessageStatus, StatusRule>> = {
  planned: { after: LEAVING, counts: 'not', isTouch: false, isEnd: false },
  held: { after: WAITING, counts: 'time', isTouch: false, isEnd: false },
  // Also again after a crash before the message began to leave.
  claimed: { after: WAITING, counts: 'not', isTouch: true, isEnd: false },
  sending: { after: ['claimed'], counts: 'not', isTouch: true, isEnd: false },
  // A message into the sandbox is sent in the transaction that claims it. A person or a look-up resolves
  // `unknown`.
  sent: { after: [...LEAVING, 'unknown'], counts: 'while', isTouch: true, isEnd: true },
  refused: { after: WAITING, counts: 'while', isTouch: false, isEnd: true },
  skipped: { after: [...WAITING, 'sending'], counts: 'while', isTouch: false, isEnd: true },
  failed: { after: [...WAITING, 'sending', 'unknown'], counts: 'while', isTouch: false, isEnd: true },
  unknown: { after: LEAVING, counts: 'while', isTouch: true, isEnd: true },
  silent: { after: [], counts: 'not', isTouch: false, isEnd: true },
};

export const mayFollow = (from: MessageStatus, to: MessageStatus): boolean =>
  MESSAGE_STATUSES[to].after.includes(from);
