import type { EnrolmentRow, Instruction } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';

/**
 * A pause holds people where they are: what falls due is remembered with when it was due, events stay in the mailbox, and
 * nothing moves until somebody resumes the flow and says what to do with the overdue.
 * @param settled a message that was already on its way has come to its end: that is written down, the way goes on later
 * @returns the wait to hold, or null when there is nothing due and the ordinary look can go on
 */
export async function heldByPause(
  tx: Tx,
  enrolment: EnrolmentRow,
  now: Instant,
  settled: boolean,
): Promise<Instruction | null> {
  if (settled) return null;
  const begun = enrolment.seq > 0;
  const due = !begun
    ? enrolment.entered_at
    : enrolment.instruction?.type === 'deliver' || enrolment.instruction?.type === 'call'
      ? now
      : enrolment.wake_at !== null && enrolment.wake_at <= now
        ? enrolment.wake_at
        : null;
  if (due !== null && enrolment.due_while_paused === null) {
    await changeEnrolment(tx, enrolment, { type: 'held', due }, now);
  }
  // A wait without an end: the job that resumes the flow wakes everybody who is held.
  return due !== null || enrolment.due_while_paused !== null
    ? { type: 'wait', seq: enrolment.seq, until: null }
    : { type: 'wait', seq: enrolment.seq, until: enrolment.wake_at };
}
