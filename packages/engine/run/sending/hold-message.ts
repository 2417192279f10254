import { type EnrolmentRow, type Instruction, type MessageRow, NOTE_ORDINALS } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { Hold } from '@millrace/guardrails';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';
import { writeNote } from '../enrolment-state/write-lines.ts';
import { changeStatus } from '../messages/change-status.ts';

/**
 * Holds a message for a guardrail: stores until when, counts it once for each reason, and retries it later.
 */
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
    const { node, visit } = message;
    const data = { reason, until: times.until };
    await writeNote(tx, enrolment, NOTE_ORDINALS.hold, {
      at: now,
      node,
      visit,
      what: 'message',
      sentence,
      data,
    });
  }
  return again(tx, enrolment, message, seq, times.lookAgainAt, now);
}

/** Instructs the workflow to come back with the same message later. */
export async function again(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  seq: number,
  at: Instant,
  now: Instant,
): Promise<Instruction> {
  const queue = enrolment.instruction?.type === 'deliver' ? enrolment.instruction.queue : 'millrace';
  const instruction = { type: 'deliver', seq, messageId: message.id, at, queue } as const;
  await changeEnrolment(tx, enrolment, { type: 'postponed', instruction }, now);
  return instruction;
}
