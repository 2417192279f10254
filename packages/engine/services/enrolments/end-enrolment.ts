import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';
import { endedSentence } from '@millrace/guardrails';
import { tally } from '../measure/tally.ts';
import type { EnrolmentRow } from './enrolment-row.ts';

export interface Ending {
  readonly state: 'done' | 'exited' | 'failed';
  readonly reason: string;
  readonly sentence: string;
  readonly data?: Json;
}

/** Ends an enrolment where it stands, under the lock of its customer: nothing of it is sent any more. The workflow learns of it by a wake. */
export async function endEnrolment(tx: Tx, enrolment: EnrolmentRow, ending: Ending, now: Instant): Promise<void> {
  const seq = enrolment.seq + 1;
  const instruction = { type: 'done', seq, reason: ending.reason };
  await tx`update enrolments set state = ${ending.state}, ended_at = ${now}, end_reason = ${ending.reason}, seq = ${seq}, instruction = ${tx.json(instruction)}, wake_at = null,
      due_while_paused = null, updated_at = ${now} where id = ${enrolment.id} and ended_at is null`;
  await tx`delete from listens where enrolment_id = ${enrolment.id}`;
  await tx`update messages set status = 'skipped', reason = ${ending.reason}, sentence = ${endedSentence(ending.reason)}, settled_at = ${now}
    where enrolment_id = ${enrolment.id} and enrolled_at = ${enrolment.entered_at} and status in ('planned', 'held', 'claimed')`;
  await tx`insert into traces (workspace_id, enrolment_id, flow_id, customer_id, seq, ordinal, at, node, visit, what, port, sentence, data)
    values (${enrolment.workspace_id}, ${enrolment.id}, ${enrolment.flow_id}, ${enrolment.customer_id}, ${seq}, 0, ${now}, ${enrolment.cursor.node ?? null}, ${enrolment.cursor.visits?.[enrolment.cursor.node ?? ''] ?? 0}, ${ending.state === 'exited' ? 'exited' : 'done'}, null, ${ending.sentence}, ${tx.json((ending.data ?? { reason: ending.reason }) as never)})`;
  const silent = enrolment.held_out ? 'silent:' : '';
  const node = enrolment.cursor.node;
  await tally(tx, enrolment.workspace_id, { flowId: enrolment.flow_id, versionId: enrolment.version_id }, now, [
    { node: '', metric: `${silent}${ending.state}`, amount: 1 },
    { node: '', metric: `${silent}${ending.state}:${ending.reason}`, amount: 1 },
    ...(node
      ? [
          { node, metric: `${silent}here`, amount: -1 },
          { node, metric: `${silent}${ending.state}`, amount: 1 },
        ]
      : []),
  ]);
}
