import type { CallRow, Instruction } from '@millrace/core/rows';
import type { Instant } from '@millrace/base';
import { isErased } from '@millrace/core/rows';
import type { Attempt, Awaited } from '../attempts/attempt.ts';
import { changeCall, type CallChange } from '../calls/change-call.ts';
import { CALL_STATUSES } from '../calls/transitions.ts';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';
import { advanceWithin, type Settled } from '../enrolments/advance.ts';

type End = CallChange & { readonly to: 'done' | 'refused' | 'failed' | 'skipped' | 'unknown' };

/**
 * Settles a call: writes its result and reason, counts it, and advances the person, all in one transaction.
 */
export async function settleCall(
  { tx, enrolment, row, input, now }: Attempt<CallRow>,
  change: End,
): Promise<Instruction> {
  await changeCall(tx, enrolment.workspace_id, row, change, now);
  const { to: outcome, reason, sentence, result = null } = change;
  return advanceWithin(
    tx,
    enrolment,
    { ...input, now },
    { type: 'answer', callId: row.id, outcome, result, reason, sentence },
  );
}

/**
 * Settles a call whose request was under way. When the person was erased meanwhile, the response is not
 * stored, because it may name them.
 */
export async function settleAnswered(attempt: Attempt<CallRow>, change: End): Promise<Instruction> {
  const erased = await isErased(attempt.tx, attempt.row.customer_id);
  return settleCall(attempt, erased ? { ...change, sentence: null, result: null } : change);
}

/** Puts a call off or plans another attempt. The workflow comes back with it at that time. */
export async function putOff(
  { tx, enrolment, row, input, now }: Attempt<CallRow>,
  at: Instant,
  change: (CallChange & { readonly to: 'planned' | 'calling' }) | null,
): Promise<Instruction> {
  if (change) await changeCall(tx, enrolment.workspace_id, row, { heldUntil: at, ...change }, now);
  const queue = enrolment.instruction?.type === 'call' ? enrolment.instruction.queue : 'millrace';
  const instruction = { type: 'call', seq: input.seq, callId: row.id, at, queue } as const;
  await changeEnrolment(tx, enrolment, { type: 'postponed', instruction }, now);
  return instruction;
}

export const AWAITED_CALL: Awaited<CallRow> = {
  isOver: ({ status }) => CALL_STATUSES[status].isEnd,
  heard: ({ id: callId, status, result, reason, sentence }) =>
    ({ type: 'answer', callId, outcome: status, result, reason, sentence }) as Settled,
  skip: (attempt) => {
    const sentence = 'Not done: it was overdue when the flow was resumed.';
    return settleCall(attempt, { to: 'skipped', reason: 'overdue-after-pause', sentence });
  },
};
