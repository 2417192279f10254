import { isErased, NOTE_ORDINALS, readMessage, type Instruction } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { plural } from '@millrace/base/words';
import { lockAwaited } from '../attempts/attempt.ts';
import { afterNotDone, type NotDone } from '../attempts/not-done.ts';
import { PACED } from '../attempts/pace.ts';
import { noteDevices } from '../browsers/devices.ts';
import { writeNote } from '../enrolment-state/write-lines.ts';
import { advanceWithin } from '../enrolments/advance.ts';
import { because } from '../messages/because.ts';
import { changeStatus } from '../messages/change-status.ts';
import { settle, type DeliverInput, type Sending } from './attempt.ts';
import { again } from './hold-message.ts';
import type { Settlement } from './settle-message.ts';
import { suppress } from './suppress.ts';
import type { Transmission } from './transmit.ts';

/** Records the provider's response. The person goes on, or waits for the next attempt. */
export async function conclude(
  tx: Tx,
  context: Context,
  input: DeliverInput,
  address: string,
  transmission: Transmission,
  now: Instant,
): Promise<Instruction> {
  const found = await lockAwaited(tx, input.enrolmentId, (enrolledAt) =>
    readMessage(tx, input.messageId, enrolledAt),
  );
  if (!found?.row) return { type: 'done', seq: input.seq, reason: 'gone' };
  const { enrolment, row } = found;
  const attempt: Sending = { tx, context, input, now, enrolment, row };
  // The response about an erased person is not stored, because it may name them.
  const erased = await isErased(tx, row.customer_id);
  const told = transmission.result === 'paced' ? PACED_END : settlementOf(transmission);
  const end = erased ? { ...told, sentence: null, providerId: null } : told;
  if (transmission.result === 'rejected' && transmission.suppress) {
    const { channel, customer_id: customerId } = row;
    await suppress(tx, context, { channel, address, reason: transmission.suppress, customerId }, now);
  }
  if (transmission.result !== 'paced') await hearDevices(attempt, transmission);
  if (row.status !== 'sending' && row.status !== 'claimed') {
    // Somebody settled the message meanwhile, taking this attempt for dead. The provider's response still
    // resolves the doubt.
    if (row.status === 'unknown' && end.outcome !== 'unknown')
      await changeStatus(tx, context.workspaceId, row, { to: end.outcome, ...end }, now);
    return advanceWithin(tx, enrolment, { ...input, now }, null);
  }
  return transmission.result === 'retry' || transmission.result === 'paced'
    ? later(attempt, transmission, end)
    : settle(attempt, end);
}

/** Browsers that show nothing any more are forgotten. Where others got the message, the timeline says so. */
async function hearDevices(
  { tx, context, enrolment, row, now }: Sending,
  transmission: Exclude<Transmission, { result: 'paced' }>,
): Promise<void> {
  if (row.customer_id === null) return;
  const forgotten = await noteDevices(tx, context, row.customer_id, transmission, now);
  if (forgotten === 0 || transmission.result === 'rejected') return;
  const { node, visit } = row;
  const sentence = `${plural(forgotten, 'browser')} of theirs ${forgotten === 1 ? 'shows' : 'show'} no notifications any more and ${forgotten === 1 ? 'was' : 'were'} removed.`;
  await writeNote(tx, enrolment, NOTE_ORDINALS.remark, { at: now, node, visit, what: 'message', sentence });
}

/**
 * The message has not left. It is retried, unless its person has left the flow or it was retried for too
 * long. It no longer counts against the frequency cap, so the guardrails run again.
 */
async function later(attempt: Sending, notDone: NotDone, end: Settlement): Promise<Instruction> {
  const { tx, enrolment, row, input, now } = attempt;
  const next = afterNotDone(enrolment, row, notDone, 'message', now);
  if (next.type === 'left')
    return settle(attempt, { outcome: 'skipped', reason: next.reason, sentence: next.sentence });
  if (next.type === 'given-up') return settle(attempt, end);
  const { at, reason, sentence, isTry } = next;
  // A message that only waits for its turn keeps its slot.
  const kept = isTry ? {} : { heldUntil: at, columns: tx`, attempts = greatest(0, attempts - 1)` };
  await changeStatus(tx, enrolment.workspace_id, row, { to: 'planned', reason, sentence, ...kept }, now);
  return again(tx, enrolment, row, input.seq, at, now);
}

/**
 * The end of a message whose person was erased, or that was settled, just before it would have waited for its
 * turn.
 */
const PACED_END: Settlement = { outcome: 'failed', reason: PACED, sentence: null };

/** The message's end after this response, if it is not retried. */
function settlementOf(transmission: Exclude<Transmission, { result: 'paced' }>): Settlement {
  switch (transmission.result) {
    case 'accepted':
      return { outcome: 'sent', reason: null, sentence: null, providerId: transmission.providerId };
    case 'rejected':
      return {
        outcome: 'failed',
        reason: 'provider-refused',
        sentence: because('Not sent', transmission.reason),
      };
    case 'retry':
      return {
        outcome: 'failed',
        reason: 'provider-unavailable',
        sentence: because('Not sent, though it was tried for a whole day', transmission.reason),
      };
    case 'unknown':
      return {
        outcome: 'unknown',
        reason: 'no-answer',
        sentence: because('Perhaps sent', transmission.reason),
      };
  }
}
