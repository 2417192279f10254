import {
  FIRST_ID,
  laneOf,
  lockCustomers,
  readEnrolment,
  waitsForResume,
  type EnrolmentRow,
  type PageDone,
  type BulkJobPage,
  type BulkJob,
} from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { draw, HOUR, type Instant } from '@millrace/base';
import { callBack } from '../enrolment-state/call-back.ts';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';
import { moveEnrolment } from '../enrolments/move-enrolment.ts';
import { endEnrolment } from '../enrolments/end-enrolment.ts';

const PAGE = 200;

interface OverdueChoice {
  /** What happens to people whose next step fell due during the pause. */
  readonly overdue: 'send-now' | 'spread' | 'skip-older';
  /**
   * `spread`: spread over this many hours. `skip-older`: messages overdue by more than this many hours are
   * skipped, and the person goes on.
   */
  readonly hours: number;
}

interface MoveChoice {
  readonly to: 'move' | 'leave';
  readonly versionId: string;
}

/**
 * Handles the people of a flow that was resumed, stopped or published anew. Takes all their locks first, in
 * one order.
 */
export const flowJob: BulkJobPage = async (tx, _context, job, now): Promise<PageDone> => {
  const page = await tx<{ id: string; customer_id: string | null; subject: string | null }[]>`
    select id, customer_id, subject from enrolments
      where flow_id = ${job.flow_id} and ended_at is null and id > ${job.cursor ?? FIRST_ID}
    and ${job.kind === 'resume' ? waitsForResume(tx) : tx`true`} order by id limit ${PAGE}`;
  await lockCustomers(tx, page.map(laneOf));
  for (const { id } of page) {
    if (job.kind === 'move') await moveEnrolment(tx, id, job.choice as unknown as MoveChoice, now);
    else if (job.kind === 'resume') await resume(tx, job, id, now);
    else await endStopped(tx, job, id, now);
  }
  return { cursor: page.at(-1)?.id ?? null, done: page.length, finished: page.length < PAGE };
};

async function resume(tx: Tx, job: BulkJob, enrolmentId: string, now: Instant): Promise<void> {
  const { overdue, hours } = job.choice as unknown as OverdueChoice;
  // The draw depends on the job and the enrolment only, so repeating a page changes nobody's time.
  const at = overdue === 'spread' ? now + Math.round(draw(job.id, enrolmentId) * hours * HOUR) : now;
  // Read again under the lock: the enrolment may have moved on since the page was read.
  const enrolment = await readEnrolment(tx, enrolmentId);
  if (!enrolment || enrolment.ended_at !== null) return;
  const due = enrolment.due_while_paused;
  if (due === null) return goOn(tx, enrolment, now);
  await changeEnrolment(
    tx,
    enrolment,
    { type: 'resumed', at, skips: overdue === 'skip-older' && due < now - hours * HOUR },
    now,
  );
  // The pause held these messages, not a guardrail, so a guardrail's time limit for holding starts anew.
  await tx`update messages set held_since = null where enrolment_id = ${enrolmentId} and status = 'held'`;
}

/** For a person the pause did not hold: what a guardrail holds may have become free during the pause. */
async function goOn(tx: Tx, { id, instruction }: EnrolmentRow, now: Instant): Promise<void> {
  if (instruction?.type === 'deliver') await callBack(tx, id, instruction.messageId, now);
  if (instruction?.type === 'call') await callBack(tx, id, instruction.callId, now);
}

/**
 * Ends enrolments here, and not only where a step finds the flow stopped, because somebody may start the flow
 * again before that. People who entered after the stop stay.
 */
async function endStopped(tx: Tx, job: BulkJob, enrolmentId: string, now: Instant): Promise<void> {
  const enrolment = await readEnrolment(tx, enrolmentId);
  if (!enrolment || enrolment.ended_at !== null || enrolment.entered_at > job.started_at) return;
  await endEnrolment(
    tx,
    enrolment,
    { state: 'exited', reason: 'flow-stopped', sentence: 'Left the flow: it was stopped.' },
    now,
  );
}
