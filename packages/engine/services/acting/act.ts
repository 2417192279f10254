import { plural } from '@millrace/base/words';
import type { Instant } from '@millrace/base';
import type { ActFinding } from '@millrace/connectors';
import type { Tx } from '@millrace/db';
import { endedSentence } from '@millrace/guardrails';
import { changeCall, type CallChange } from '../calls/change-call.ts';
import { advanceWithin } from '../enrolments/advance.ts';
import { because } from '../messages/because.ts';
import { readCall, type CallRow } from '../rows/call-row.ts';
import { lockEnrolment, type EnrolmentRow } from '../rows/enrolment-row.ts';
import type { Instruction } from '../rows/instruction.ts';
import { PACED } from '../sending/pace.ts';
import { withRenderings } from '../sending/renderings.ts';
import { backoff, TRY_FOR } from '../sending/try-again.ts';
import { isErased } from '../rows/living.ts';
import type { Context } from '../verb/context.ts';
import { lookUp, make, type Exchanged, type Making } from './exchange.ts';
import { mayRepeat } from './learned.ts';
import { prepareCall } from './prepare-call.ts';
import { againWith, settleCall } from './settle-call.ts';

export interface ActInput {
  readonly enrolmentId: string;
  readonly callId: string;
  readonly seq: number;
  readonly now: Instant;
  /** As in `AdvanceInput`. */
  readonly stuck?: boolean;
}

/** What came of a look-up, as the end of the call. */
type Found = Extract<ActFinding, { found: false | null }>;
type Outcome = Exchanged | { readonly result: 'looked-up'; readonly finding: Found };

/**
 * Brings one call to its end and the person to the next wait. Repeated after a crash it does what the act promises: the same
 * call again where that is harmless, a question where the system can be asked, and otherwise nothing, for a person.
 */
export async function act(context: Context, input: ActInput): Promise<Instruction> {
  const now = Math.max(input.now, context.now());
  const prepared = await withRenderings((renderings) =>
    context.db.inWorkspace(context.workspaceId, (tx) => prepareCall(tx, context, input, now, renderings)),
  );
  if ('done' in prepared) return prepared.done;
  const making = 'make' in prepared ? prepared.make : prepared.lookUp;
  const outcome = 'make' in prepared ? await make(context, making, now) : lookedUp(await lookUp(context, making));
  const end = Math.max(input.now, context.now());
  return context.db.inWorkspace(context.workspaceId, (tx) => conclude(tx, context, input, making, outcome, end));
}

const lookedUp = (finding: ActFinding): Outcome =>
  finding.found ? { result: 'done', found: finding.result, sentence: finding.sentence } : { result: 'looked-up', finding };

async function conclude(tx: Tx, context: Context, input: ActInput, making: Making, outcome: Outcome, now: Instant): Promise<Instruction> {
  const enrolment = await lockEnrolment(tx, input.enrolmentId);
  const call = enrolment && (await readCall(tx, input.callId, enrolment.entered_at));
  if (!enrolment || !call) return { type: 'done', seq: input.seq, reason: 'gone' };
  if (call.status !== 'planned' && call.status !== 'calling') {
    // Somebody settled it meanwhile, believing this attempt dead. What the system says still ends the doubt.
    if (call.status === 'unknown' && outcome.result === 'done')
      await changeCall(tx, context.workspaceId, call, { to: 'done', reason: null, sentence: outcome.sentence, result: outcome.found }, now);
    return advanceWithin(tx, enrolment, { enrolmentId: enrolment.id, seq: input.seq, now }, null);
  }
  // Erased while it was asked: what was answered may name them, and is not written down.
  const erased = await isErased(tx, call.customer_id);
  const settle = (change: CallChange) =>
    settleCall(tx, enrolment, call, erased ? { ...change, sentence: null, result: null } : change, input.seq, now);
  switch (outcome.result) {
    case 'done':
      return settle({ to: 'done', reason: null, sentence: outcome.sentence, result: outcome.found });
    case 'refused':
      return settle({ to: 'refused', reason: 'provider-refused', sentence: because('Not done', outcome.reason) });
    case 'paced': {
      const sentence = `Waits for its turn: the connection takes ${plural(outcome.perSecond, 'request')} a second.`;
      return later({ tx, enrolment, call, input, now }, outcome.until, { reason: PACED, sentence, isAttempt: false });
    }
    case 'retry': {
      if (now - call.planned_at > TRY_FOR) return settle(givenUp(call, outcome.reason));
      const wait = { reason: 'provider-unavailable', sentence: because('Waiting to try again', outcome.reason), isAttempt: true };
      return later({ tx, enrolment, call, input, now }, now + backoff(call.attempts, outcome.afterMs), wait);
    }
    case 'unknown':
      return unclear({ tx, enrolment, call, input, now }, making, outcome.reason);
    case 'looked-up': {
      const { finding } = outcome;
      if (finding.found === false) {
        await tx`update calls set in_doubt = false where id = ${call.id} and enrolled_at = ${call.enrolled_at}`;
        const calm = { ...call, in_doubt: false };
        return later({ tx, enrolment, call: calm, input, now }, now, { reason: null, sentence: null, isAttempt: true });
      }
      return unclear({ tx, enrolment, call, input, now }, making, finding.reason);
    }
  }
}

interface Scene {
  readonly tx: Tx;
  readonly enrolment: EnrolmentRow;
  readonly call: CallRow;
  readonly input: ActInput;
  readonly now: Instant;
}

/** Certainly not done yet, and to be tried at another time; of somebody who has left meanwhile it is not done any more. */
async function later(
  { tx, enrolment, call, input, now }: Scene,
  at: Instant,
  wait: { readonly reason: string | null; readonly sentence: string | null; readonly isAttempt: boolean },
): Promise<Instruction> {
  if (enrolment.ended_at !== null) {
    const reason = enrolment.end_reason ?? 'ended';
    const end: CallChange = call.in_doubt
      ? { to: 'unknown', reason: 'no-answer', sentence: call.sentence }
      : { to: 'skipped', reason, sentence: endedSentence(reason) };
    return settleCall(tx, enrolment, call, end, input.seq, now);
  }
  await tx`update calls set status = 'planned', reason = ${wait.reason}, sentence = ${wait.sentence}, held_until = ${at}, attempts = greatest(0, attempts - ${wait.isAttempt ? 0 : 1})
    where id = ${call.id} and enrolled_at = ${call.enrolled_at}`;
  return againWith(tx, enrolment, call, input.seq, at);
}

/** Perhaps done. Made again where that is harmless, looked up where the system can be asked, and otherwise left to a person. */
async function unclear(scene: Scene, { carrier }: Making, why: string): Promise<Instruction> {
  const { tx, enrolment, call, input, now } = scene;
  const sentence = because('Perhaps done', why);
  const { act: what } = carrier;
  const harmless = mayRepeat(what.repeat(call.input), call.calling_at, now);
  const isOver = enrolment.ended_at !== null || now - call.planned_at > TRY_FOR;
  if (isOver || (!harmless && !what.lookUp))
    return settleCall(tx, enrolment, call, { to: 'unknown', reason: 'no-answer', sentence }, input.seq, now);
  await tx`update calls set in_doubt = true where id = ${call.id} and enrolled_at = ${call.enrolled_at}`;
  if (harmless) {
    const wait = { reason: 'provider-unavailable', sentence: because('Waiting to try again', why), isAttempt: true };
    return later({ ...scene, call: { ...call, in_doubt: true } }, now + backoff(call.attempts, null), wait);
  }
  const at = now + Math.max(what.lookUp!.waitMs, call.in_doubt ? backoff(call.attempts, null) : 0);
  await tx`update calls set status = 'calling', attempts = attempts + 1, reason = 'looking-up', sentence = ${sentence}, held_until = ${at} where id = ${call.id} and enrolled_at = ${call.enrolled_at}`;
  return againWith(tx, enrolment, call, input.seq, at);
}

const givenUp = (call: CallRow, why: string): CallChange =>
  call.in_doubt
    ? { to: 'unknown', reason: 'no-answer', sentence: because('Perhaps done, though it was tried for a whole day', why) }
    : { to: 'failed', reason: 'provider-unavailable', sentence: because('Not done, though it was tried for a whole day', why) };
