import type { EnrolmentRow } from '@millrace/core/rows';
import { together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { endedSentence } from '@millrace/guardrails';
import { skipCalls } from '../calls/change-call.ts';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';
import type { EnrolmentChange, Leaving } from '../enrolment-state/row-after.ts';
import { changeStatus, type Changing } from '../messages/change-status.ts';
import { withdrawWork } from '../work/change-work.ts';

export interface Ending extends Leaving {
  readonly state: 'exited' | 'failed';
}

/**
 * Ends an enrolment at its present step, under the customer's lock. Skips its open messages and calls, and
 * ends its workflow.
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

/**
 * The part that all ends share: removes what the enrolment listens for, and skips its open messages and
 * calls, and withdraws what a person was asked.
 */
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
  // Somebody who reaches the end has nothing open: steps close what they waited for.
  const isFinished = close.type === 'finished' && reason !== 'node-gone';
  await together(
    ...(isFinished ? [] : [withdrawWork(tx, enrolment, now)]),
    skipMessages(tx, enrolment, reason, now),
    skipCalls(tx, enrolment.workspace_id, { enrolment }, { reason, sentence: endedSentence(reason) }, now),
  );
}

/**
 * Skips messages that have not started to leave. A message being handed to a provider is settled by its own
 * attempt.
 */
async function skipMessages(tx: Tx, enrolment: EnrolmentRow, reason: string, now: Instant): Promise<void> {
  const open = await tx<
    Changing[]
  >`select id, enrolled_at, flow_id, version_id, node, status, reason from messages
    where enrolment_id = ${enrolment.id} and enrolled_at = ${enrolment.entered_at}
      and status in ('planned', 'held', 'claimed')`;
  for (const message of open)
    await changeStatus(
      tx,
      enrolment.workspace_id,
      message,
      { to: 'skipped', reason, sentence: endedSentence(reason) },
      now,
    );
}
