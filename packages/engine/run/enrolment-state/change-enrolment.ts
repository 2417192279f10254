import { fail, type Instant } from '@millrace/base';
import { REAL_TIME } from '@millrace/core/facts';
import { NOTE_ORDINALS, type EnrolmentRow } from '@millrace/core/rows';
import { together, type Tx } from '@millrace/db';
import { addToCounters } from '../measure/counters.ts';
import { countsOfEnd, countsOfLines, countsOfPlace } from './counts.ts';
import { rowAfter, type EnrolmentChange } from './row-after.ts';
import { startOrWake } from './start-or-wake.ts';
import { mayChange, ruleOf, standingOf } from './transitions.ts';
import { writeLines, writeNote } from './write-lines.ts';

/**
 * Changes an enrolment under the customer's lock. Row, counts, timeline and workflow change together, as
 * `ENROLMENT_CHANGES` defines. No other code writes them.
 * @param enrolment as read
 * @param beside further statements, pipelined with the change
 * @returns the enrolment after the change
 * @throws MillraceError status-change-wrong when the table does not allow the change, or the row has changed
 * since it was read
 */
export async function changeEnrolment(
  tx: Tx,
  enrolment: EnrolmentRow,
  change: EnrolmentChange,
  now: Instant,
  ...beside: readonly PromiseLike<unknown>[]
): Promise<EnrolmentRow> {
  const from = standingOf(enrolment);
  const wrong = (stands: string) =>
    fail('status-change-wrong', { what: 'An enrolment', from: stands, to: change.type });
  if (!mayChange(from, change.type)) wrong(from);
  const after = rowAfter(enrolment, change, now);
  const { instruction } = after;
  const [rows] = await together(
    tx`update enrolments set state = ${after.state}, ended_at = ${after.ended_at},
      end_reason = ${after.end_reason}, seq = ${after.seq}, cursor = ${tx.json(after.cursor as never)},
        instruction = ${instruction && tx.json(instruction)}, wake_at = ${after.wake_at},
          due_while_paused = ${after.due_while_paused}, skip_overdue = ${after.skip_overdue},
        version_id = ${after.version_id}, plan_hash = ${after.plan_hash}, updated_at = ${after.updated_at}
      where id = ${enrolment.id} and state = ${enrolment.state} and seq = ${enrolment.seq}
        and version_id = ${enrolment.version_id} and (due_while_paused is null) = ${from !== 'held'}
        returning 1`,
    count(tx, enrolment, after, change, now),
    tell(tx, enrolment, change, now),
    isWoken(change) ? startOrWake(tx, enrolment, 'wake') : null,
    ...beside,
  );
  if (rows.length === 0) wrong('changed meanwhile');
  return after;
}

function isWoken(change: EnrolmentChange): boolean {
  const { heard } = ruleOf(change.type);
  return heard === 'wake' || (heard === 'wake-or-answer' && !('isAsking' in change && change.isAsking));
}

async function count(
  tx: Tx,
  before: EnrolmentRow,
  after: EnrolmentRow,
  change: EnrolmentChange,
  now: Instant,
): Promise<void> {
  const { counts } = ruleOf(change.type);
  const [place, next] = [before.cursor.node, after.cursor.node];
  const ofVersion = (version: string) => ({ flowId: before.flow_id, versionId: version });
  if (counts.includes('version'))
    await together(
      addToCounters(
        tx,
        before.workspace_id,
        ofVersion(before.version_id),
        now,
        countsOfPlace(before, place, null),
      ),
      addToCounters(
        tx,
        before.workspace_id,
        ofVersion(after.version_id),
        now,
        countsOfPlace(before, null, next),
      ),
    );
  if (!counts.includes('steps') && !counts.includes('end')) return;
  await addToCounters(tx, before.workspace_id, ofVersion(before.version_id), now, [
    ...(counts.includes('steps') && 'lines' in change ? countsOfLines(before, change.lines) : []),
    ...countsOfPlace(before, place, after.ended_at === null ? next : null),
    ...(after.ended_at === null ? [] : countsOfEnd(before, after.state, after.end_reason ?? '', next)),
  ]);
}

/** Writes the change's lines to the timeline. */
function tell(tx: Tx, enrolment: EnrolmentRow, change: EnrolmentChange, now: Instant): Promise<void> | null {
  const { node } = enrolment.cursor;
  switch (change.type) {
    case 'stepped':
    case 'finished':
      return writeLines(tx, enrolment, change.seq, change.lines, change.clock);
    case 'exited':
    case 'failed': {
      const visit = enrolment.cursor.visits?.[node ?? ''] ?? 0;
      const { sentence, reason, data } = change;
      const what = change.type === 'exited' ? 'exited' : 'done';
      const line = { at: now, node, visit, what, port: null, sentence, data: data ?? { reason } } as const;
      return writeLines(tx, enrolment, enrolment.seq + 1, [line], REAL_TIME);
    }
    case 'held': {
      const sentence = 'Held here: the flow is paused';
      return writeNote(tx, enrolment, NOTE_ORDINALS.pause, {
        at: now,
        node,
        visit: 0,
        what: 'waits',
        sentence,
        data: { reason: 'flow-paused' },
      });
    }
    case 'moved':
      return writeLines(
        tx,
        enrolment,
        enrolment.seq,
        change.lines,
        change.clock,
        NOTE_ORDINALS.move.from + change.before,
      );
    case 'resumed':
    case 'postponed':
    case 'caught-up':
      return null;
  }
}
