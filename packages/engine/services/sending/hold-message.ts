import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { Hold } from '@millrace/guardrails';
import type { EnrolmentRow } from '../rows/enrolment-row.ts';
import { HOLD_ORDINALS } from '../rows/hold-ordinals.ts';
import type { Instruction } from '../rows/instruction.ts';
import { tally } from '../measure/tally.ts';
import { dropTouch } from '../messages/change-status.ts';
import type { MessageRow } from '../rows/message-row.ts';

/** A guardrail holds the message: written down and counted once for each reason it is held for, and looked at again later. */
export async function holdMessage(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  verdict: Hold,
  times: { readonly until: Instant; readonly lookAgainAt: Instant },
  seq: number,
  now: Instant,
): Promise<Instruction> {
  const fresh = message.status !== 'held' || message.reason !== verdict.reason;
  await tx`update messages set status = 'held', held_since = coalesce(held_since, ${now}), held_until = ${times.until}, reason = ${verdict.reason}, sentence = ${verdict.sentence} where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
  if (message.status === 'claimed') await dropTouch(tx, message.id);
  if (fresh) {
    await tx`insert into traces (workspace_id, enrolment_id, flow_id, customer_id, seq, ordinal, at, node, visit, what, port, sentence, data)
      select ${enrolment.workspace_id}, ${enrolment.id}, ${enrolment.flow_id}, ${enrolment.customer_id}, ${enrolment.seq}, ${HOLD_ORDINALS.from} + count(*), ${now}, ${message.node}, ${message.visit}, 'message', null, ${verdict.sentence}, ${tx.json({ reason: verdict.reason, until: times.until })}
      from traces where enrolment_id = ${enrolment.id} and seq = ${enrolment.seq} and ordinal >= ${HOLD_ORDINALS.from} and ordinal < ${HOLD_ORDINALS.below}`;
    await tally(tx, enrolment.workspace_id, { flowId: message.flow_id, versionId: message.version_id }, now, [
      { node: message.node, metric: 'held', amount: 1 },
      { node: message.node, metric: `held:${verdict.reason}`, amount: 1 },
    ]);
  }
  return again(tx, enrolment, message, seq, times.lookAgainAt);
}

/** The workflow comes back with the same message later. */
export async function again(tx: Tx, enrolment: EnrolmentRow, message: MessageRow, seq: number, at: Instant): Promise<Instruction> {
  const queue = enrolment.instruction?.type === 'deliver' ? enrolment.instruction.queue : 'millrace';
  const instruction: Instruction = { type: 'deliver', seq, messageId: message.id, at, queue };
  await tx`update enrolments set instruction = ${tx.json(instruction)} where id = ${enrolment.id}`;
  return instruction;
}
