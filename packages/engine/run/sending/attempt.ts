import type { Instant } from '@millrace/base';
import type { LoadedFacts } from '@millrace/core/facts';
import type { MessageRow } from '@millrace/core/rows';
import type { Plan } from '@millrace/flow';
import type { Attempt, Awaited } from '../attempts/attempt.ts';
import type { Settled } from '../enrolments/advance.ts';
import { MESSAGE_STATUSES } from '../messages/transitions.ts';
import { settleMessage, type Settlement } from './settle-message.ts';

export interface DeliverInput {
  readonly enrolmentId: string;
  readonly messageId: string;
  readonly seq: number;
  readonly now: Instant;
  /** As in `AdvanceInput`. */
  readonly stuck?: boolean;
}

/** One attempt to send a message. */
export type Sending = Attempt<MessageRow>;

/** An attempt with the plan and the facts, which are read only when nothing simpler has decided. */
export interface Informed extends Sending {
  readonly plan: Plan;
  readonly loaded: LoadedFacts;
}

/** Ends the message here, and advances the person. */
export const settle = (
  { tx, enrolment, row, input, now, ...rest }: Sending | Informed,
  settlement: Settlement,
) => settleMessage(tx, enrolment, row, settlement, input.seq, now, 'loaded' in rest ? rest.loaded : null);

export const AWAITED_MESSAGE: Awaited<MessageRow> = {
  isOver: ({ status }) => MESSAGE_STATUSES[status].isEnd,
  heard: ({ id: messageId, status, reason, sentence }) =>
    ({ type: 'settled', messageId, outcome: status, reason, sentence }) as Settled,
  skip: (attempt) =>
    settle(attempt, {
      outcome: 'skipped',
      reason: 'overdue-after-pause',
      sentence: 'Not sent: it was overdue when the flow was resumed.',
    }),
};
