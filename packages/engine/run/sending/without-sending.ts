import type { Instruction } from '@millrace/core/rows';
import { notTried } from '../attempts/attempt.ts';
import { AWAITED_MESSAGE, settle, type Informed, type Sending } from './attempt.ts';
import { endedUnheard, hasWaited, reasonGone } from './reason-gone.ts';

/** What the workflow hears of a message that is not sent by this attempt; null when it is still to be sent. Before anything about the person is read. */
export async function notSent(attempt: Sending): Promise<Instruction | null> {
  // First, also for somebody who has left meanwhile: they may have got it. Whoever handed it over died before the answer came. Only a person can tell, or the provider.
  if (attempt.row.status === 'sending')
    return settle(attempt, {
      outcome: 'unknown',
      reason: 'interrupted',
      sentence: 'Perhaps sent: the connection broke before the provider answered.',
    });
  return notTried(attempt, AWAITED_MESSAGE);
}

/** The same of one that waited, on fresh facts: what it was planned for may be gone. The guardrails are asked after this. */
export async function withdrawn(attempt: Informed): Promise<Instruction | null> {
  const { tx, enrolment, row, plan, loaded, now } = attempt;
  if (!hasWaited(row, now)) return null;
  const ended = await endedUnheard(tx, enrolment, plan, loaded, now);
  if (ended) return ended;
  const sentence = await reasonGone(tx, enrolment, row, plan, loaded);
  return sentence === null ? null : settle(attempt, { outcome: 'skipped', reason: 'reason-gone', sentence });
}
