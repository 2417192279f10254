import type { LoadedFacts } from '@millrace/core/facts';
import type { EnrolmentRow, MessageRow } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { Plan } from '@millrace/flow';
import { settleMessage, type Settlement } from './settle-message.ts';

export interface DeliverInput {
  readonly enrolmentId: string;
  readonly messageId: string;
  readonly seq: number;
  readonly now: Instant;
  /** As in `AdvanceInput`. */
  readonly stuck?: boolean;
}

/** One try at bringing a message to its person, under the lock of the customer. */
export interface Attempt {
  readonly tx: Tx;
  readonly context: Context;
  readonly input: DeliverInput;
  readonly now: Instant;
  readonly enrolment: EnrolmentRow;
  readonly message: MessageRow;
}

/** The same with what it takes to judge it: read only when nothing simpler has decided. */
export interface Informed extends Attempt {
  readonly plan: Plan;
  readonly loaded: LoadedFacts;
}

/** The message comes to its end here, and the person goes on. */
export const settle = ({ tx, enrolment, message, input, now, ...rest }: Attempt | Informed, settlement: Settlement) =>
  settleMessage(tx, enrolment, message, settlement, input.seq, now, 'loaded' in rest ? rest.loaded : null);
