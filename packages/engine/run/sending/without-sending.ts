import type { EnrolmentRow, Instruction } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { advanceWithin } from '../enrolments/advance.ts';
import { settle, type Attempt, type DeliverInput, type Informed } from './attempt.ts';
import { endedUnheard, reasonGone } from './reason-gone.ts';

/** Why a message is not sent by this attempt: what the workflow hears then, or null for the next question. */
type Question<About> = (attempt: About) => Promise<Instruction | null>;

/** In this order, before anything about the person is read. */
export const QUESTIONS: readonly Question<Attempt>[] = [
  // First, also for somebody who has left meanwhile: they may have got it. Whoever handed it over died before the answer came. Only a person can tell, or the provider.
  async (attempt) =>
    attempt.message.status === 'sending'
      ? settle(attempt, {
          outcome: 'unknown',
          reason: 'interrupted',
          sentence: 'Perhaps sent: the connection broke before the provider answered.',
        })
      : null,
  async ({ tx, enrolment, input, now }) => (hasGoneOn(enrolment, input) ? advanceWithin(tx, enrolment, { ...input, now }, null) : null),
  settledElsewhere,
  async ({ tx, enrolment, input, now }) =>
    enrolment.flow_state === 'paused' ? advanceWithin(tx, enrolment, { ...input, now }, null) : null,
  async (attempt) => {
    const { tx, enrolment } = attempt;
    if (!enrolment.skip_overdue) return null;
    await tx`update enrolments set skip_overdue = false where id = ${enrolment.id}`;
    return settle(attempt, {
      outcome: 'skipped',
      reason: 'overdue-after-pause',
      sentence: 'Not sent: its time had passed when the flow was resumed.',
    });
  },
];

/** In this order, on fresh facts. The guardrails come after them. */
export const QUESTIONS_OF_ONE_THAT_WAITED: readonly Question<Informed>[] = [
  ({ tx, enrolment, plan, loaded, now }) => endedUnheard(tx, enrolment, plan, loaded, now),
  async (attempt) => {
    const sentence = await reasonGone(attempt.tx, attempt.enrolment, attempt.message, attempt.plan, attempt.loaded);
    return sentence === null ? null : settle(attempt, { outcome: 'skipped', reason: 'reason-gone', sentence });
  },
];

/** @returns the first answer, or null when every question was answered with "go on" */
export async function ask<About>(questions: readonly Question<About>[], attempt: About): Promise<Instruction | null> {
  for (const question of questions) {
    const instruction = await question(attempt);
    if (instruction) return instruction;
  }
  return null;
}

export const hasGoneOn = (enrolment: EnrolmentRow, input: DeliverInput): boolean =>
  enrolment.seq > input.seq || enrolment.ended_at !== null;

/** Deleted with its month: without an answer the person would wait for ever. */
export async function withoutMessage(tx: Tx, enrolment: EnrolmentRow, input: DeliverInput, now: Instant): Promise<Instruction> {
  const gone = { outcome: 'failed', reason: 'message-gone', sentence: 'Not sent: it was kept for longer than messages are.' } as const;
  const settled = hasGoneOn(enrolment, input) ? null : ({ type: 'settled', messageId: input.messageId, ...gone } as const);
  return advanceWithin(tx, enrolment, { ...input, now }, settled);
}

/** It came to its end in another way, and the person was not told yet. */
async function settledElsewhere({ tx, enrolment, message, input, now }: Attempt): Promise<Instruction | null> {
  const { id: messageId, status, reason, sentence } = message;
  if (status === 'planned' || status === 'held' || status === 'claimed' || status === 'sending') return null;
  const settled = { type: 'settled', messageId, outcome: status, reason, sentence } as const;
  return advanceWithin(tx, enrolment, { enrolmentId: enrolment.id, seq: input.seq, now }, settled);
}
