import { plural } from '@millrace/base/words';
import { lockEnrolment, type Instruction, readMessage, isErased } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { endedSentence } from '@millrace/guardrails';
import { advanceWithin } from '../enrolments/advance.ts';
import { because } from '../messages/because.ts';
import { changeStatus } from '../messages/change-status.ts';
import { settle, type Attempt, type DeliverInput } from './attempt.ts';
import { again } from './hold-message.ts';
import { PACED } from './pace.ts';
import type { Settlement } from './settle-message.ts';
import { suppress } from './suppress.ts';
import type { Transmission } from './transmit.ts';
import { backoff, TRY_FOR } from './try-again.ts';

type Later = Extract<Transmission, { result: 'retry' | 'paced' }>;

/** What the provider said is written down, and the person goes on or waits for the next try. */
export async function conclude(
  tx: Tx,
  context: Context,
  input: DeliverInput,
  address: string,
  transmission: Transmission,
  now: Instant,
): Promise<Instruction> {
  const enrolment = await lockEnrolment(tx, input.enrolmentId);
  const message = enrolment && (await readMessage(tx, input.messageId, enrolment.entered_at));
  if (!enrolment || !message) return { type: 'done', seq: input.seq, reason: 'gone' };
  const attempt: Attempt = { tx, context, input, now, enrolment, message };
  // Erased while the provider had the message: what it answered may name them, and is not written down.
  const erased = await isErased(tx, message.customer_id);
  const told = transmission.result === 'paced' ? PACED_END : settlementOf(transmission);
  const end = erased ? { ...told, sentence: null, providerId: null } : told;
  if (transmission.result === 'rejected' && transmission.suppress) {
    const { channel, customer_id: customerId } = message;
    await suppress(tx, context, { channel, address, reason: transmission.suppress, customerId }, now);
  }
  if (message.status !== 'sending' && message.status !== 'claimed') {
    // Somebody settled it meanwhile, believing this attempt dead. What the provider says still ends the doubt.
    if (message.status === 'unknown' && end.outcome !== 'unknown')
      await changeStatus(tx, context.workspaceId, message, { to: end.outcome, ...end }, now);
    return advanceWithin(tx, enrolment, { enrolmentId: enrolment.id, seq: input.seq, now }, null);
  }
  return transmission.result === 'retry' || transmission.result === 'paced' ? later(attempt, transmission, end) : settle(attempt, end);
}

/** It has not left: it is tried again, unless its person has left meanwhile or it was tried for too long. */
function later(attempt: Attempt, transmission: Later, end: Settlement): Promise<Instruction> {
  const { enrolment, message, now } = attempt;
  if (enrolment.ended_at !== null) {
    const reason = enrolment.end_reason ?? 'ended';
    return settle(attempt, { outcome: 'skipped', reason, sentence: endedSentence(reason) });
  }
  if (transmission.result === 'paced') return waitForTurn(attempt, transmission);
  if (now - message.planned_at > TRY_FOR) return settle(attempt, end);
  return tryAgain(attempt, transmission);
}

async function tryAgain({ tx, enrolment, message, input, now }: Attempt, { afterMs, reason }: Extract<Later, { result: 'retry' }>) {
  const sentence = because('Waiting to try again', reason);
  await changeStatus(tx, enrolment.workspace_id, message, { to: 'planned', reason: 'provider-unavailable', sentence }, now);
  return again(tx, enrolment, message, input.seq, now + backoff(message.attempts, afterMs));
}

/** The message waits for its turn with the connection, and keeps it. It is no touch: the guardrails are asked anew then. */
async function waitForTurn(
  { tx, enrolment, message, input, now }: Attempt,
  { until, perSecond }: Extract<Later, { result: 'paced' }>,
): Promise<Instruction> {
  const sentence = `Waits for its turn: the connection takes ${plural(perSecond, 'message')} a second.`;
  // It was no try.
  const columns = tx`, attempts = greatest(0, attempts - 1)`;
  await changeStatus(tx, enrolment.workspace_id, message, { to: 'planned', reason: PACED, sentence, heldUntil: until, columns }, now);
  return again(tx, enrolment, message, input.seq, until);
}

/** What is written down when its person was erased, or it was settled, while it was about to wait for its turn. */
const PACED_END: Settlement = { outcome: 'failed', reason: PACED, sentence: null };

/** What the provider's answer means for the message, if nothing more is tried. */
function settlementOf(transmission: Exclude<Transmission, { result: 'paced' }>): Settlement {
  switch (transmission.result) {
    case 'accepted':
      return { outcome: 'sent', reason: null, sentence: null, providerId: transmission.providerId };
    case 'rejected':
      return { outcome: 'failed', reason: 'provider-refused', sentence: because('Not sent', transmission.reason) };
    case 'retry':
      return {
        outcome: 'failed',
        reason: 'provider-unavailable',
        sentence: because('Not sent, though it was tried for a whole day', transmission.reason),
      };
    case 'unknown':
      return { outcome: 'unknown', reason: 'no-answer', sentence: because('Perhaps sent', transmission.reason) };
  }
}
