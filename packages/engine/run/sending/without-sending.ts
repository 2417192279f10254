import type { Instruction } from '@millrace/core/rows';
import { notTried } from '../attempts/attempt.ts';
import { AWAITED_MESSAGE, settle, type Informed, type Sending } from './attempt.ts';
import { endedUnheard, hasWaited, reasonGone } from './reason-gone.ts';

/**
 * Checks, before reading anything about the person, whether this attempt must not send.
 * @returns the workflow's instruction, or null when the message should be sent
 */
export async function notSent(attempt: Sending): Promise<Instruction | null> {
  // Checked first, also for a person who has left: the attempt that handed the message over died before the
  // response, so the person may have got it. Only a person or the provider can tell.
  if (attempt.row.status === 'sending')
    return settle(attempt, {
      outcome: 'unknown',
      reason: 'interrupted',
      sentence: 'Perhaps sent: the connection broke before the provider answered.',
    });
  return notTried(attempt, AWAITED_MESSAGE);
}

/** Checks on fresh facts whether a message that waited has lost its reason. Runs before the guardrails. */
export async function withdrawn(attempt: Informed): Promise<Instruction | null> {
  const { tx, enrolment, row, plan, loaded, now } = attempt;
  if (!hasWaited(row, now)) return null;
  const ended = await endedUnheard(tx, enrolment, plan, loaded, now);
  if (ended) return ended;
  const sentence = await reasonGone(tx, enrolment, row, plan, loaded);
  return sentence === null ? null : settle(attempt, { outcome: 'skipped', reason: 'reason-gone', sentence });
}
