import type { LoadedFacts } from '@millrace/core/facts';
import type { EnrolmentRow, Instruction, MessageRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { SettledOutcome } from '@millrace/flow';
import { advanceWithin } from '../enrolments/advance.ts';
import { changeStatus } from '../messages/change-status.ts';

export interface Settlement {
  readonly outcome: SettledOutcome;
  readonly reason: string | null;
  readonly sentence: string | null;
  /** The provider's id of the message. */
  readonly providerId?: string | null;
}

/**
 * Settles a message: writes its outcome and reason, counts it, and advances the person, all in one
 * transaction.
 */
export async function settleMessage(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  settlement: Settlement,
  seq: number,
  now: Instant,
  loaded: LoadedFacts | null = null,
): Promise<Instruction> {
  const { outcome, reason, sentence, providerId } = settlement;
  await changeStatus(
    tx,
    enrolment.workspace_id,
    message,
    { to: outcome, reason, sentence, providerId: providerId ?? null },
    now,
  );
  return advanceWithin(
    tx,
    enrolment,
    { enrolmentId: enrolment.id, seq, now },
    { type: 'settled', messageId: message.id, outcome, reason, sentence },
    loaded,
  );
}
