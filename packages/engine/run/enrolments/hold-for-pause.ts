import type { EnrolmentRow, Instruction } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';

/**
 * Holds a person at their step while the flow is paused: stores when their next step fell due, leaves events
 * in the mailbox, and moves nothing until somebody resumes the flow and decides about overdue steps.
 * @param settled a message that was being sent when the pause began and has now ended; its end is recorded,
 * and the person goes on after the pause
 * @returns the wait to hold, or null when nothing is due and the person may advance as usual
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
  // A wait without an end. The job that resumes the flow wakes everybody it held.
  return due !== null || enrolment.due_while_paused !== null
    ? { type: 'wait', seq: enrolment.seq, until: null }
    : { type: 'wait', seq: enrolment.seq, until: enrolment.wake_at };
}
