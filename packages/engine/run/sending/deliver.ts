import { readMessage, type Instruction } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { lockAwaited, withoutRow } from '../attempts/attempt.ts';
import { planAndFacts } from '../enrolments/plan-and-facts.ts';
import type { DeliverInput, Sending } from './attempt.ts';
import { claim, type Claimed } from './claim.ts';
import { conclude } from './conclude.ts';
import { withRenderings, type Renderings } from './renderings.ts';
import { transmit } from './transmit.ts';
import { notSent, withdrawn } from './without-sending.ts';

export type { DeliverInput } from './attempt.ts';

/**
 * Delivers one message and returns the person's next wait: run the guardrails, claim, hand over, conclude.
 * The guardrails run at this moment, on fresh facts, under the customer's lock. Never sends twice when
 * repeated after a crash: a message that may have left is `unknown`, for a person to settle.
 */
export async function deliver(context: Context, input: DeliverInput): Promise<Instruction> {
  const now = Math.max(input.now, context.now());
  const prepared = await withRenderings((renderings) =>
    context.db.inWorkspace(context.workspaceId, (tx) => prepare(tx, context, input, now, renderings)),
  );
  if ('type' in prepared) return prepared;
  const { message, rendered, connection } = prepared;
  const transmission = await transmit(context, message, rendered, connection, now);
  const end = Math.max(input.now, context.now());
  return context.db.inWorkspace(context.workspaceId, (tx) =>
    conclude(tx, context, input, rendered.address, transmission, end),
  );
}

/** @returns the claimed message, or the workflow's instruction when this attempt does not send it */
async function prepare(
  tx: Tx,
  context: Context,
  input: DeliverInput,
  now: Instant,
  renderings: Renderings,
): Promise<Instruction | Claimed> {
  const found = await lockAwaited(tx, input.enrolmentId, (enrolledAt) =>
    readMessage(tx, input.messageId, enrolledAt),
  );
  if (!found) return { type: 'done', seq: input.seq, reason: 'gone' };
  const { enrolment, row } = found;
  if (!row) return withoutRow(tx, enrolment, input, now, { ...GONE, messageId: input.messageId });
  const attempt: Sending = { tx, context, input, now, enrolment, row };
  const decided = await notSent(attempt);
  if (decided) return decided;
  const informed = { ...attempt, ...(await planAndFacts(tx, enrolment, now)) };
  return (await withdrawn(informed)) ?? claim(informed, renderings);
}

const GONE = {
  type: 'settled',
  outcome: 'failed',
  reason: 'message-gone',
  sentence: 'Not sent: it waited longer than messages are kept.',
} as const;
