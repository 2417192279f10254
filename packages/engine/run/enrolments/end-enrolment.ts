import type { EnrolmentRow } from '@millrace/core/rows';
import { together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { endedSentence } from '@millrace/guardrails';
import { skipCalls } from '../calls/change-call.ts';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';
import type { EnrolmentChange, Leaving } from '../enrolment-state/row-after.ts';
import { changeStatus, type Changing } from '../messages/change-status.ts';

export interface Ending extends Leaving {
  readonly state: 'exited' | 'failed';
}

/**
 * Ends an enrolment where it stands, under the lock of its customer: nothing of it is sent any more, and its workflow ends.
 * @returns false when it had ended before; then nothing happens
 */
export async function endEnrolment(
  tx: Tx,
  enrolment: EnrolmentRow,
  { state, ...leaving }: Ending,
  now: Instant,
): Promise<boolean> {
  if (enrolment.ended_at !== null) return false;
  await closeEnrolment(tx, enrolment, { type: state, ...leaving }, now);
  return true;
}

type Close = Extract<EnrolmentChange, { type: 'finished' | 'exited' | 'failed' }>;

/** What every end has in common, whoever writes its story: what it listened for, and the messages and calls it had under way. */
export async function closeEnrolment(
  tx: Tx,
  enrolment: EnrolmentRow,
  close: Close,
  now: Instant,
  ...beside: readonly PromiseLike<unknown>[]
): Promise<void> {
  const { reason } = close;
  await changeEnrolment(
    tx,
    enrolment,
    close,
    now,
    ...beside,
    tx`delete from listens where enrolment_id = ${enrolment.id}`,
  );
  await together(
    skipMessages(tx, enrolment, reason, now),
    skipCalls(tx, enrolment.workspace_id, { enrolment }, { reason, sentence: endedSentence(reason) }, now),
  );
}

/** What has not begun to leave does not leave any more. What is being handed over is settled by whoever hands it over. */
async function skipMessages(tx: Tx, enrolment: EnrolmentRow, reason: string, now: Instant): Promise<void> {
  const open = await tx<
    Changing[]
  >`select id, enrolled_at, flow_id, version_id, node, status, reason from messages
    where enrolment_id = ${enrolment.id} and enrolled_at = ${enrolment.entered_at} and status in ('planned', 'held', 'claimed')`;
  for (const message of open)
    await changeStatus(
      tx,
      enrolment.workspace_id,
      message,
      { to: 'skipped', reason, sentence: endedSentence(reason) },
      now,
    );
}
