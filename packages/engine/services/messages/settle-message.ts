import { together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { SettledOutcome } from '@millrace/flow';
import { advanceWithin } from '../enrolments/advance.ts';
import type { EnrolmentRow } from '../enrolments/enrolment-row.ts';
import type { Instruction } from '../enrolments/instruction.ts';
import type { LoadedFacts } from '../facts/load-facts.ts';
import { tally } from '../measure/tally.ts';
import type { MessageRow } from './message-row.ts';

export interface Settlement {
  readonly outcome: SettledOutcome;
  readonly reason: string | null;
  readonly sentence: string | null;
  /** The id the provider gave. */
  readonly providerId?: string | null;
}

/** A message has come to its end: it is written down with its reason, counted, and the person goes on, all in one transaction. */
export async function settleMessage(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  settlement: Settlement,
  seq: number,
  now: Instant,
  loaded: LoadedFacts | null = null,
): Promise<Instruction> {
  const sent = settlement.outcome === 'sent';
  await together(
    tx`update messages set status = ${settlement.outcome}, reason = ${settlement.reason}, sentence = ${settlement.sentence}, settled_at = ${now}, held_until = null,
      sent_at = ${sent ? now : null}, provider_id = coalesce(${settlement.providerId ?? null}, provider_id) where id = ${message.id} and enrolled_at = ${message.enrolled_at}`,
    // What never went out is no touch: it must not count against the cap.
    ...(settlement.outcome !== 'sent' && settlement.outcome !== 'unknown'
      ? [tx`delete from touches where message_id = ${message.id}`]
      : []),
    tally(tx, enrolment.workspace_id, { flowId: message.flow_id, versionId: message.version_id }, now, [
      { node: message.node, metric: settlement.outcome, amount: 1 },
      ...(!sent && settlement.reason ? [{ node: message.node, metric: `${settlement.outcome}:${settlement.reason}`, amount: 1 }] : []),
    ]),
  );
  return advanceWithin(
    tx,
    enrolment,
    { enrolmentId: enrolment.id, seq, now },
    { type: 'settled', messageId: message.id, outcome: settlement.outcome, reason: settlement.reason, sentence: settlement.sentence },
    loaded,
  );
}
