import { eventFact, type EventRow, type LoadedFacts } from '@millrace/core/facts';
import { readPlan, step } from '@millrace/core/plans';
import { lockEnrolment, type EnrolmentRow, type Instruction } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { isMillraceError, toReal, type Instant, type Json, type PersonalClock } from '@millrace/base';
import {
  watchesFacts,
  type Effect,
  type Facts,
  type Next,
  type Plan,
  type StepResult,
  type TraceEntry,
  type Wake,
} from '@millrace/flow';
import { closeEnrolment, endEnrolment, type Ending } from './end-enrolment.ts';
import { heldByPause } from './hold-for-pause.ts';
import { factsFor } from './plan-and-facts.ts';
import { queueForCall } from '../calls/carrier.ts';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';
import { because } from '../messages/because.ts';
import { queueFor } from '../messages/queue-for.ts';
import { writeEffects, writeListens } from './write-outcome.ts';

export interface AdvanceInput {
  readonly enrolmentId: string;
  /**
   * The last sequence number that the workflow knows; -1 at the start. A repeated request for the same step
   * gets the same instruction.
   */
  readonly seq: number;
  /** Real time, from the workflow's clock. */
  readonly now: Instant;
  /** The workflow got the same past instant twice. The person must move now, or the enrolment ends. */
  readonly stuck?: boolean;
}

/**
 * A message or call that has just ended, passed on by `deliver` or `act` in the transaction that settled it.
 */
export type Settled = Extract<Wake, { type: 'settled' | 'answer' }>;

const TIMER = { type: 'timer' } as const satisfies Wake;
const CHANGED = { type: 'changed' } as const satisfies Wake;
const STUCK = {
  state: 'failed',
  reason: 'stuck',
  sentence:
    'Left the flow: its next step was due at a time already past, again and again, and nothing moved. Please report this.',
} as const;

/**
 * Advances an enrolment: takes the steps that are due and writes everything that follows, in one transaction.
 * @returns the workflow's next instruction
 */
export async function advance(context: Context, input: AdvanceInput): Promise<Instruction> {
  return context.db.inWorkspace(context.workspaceId, async (tx) => {
    const enrolment = await lockEnrolment(tx, input.enrolmentId);
    if (!enrolment) return { type: 'done', seq: input.seq, reason: 'gone' };
    return advanceWithin(tx, enrolment, input, null);
  });
}

/**
 * Like `advance`, inside a transaction that holds the customer's lock.
 * @param loaded facts that this transaction has already read, at `input.now`
 */
export async function advanceWithin(
  tx: Tx,
  enrolment: EnrolmentRow,
  input: AdvanceInput,
  settled: Settled | null,
  loaded: LoadedFacts | null = null,
): Promise<Instruction> {
  if (enrolment.ended_at !== null)
    return { type: 'done', seq: enrolment.seq, reason: enrolment.end_reason ?? 'ended' };
  if (enrolment.seq > input.seq && enrolment.instruction && !settled) return enrolment.instruction;
  if (enrolment.flow_state === 'stopped') {
    return endAsAsked(
      tx,
      enrolment,
      { state: 'exited', reason: 'flow-stopped', sentence: 'Left the flow: it was stopped.' },
      input.now,
    );
  }
  if (enrolment.flow_state === 'paused') {
    const held = await heldByPause(tx, enrolment, input.now, settled !== null);
    if (held) return held;
  }
  const plan = await readPlan(tx, enrolment.workspace_id, enrolment.plan_hash);
  const { facts, clock } = loaded ?? (await factsFor(tx, enrolment, plan, input.now));
  const wakes = await wakesFor(tx, enrolment, clock, input.now, settled);
  if (wakes.length === 0) {
    if (!input.stuck)
      return enrolment.instruction ?? { type: 'wait', seq: enrolment.seq, until: enrolment.wake_at };
    if (step(plan, enrolment.cursor, TIMER, facts).trace.length === 0)
      return endAsAsked(tx, enrolment, STUCK, input.now);
    wakes.push(TIMER);
  }
  return runAndWrite(tx, enrolment, plan, facts, clock, wakes, input.now);
}

/** The wakes for the plan: the beginning, a settled message or call, events in the mailbox, the timer. */
async function wakesFor(
  tx: Tx,
  enrolment: EnrolmentRow,
  clock: PersonalClock,
  now: Instant,
  settled: Settled | null,
): Promise<Wake[]> {
  if (enrolment.cursor.node === null && enrolment.seq === 0) return [{ type: 'start' }];
  if (settled) return [settled];
  const heard = await tx<EventRow[]>`
    with taken as (update wakes set consumed_seq = ${enrolment.seq + 1}
      where enrolment_id = ${enrolment.id} and consumed_seq is null and purpose = 'wake'
      returning event_id, occurred_at)
    select e.id, e.type, e.occurred_at, e.value, e.cart_id, e.order_id, e.product_id, e.message_id,
      e.properties from taken t join events e on e.id = t.event_id and e.occurred_at = t.occurred_at
      order by e.occurred_at, e.id`;
  const wakes: Wake[] = heard.map((row) => ({ type: 'event', event: eventFact(row, clock) }));
  // Looking again is harmless, so nothing is kept of what changed.
  if (watchesFacts(enrolment.cursor.pending)) wakes.push(CHANGED);
  // Events that came before the timer was due count first.
  if (enrolment.wake_at !== null && enrolment.wake_at <= now) wakes.push({ type: 'timer' });
  return wakes;
}

async function runAndWrite(
  tx: Tx,
  enrolment: EnrolmentRow,
  plan: Plan,
  facts: Facts,
  clock: PersonalClock,
  wakes: readonly Wake[],
  now: Instant,
): Promise<Instruction> {
  let { cursor } = enrolment;
  const trace: TraceEntry[] = [];
  const effects: Effect[] = [];
  let next: Next | null = null;
  try {
    for (const wake of wakes) {
      // A timer belongs to the wait that set it. Once another wake has moved the person on, it is void.
      if (wake.type === 'timer' && trace.length > 0) break;
      const result: StepResult = step(plan, cursor, wake, facts);
      cursor = result.cursor;
      trace.push(...result.trace);
      effects.push(...result.effects);
      next = result.next;
      if (next.type !== 'wait') break;
    }
  } catch (error) {
    if (!isMillraceError(error) || error.fault !== 'ours') throw error;
    return endAsAsked(
      tx,
      enrolment,
      { state: 'failed', reason: error.code, sentence: because('Could not go on', error.message) },
      now,
    );
  }
  // A wake that moves nothing is no step: the sequence number and the instruction stay as they are.
  const seq = enrolment.seq + (trace.length > 0 ? 1 : 0);
  const instruction = await instructionOf(tx, enrolment, next as Next, effects, seq, clock);
  const taken = { seq, cursor, lines: trace, clock };
  const written = writeEffects(tx, enrolment, effects, now, clock);
  if (instruction.type === 'done') {
    await closeEnrolment(
      tx,
      enrolment,
      { type: 'finished', reason: instruction.reason, ...taken },
      now,
      written,
    );
    return instruction;
  }
  const listening = writeListens(tx, enrolment, next?.type === 'wait' ? next.listens : []);
  await changeEnrolment(tx, enrolment, { type: 'stepped', instruction, ...taken }, now, written, listening);
  return instruction;
}

async function endAsAsked(
  tx: Tx,
  enrolment: EnrolmentRow,
  ending: Omit<Ending, 'isAsking'>,
  now: Instant,
): Promise<Instruction> {
  await endEnrolment(tx, enrolment, { ...ending, isAsking: true }, now);
  return { type: 'done', seq: enrolment.seq + 1, reason: ending.reason };
}

async function instructionOf(
  tx: Tx,
  enrolment: EnrolmentRow,
  next: Next,
  effects: readonly Effect[],
  seq: number,
  clock: PersonalClock,
): Promise<Instruction> {
  if (next.type === 'done') return { type: 'done', seq, reason: next.reason };
  if (next.type === 'wait')
    return { type: 'wait', seq, until: next.until === null ? null : toReal(next.until, clock) };
  if (next.type === 'call') {
    const planned = effects.find((effect) => effect.type === 'call' && effect.callId === next.callId);
    const [asked] =
      planned?.type === 'call'
        ? [planned]
        : await tx<{ capability: string; input: Json }[]>`select capability, input from calls
            where id = ${next.callId} and enrolled_at = ${enrolment.entered_at}`;
    const queue = await queueForCall(tx, asked?.capability ?? '', asked?.input ?? null);
    return { type: 'call', seq, callId: next.callId, at: null, queue };
  }
  const planned = effects.find((effect) => effect.type === 'message' && effect.messageId === next.messageId);
  // The step created no message, so the enrolment still waits for an earlier one.
  const [message] =
    planned?.type === 'message'
      ? [planned]
      : await tx<{ channel: string }[]>`select channel from messages
          where id = ${next.messageId} and enrolled_at = ${enrolment.entered_at}`;
  return {
    type: 'deliver',
    seq,
    messageId: next.messageId,
    at: null,
    queue: await queueFor(tx, message?.channel ?? ''),
  };
}
