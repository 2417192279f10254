import { fail, type Instant, type Json } from '@millrace/base';
import type { CallRow, CallStatus } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { addToCounters, type CounterChange } from '../measure/counters.ts';
import { CALL_STATUSES, mayFollow } from './transitions.ts';

export interface CallChange {
  readonly to: Exclude<CallStatus, 'silent'>;
  /** A reason code; null for a call that is done, or that waits for its first attempt. */
  readonly reason: string | null;
  /** The reason as a sentence for people. */
  readonly sentence: string | null;
  /** The system's answer; only with a status that is an end. */
  readonly result?: Json;
  /** When to try again, epoch milliseconds; left out, no time is set. */
  readonly heldUntil?: Instant | null;
  /** Whether an attempt was made whose answer never came; left out, keeps the stored value. */
  readonly inDoubt?: boolean;
  /** Added to the number of attempts; may be negative. */
  readonly attempts?: number;
  /** The texts filled in for the first attempt. Every later attempt uses the same. */
  readonly texts?: Readonly<Record<string, string>>;
  /** The connection it is made through. */
  readonly connectionId?: string | null;
  /** The instant from which it may have been done. */
  readonly callingAt?: Instant;
}

/**
 * Changes a call's status, or plans another attempt. Row and counts change together, as `CALL_STATUSES`
 * defines. No other code writes a status. The filled-in texts are deleted when the call ends.
 * @param call as read; when the row has changed since, nothing happens
 * @returns the call after the change, or null when nothing happened
 * @throws MillraceError status-change-wrong when the table does not allow the change
 */
export async function changeCall(
  tx: Tx,
  workspaceId: string,
  call: CallRow,
  change: CallChange,
  now: Instant,
): Promise<CallRow | null> {
  if (!mayFollow(call.status, change.to))
    fail('status-change-wrong', { what: 'A call', from: call.status, to: change.to });
  const after = callAfter(call, change);
  const { isEnd } = CALL_STATUSES[after.status];
  const rows = await tx`
    update calls set status = ${after.status}, reason = ${after.reason}, sentence = ${after.sentence},
      result = ${json(tx, after.result)}, texts = ${json(tx, after.texts)},
      held_until = ${after.held_until}, calling_at = ${after.calling_at}, settled_at = ${isEnd ? now : null},
        connection_id = ${after.connection_id}, attempts = ${after.attempts}, in_doubt = ${after.in_doubt}
    where id = ${call.id} and enrolled_at = ${call.enrolled_at} and status = ${call.status}
      and attempts = ${call.attempts} returning 1`;
  if (rows.length === 0) return null;
  await addToCounters(tx, workspaceId, { flowId: call.flow_id, versionId: call.version_id }, now, [
    ...countsOf(call.node, call.status, call.reason, -1),
    ...countsOf(call.node, after.status, after.reason, 1),
  ]);
  return after;
}

const json = (tx: Tx, value: Json | Readonly<Record<string, string>>) =>
  value === null ? null : tx.json(value as never);

function callAfter(call: CallRow, change: CallChange): CallRow {
  const { to, reason, sentence, result = null, heldUntil = null } = change;
  const { isEnd } = CALL_STATUSES[to];
  return {
    ...call,
    status: to,
    reason,
    sentence,
    result: isEnd ? result : call.result,
    texts: isEnd ? null : (change.texts ?? call.texts),
    held_until: isEnd ? null : heldUntil,
    calling_at: change.callingAt ?? call.calling_at,
    connection_id: change.connectionId === undefined ? call.connection_id : change.connectionId,
    attempts: Math.max(0, call.attempts + (change.attempts ?? 0)),
    in_doubt: change.inDoubt ?? call.in_doubt,
  };
}

function countsOf(node: string, status: CallStatus, reason: string | null, amount: number): CounterChange[] {
  if (!CALL_STATUSES[status].isCounted) return [];
  const whole: CounterChange = { node, metric: `call-${status}`, amount };
  return status === 'done' || reason === null
    ? [whole]
    : [whole, { node, metric: `call-${status}:${reason}`, amount }];
}

/**
 * Skips the open calls of an enrolment. A call that has not started is not made. A call being made at this
 * moment is settled by its own attempt. A call waiting for a look-up stays in doubt, for a person.
 */
export async function skipCalls(
  tx: Tx,
  workspaceId: string,
  where:
    | { readonly enrolment: { readonly id: string; readonly entered_at: Instant } }
    | { readonly people: readonly string[] },
  end: { readonly reason: string; readonly sentence: string | null },
  now: Instant,
): Promise<void> {
  const theirs =
    'people' in where
      ? tx`customer_id = any(${where.people as string[]}::uuid[])`
      : tx`enrolment_id = ${where.enrolment.id} and enrolled_at = ${where.enrolment.entered_at}`;
  const open = await tx<CallRow[]>`select * from calls where ${theirs}
    and (status = 'planned' or (status = 'calling' and held_until is not null))`;
  for (const call of open) {
    const isInDoubt = call.status === 'calling' || call.in_doubt;
    await changeCall(
      tx,
      workspaceId,
      call,
      isInDoubt ? { to: 'unknown', reason: 'no-answer', sentence: call.sentence } : { to: 'skipped', ...end },
      now,
    );
  }
}
