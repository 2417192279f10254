import type { Instant } from '@millrace/base';
import type { ActFinding } from '@millrace/connectors';
import { readCall, type CallRow, type Instruction } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { endedSentence } from '@millrace/guardrails';
import { lockAwaited, type Attempt } from '../attempts/attempt.ts';
import { afterNotDone, type NotDone } from '../attempts/not-done.ts';
import { backoff, TRY_FOR } from '../attempts/try-again.ts';
import { changeCall } from '../calls/change-call.ts';
import { CALL_STATUSES } from '../calls/transitions.ts';
import { advanceWithin } from '../enrolments/advance.ts';
import { because } from '../messages/because.ts';
import { withRenderings } from '../sending/renderings.ts';
import { lookUp, make, type Exchanged, type Making } from './exchange.ts';
import { mayRepeat } from './learned.ts';
import { prepareCall } from './prepare-call.ts';
import { putOff, settleAnswered } from './settle-call.ts';

export interface ActInput {
  readonly enrolmentId: string;
  readonly callId: string;
  readonly seq: number;
  readonly now: Instant;
  /** As in `AdvanceInput`. */
  readonly stuck?: boolean;
}

/** What a look-up can find besides "done": never made (`false`), or still unknown (`null`). */
type Found = Extract<ActFinding, { found: false | null }>;
type Outcome = Exchanged | { readonly result: 'looked-up'; readonly finding: Found };

/**
 * Finishes one call and returns the person's next wait. When repeated after a crash it does what the act
 * promises: makes the same call again where that is harmless, looks it up where the system can be asked, and
 * otherwise leaves it to a person.
 */
export async function act(context: Context, input: ActInput): Promise<Instruction> {
  const now = Math.max(input.now, context.now());
  const prepared = await withRenderings((renderings) =>
    context.db.inWorkspace(context.workspaceId, (tx) => prepareCall(tx, context, input, now, renderings)),
  );
  if ('done' in prepared) return prepared.done;
  const making = 'make' in prepared ? prepared.make : prepared.lookUp;
  const outcome =
    'make' in prepared ? await make(context, making, now) : lookedUp(await lookUp(context, making));
  const end = Math.max(input.now, context.now());
  return context.db.inWorkspace(context.workspaceId, (tx) =>
    conclude(tx, context, input, making, outcome, end),
  );
}

const lookedUp = (finding: ActFinding): Outcome =>
  finding.found
    ? { result: 'done', found: finding.result, sentence: finding.sentence }
    : { result: 'looked-up', finding };

async function conclude(
  tx: Tx,
  context: Context,
  input: ActInput,
  making: Making,
  outcome: Outcome,
  now: Instant,
): Promise<Instruction> {
  const found = await lockAwaited(tx, input.enrolmentId, (enrolledAt) =>
    readCall(tx, input.callId, enrolledAt),
  );
  if (!found?.row) return { type: 'done', seq: input.seq, reason: 'gone' };
  const { enrolment, row } = found;
  const attempt: Attempt<CallRow> = { tx, context, input, now, enrolment, row };
  if (CALL_STATUSES[row.status].isEnd) {
    // Somebody settled the call meanwhile, taking this attempt for dead. The system's answer still resolves
    // the doubt.
    if (row.status === 'unknown' && outcome.result === 'done')
      await changeCall(
        tx,
        context.workspaceId,
        row,
        { to: 'done', reason: null, sentence: outcome.sentence, result: outcome.found },
        now,
      );
    return advanceWithin(tx, enrolment, { ...input, now }, null);
  }
  switch (outcome.result) {
    case 'done':
      return settleAnswered(attempt, {
        to: 'done',
        reason: null,
        sentence: outcome.sentence,
        result: outcome.found,
      });
    case 'refused':
      return settleAnswered(attempt, {
        to: 'refused',
        reason: 'provider-refused',
        sentence: because('Not done', outcome.reason),
      });
    case 'paced':
    case 'retry':
      return later(attempt, outcome, row.in_doubt);
    case 'unknown':
      return unclear(attempt, making, outcome.reason);
    case 'looked-up': {
      const { finding } = outcome;
      if (finding.found === null) return unclear(attempt, making, finding.reason);
      // It was never done, so make it now.
      if (enrolment.ended_at !== null) return leave(attempt, false);
      return putOff(attempt, now, { to: 'planned', reason: null, sentence: null, inDoubt: false });
    }
  }
}

/** This attempt certainly did nothing. Plans the next one. */
async function later(attempt: Attempt<CallRow>, notDone: NotDone, inDoubt: boolean): Promise<Instruction> {
  const { enrolment, row, now } = attempt;
  const next = afterNotDone(enrolment, row, notDone, 'request', now);
  if (next.type === 'left') return leave(attempt, inDoubt);
  if (next.type === 'given-up') return settleAnswered(attempt, givenUp(inDoubt, next.why));
  const { at, reason, sentence, isTry } = next;
  return putOff(attempt, at, { to: 'planned', reason, sentence, inDoubt, attempts: isTry ? 0 : -1 });
}

/**
 * The person has left the flow, so the call is not made. Where an earlier attempt may have made it, a person
 * decides.
 */
function leave(attempt: Attempt<CallRow>, inDoubt: boolean): Promise<Instruction> {
  const reason = attempt.enrolment.end_reason ?? 'ended';
  if (inDoubt)
    return settleAnswered(attempt, { to: 'unknown', reason: 'no-answer', sentence: attempt.row.sentence });
  return settleAnswered(attempt, { to: 'skipped', reason, sentence: endedSentence(reason) });
}

/**
 * The call may have been made. Repeats it where that is harmless, looks it up where the system can be asked,
 * and otherwise leaves it to a person.
 */
async function unclear(attempt: Attempt<CallRow>, { carrier }: Making, why: string): Promise<Instruction> {
  const { enrolment, row, now } = attempt;
  const sentence = because('Perhaps done', why);
  const { act: what } = carrier;
  const harmless = mayRepeat(what.repeat(row.input), row.calling_at, now);
  const isOver = enrolment.ended_at !== null || now - row.planned_at > TRY_FOR;
  if (isOver || (!harmless && !what.lookUp))
    return settleAnswered(attempt, { to: 'unknown', reason: 'no-answer', sentence });
  if (harmless) return later(attempt, { result: 'retry', reason: why, afterMs: null }, true);
  const at = now + Math.max(what.lookUp!.waitMs, row.in_doubt ? backoff(row.attempts, null) : 0);
  return putOff(attempt, at, { to: 'calling', reason: 'looking-up', sentence, inDoubt: true, attempts: 1 });
}

const givenUp = (inDoubt: boolean, why: string) =>
  inDoubt
    ? ({
        to: 'unknown',
        reason: 'no-answer',
        sentence: because('Perhaps done, though it was tried for a whole day', why),
      } as const)
    : ({
        to: 'failed',
        reason: 'provider-unavailable',
        sentence: because('Not done, though it was tried for a whole day', why),
      } as const);
