import type { MessageStatus } from '@millrace/core/rows';

/** What a status means for everything that is kept beside it. */
export interface StatusRule {
  /** The statuses a message may come from. */
  readonly after: readonly MessageStatus[];
  /**
   * How live counts follow: `while` it stands, taken back should it turn out otherwise; each `time` it comes to it, forever; or not
   * at all. The reason is counted beside the whole.
   */
  readonly counts: 'while' | 'time' | 'not';
  /** While it stands the message may have reached the person, and takes its place under the frequency cap. */
  readonly isTouch: boolean;
  /** The person goes on, told by the step; otherwise the workflow comes back with the same message. */
  readonly isEnd: boolean;
}

const WAITING = ['planned', 'held', 'claimed'] as const satisfies readonly MessageStatus[];
const LEAVING = ['claimed', 'sending'] as const satisfies readonly MessageStatus[];

/**
 * Every status of a message and every way between two of them. Nothing but `changeStatus` writes one, so that rows, counts
 * and the frequency cap agree. `silent` is what people held out get, and the only beginning beside `planned`.
 */
export const MESSAGE_STATUSES: Readonly<Record<MessageStatus, StatusRule>> = {
  planned: { after: LEAVING, counts: 'not', isTouch: false, isEnd: false },
  held: { after: WAITING, counts: 'time', isTouch: false, isEnd: false },
  // Claimed again after a crash: it had not begun to leave.
  claimed: { after: WAITING, counts: 'not', isTouch: true, isEnd: false },
  sending: { after: ['claimed'], counts: 'not', isTouch: true, isEnd: false },
  // What goes to the message log only is sent as soon as it is claimed. A doubt ends when somebody tells.
  sent: { after: [...LEAVING, 'unknown'], counts: 'while', isTouch: true, isEnd: true },
  refused: { after: WAITING, counts: 'while', isTouch: false, isEnd: true },
  skipped: { after: [...WAITING, 'sending'], counts: 'while', isTouch: false, isEnd: true },
  failed: { after: [...WAITING, 'sending', 'unknown'], counts: 'while', isTouch: false, isEnd: true },
  unknown: { after: LEAVING, counts: 'while', isTouch: true, isEnd: true },
  silent: { after: [], counts: 'not', isTouch: false, isEnd: true },
};

export const mayFollow = (from: MessageStatus, to: MessageStatus): boolean =>
  MESSAGE_STATUSES[to].after.includes(from);
