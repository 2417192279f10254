import { loadFacts } from '@millrace/core/facts';
import { readPlan } from '@millrace/core/plans';
import { factsWanted, lockEnrolment, type Instruction, readMessage } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { DeliverInput } from './attempt.ts';
import { claim, type Claimed } from './claim.ts';
import { conclude } from './conclude.ts';
import { hasWaited } from './reason-gone.ts';
import { withRenderings, type Renderings } from './renderings.ts';
import { transmit } from './transmit.ts';
import { ask, QUESTIONS, QUESTIONS_OF_ONE_THAT_WAITED, withoutMessage } from './without-sending.ts';

export type { DeliverInput } from './attempt.ts';

/**
 * Brings one message to its end and the person to the next wait: asked, claimed, handed over, concluded. The guardrails are
 * asked at this moment, on fresh facts, under the lock of the customer. Repeated after a crash it never sends twice: what may
 * have left is `unknown`, for a person.
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
  return context.db.inWorkspace(context.workspaceId, (tx) => conclude(tx, context, input, rendered.address, transmission, end));
}

/** @returns the claimed message, or what the workflow hears when it is not sent by this attempt */
async function prepare(
  tx: Tx,
  context: Context,
  input: DeliverInput,
  now: Instant,
  renderings: Renderings,
): Promise<Instruction | Claimed> {
  const enrolment = await lockEnrolment(tx, input.enrolmentId);
  if (!enrolment) return { type: 'done', seq: input.seq, reason: 'gone' };
  const message = await readMessage(tx, input.messageId, enrolment.entered_at);
  if (!message) return withoutMessage(tx, enrolment, input, now);
  const attempt = { tx, context, input, now, enrolment, message };
  const decided = await ask(QUESTIONS, attempt);
  if (decided) return decided;
  const plan = await readPlan(tx, enrolment.workspace_id, enrolment.plan_hash);
  const loaded = await loadFacts(tx, { ...factsWanted(enrolment), needs: plan.needs, now });
  const informed = { ...attempt, plan, loaded };
  const withdrawn = hasWaited(message, now) ? await ask(QUESTIONS_OF_ONE_THAT_WAITED, informed) : null;
  return withdrawn ?? claim(informed, renderings);
}
