import type { CallRow, EnrolmentRow, Instruction } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { changeCall, type CallChange } from '../calls/change-call.ts';
import { advanceWithin } from '../enrolments/advance.ts';

/** A call has come to its end: it is written down with its reason, counted, and the person goes on, all in one transaction. */
export async function settleCall(
  tx: Tx,
  enrolment: EnrolmentRow,
  call: CallRow,
  change: CallChange,
  seq: number,
  now: Instant,
): Promise<Instruction> {
  await changeCall(tx, enrolment.workspace_id, call, change, now);
  const { to: outcome, reason, sentence, result = null } = change;
  return advanceWithin(
    tx,
    enrolment,
    { enrolmentId: enrolment.id, seq, now },
    { type: 'answer', callId: call.id, outcome, result, reason, sentence },
  );
}

/** The workflow comes back with the same call later. */
export async function againWith(tx: Tx, enrolment: EnrolmentRow, call: CallRow, seq: number, at: Instant): Promise<Instruction> {
  const queue = enrolment.instruction?.type === 'call' ? enrolment.instruction.queue : 'millrace';
  const instruction: Instruction = { type: 'call', seq, callId: call.id, at, queue };
  await tx`update enrolments set instruction = ${tx.json(instruction)} where id = ${enrolment.id} and ended_at is null`;
  return instruction;
}
