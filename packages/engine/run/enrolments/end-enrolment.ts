import type { EnrolmentRow } from '@millrace/core/rows';
import { together, type Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';
import type { Cursor } from '@millrace/flow';
import { endedSentence } from '@millrace/guardrails';
import { skipCalls } from '../calls/change-call.ts';
import { changeStatus, type Changing } from '../messages/change-status.ts';
import { addToCounters, type CounterChange } from '../measure/counters.ts';

export interface Ending {
  readonly state: 'done' | 'exited' | 'failed';
  readonly reason: string;
  readonly sentence: string;
  readonly data?: Json;
  /** The workflow itself is asking, and hears of the end by the answer. Left out, it is woken to hear of it. */
  readonly isAsking?: boolean;
}

/**
 * Ends an enrolment where it stands, under the lock of its customer: nothing of it is sent any more, and its workflow ends.
 * @returns false when it had ended before; then nothing happens
 */
export async function endEnrolment(tx: Tx, enrolment: EnrolmentRow, ending: Ending, now: Instant): Promise<boolean> {
  const seq = enrolment.seq + 1;
  const { cursor, workspace_id: workspaceId } = enrolment;
  if (!(await closeEnrolment(tx, enrolment, { ...ending, seq, cursor }, now))) return false;
  const visit = cursor.visits?.[cursor.node ?? ''] ?? 0;
  await tx`insert into traces (workspace_id, enrolment_id, flow_id, customer_id, seq, ordinal, at, node, visit, what, port, sentence, data)
    values (${workspaceId}, ${enrolment.id}, ${enrolment.flow_id}, ${enrolment.customer_id}, ${seq}, 0, ${now}, ${cursor.node ?? null}, ${visit}, ${ending.state === 'exited' ? 'exited' : 'done'}, null, ${ending.sentence}, ${tx.json((ending.data ?? { reason: ending.reason }) as never)})`;
  if (!ending.isAsking) await tx`insert into outbox (workspace_id, enrolment_id, kind) values (${workspaceId}, ${enrolment.id}, 'wake')`;
  return true;
}

export interface Close extends Pick<Ending, 'state' | 'reason'> {
  readonly seq: number;
  /** Where the person stood at the end; without a node when the way was walked to its end. */
  readonly cursor: Cursor;
}

/**
 * What every end has in common, whoever writes its story: the row, what it listened for, the messages and calls it had under way, and
 * the counts.
 */
export async function closeEnrolment(tx: Tx, enrolment: EnrolmentRow, close: Close, now: Instant): Promise<boolean> {
  const { state, reason, seq, cursor } = close;
  const instruction = { type: 'done', seq, reason };
  const rows =
    await tx`update enrolments set state = ${state}, ended_at = ${now}, end_reason = ${reason}, seq = ${seq}, cursor = ${tx.json(cursor as never)}, instruction = ${tx.json(instruction)},
      wake_at = null, due_while_paused = null, skip_overdue = false, updated_at = ${now} where id = ${enrolment.id} and ended_at is null returning 1`;
  if (rows.length === 0) return false;
  await together(
    tx`delete from listens where enrolment_id = ${enrolment.id}`,
    skipMessages(tx, enrolment, reason, now),
    skipCalls(tx, enrolment.workspace_id, { enrolment }, { reason, sentence: endedSentence(reason) }, now),
    addToCounters(
      tx,
      enrolment.workspace_id,
      { flowId: enrolment.flow_id, versionId: enrolment.version_id },
      now,
      changesOf(enrolment, state, reason, cursor.node),
    ),
  );
  return true;
}

/** What has not begun to leave does not leave any more. What is being handed over is settled by whoever hands it over. */
async function skipMessages(tx: Tx, enrolment: EnrolmentRow, reason: string, now: Instant): Promise<void> {
  const open = await tx<Changing[]>`select id, enrolled_at, flow_id, version_id, node, status, reason from messages
    where enrolment_id = ${enrolment.id} and enrolled_at = ${enrolment.entered_at} and status in ('planned', 'held', 'claimed')`;
  for (const message of open)
    await changeStatus(tx, enrolment.workspace_id, message, { to: 'skipped', reason, sentence: endedSentence(reason) }, now);
}

function changesOf(enrolment: EnrolmentRow, state: Close['state'], reason: string, node: string | null): CounterChange[] {
  const silent = enrolment.held_out ? 'silent:' : '';
  const before = enrolment.cursor.node;
  const changes: CounterChange[] = [
    { node: '', metric: `${silent}${state}`, amount: 1 },
    { node: '', metric: `${silent}${state}:${reason}`, amount: 1 },
  ];
  if (before !== null) changes.push({ node: before, metric: `${silent}here`, amount: -1 });
  if (node !== null) changes.push({ node, metric: `${silent}${state}`, amount: 1 });
  return changes;
}
