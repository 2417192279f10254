import type { CallRow, CallStatus } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';
import { addToCounters, type CounterChange } from '../measure/counters.ts';

/** Ends of a call that are counted. `silent` is counted by the people held out. */
export const COUNTED_CALLS = ['done', 'refused', 'failed', 'skipped', 'unknown'] as const satisfies readonly CallStatus[];

export interface CallChange {
  readonly to: (typeof COUNTED_CALLS)[number];
  /** A code; null for what was done. */
  readonly reason: string | null;
  /** The reason for people to read. */
  readonly sentence: string | null;
  readonly result?: Json;
}

type Changing = Pick<CallRow, 'id' | 'enrolled_at' | 'flow_id' | 'version_id' | 'node' | 'status' | 'reason'>;

/**
 * Brings a call to an end, or from a doubt to an end: the row and its counts change together. Every end goes through here, so
 * that counts agree with rows. What was filled in for the person is not kept beyond it.
 * @param call as it was read; when the row has gone on since, nothing happens
 * @returns false when nothing happened
 */
export async function changeCall(tx: Tx, workspaceId: string, call: Changing, change: CallChange, now: Instant): Promise<boolean> {
  const { to, reason, sentence, result = null } = change;
  const rows = await tx`
    update calls set status = ${to}, reason = ${reason}, sentence = ${sentence}, result = ${tx.json(result as never)}, texts = null, held_until = null, settled_at = ${now}
    where id = ${call.id} and enrolled_at = ${call.enrolled_at} and status = ${call.status} returning 1`;
  if (rows.length === 0) return false;
  await addToCounters(tx, workspaceId, { flowId: call.flow_id, versionId: call.version_id }, now, [
    ...countsOf(call.node, call.status, call.reason, -1),
    ...countsOf(call.node, to, reason, 1),
  ]);
  return true;
}

function countsOf(node: string, status: CallStatus, reason: string | null, amount: number): CounterChange[] {
  if (!(COUNTED_CALLS as readonly CallStatus[]).includes(status)) return [];
  const whole: CounterChange = { node, metric: `call-${status}`, amount };
  return status === 'done' || reason === null ? [whole] : [whole, { node, metric: `call-${status}:${reason}`, amount }];
}

/**
 * What has not begun does not begin any more. What is being asked at this moment is settled by whoever asks; what was to be
 * looked up stays in doubt, for a person.
 */
export async function skipCalls(
  tx: Tx,
  workspaceId: string,
  where: { readonly enrolment: { readonly id: string; readonly entered_at: Instant } } | { readonly people: readonly string[] },
  end: { readonly reason: string; readonly sentence: string | null },
  now: Instant,
): Promise<void> {
  const theirs =
    'people' in where
      ? tx`customer_id = any(${where.people as string[]}::uuid[])`
      : tx`enrolment_id = ${where.enrolment.id} and enrolled_at = ${where.enrolment.entered_at}`;
  const open = await tx<
    CallRow[]
  >`select * from calls where ${theirs} and (status = 'planned' or (status = 'calling' and held_until is not null))`;
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
