import { type EnrolmentRow, HOLD_ORDINALS, type Instruction, type MessageRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { Hold } from '@millrace/guardrails';
import { changeStatus } from '../messages/change-status.ts';

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
  const { reason, sentence } = verdict;
  const change = {
    to: 'held',
    reason,
    sentence,
    heldUntil: times.until,
    columns: tx`, held_since = coalesce(held_since, ${now})`,
  } as const;
  await changeStatus(tx, enrolment.workspace_id, message, change, now);
  if (message.status !== 'held' || message.reason !== reason) {
    await tx`insert into traces (workspace_id, enrolment_id, flow_id, customer_id, seq, ordinal, at, node, visit, what, port, sentence, data)
      select ${enrolment.workspace_id}, ${enrolment.id}, ${enrolment.flow_id}, ${enrolment.customer_id}, ${enrolment.seq}, ${HOLD_ORDINALS.from} + count(*), ${now}, ${message.node}, ${message.visit}, 'message', null, ${sentence}, ${tx.json({ reason, until: times.until })}
      from traces where enrolment_id = ${enrolment.id} and seq = ${enrolment.seq} and ordinal >= ${HOLD_ORDINALS.from} and ordinal < ${HOLD_ORDINALS.below}`;
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
