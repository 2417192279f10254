import { toReal, type Instant, type Json, type PersonalClock } from '@millrace/base';
import type { EnrolmentRow, NoteOrdinals } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { TraceEntry } from '@millrace/flow';

/** The enrolment to whose timeline a line belongs. */
export type Told = Pick<EnrolmentRow, 'id' | 'workspace_id' | 'flow_id' | 'customer_id' | 'seq'>;

/**
 * Writes the timeline of a step, one row a line, ordered for the person, in real time.
 * @param lines in the person's own time
 * @param from ordinal of the first line within the step
 */
export async function writeLines(
  tx: Tx,
  enrolment: Told,
  seq: number,
  lines: readonly TraceEntry[],
  clock: PersonalClock,
  from = 0,
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line, index) => ({
    ...line,
    ordinal: from + index,
    at: new Date(toReal(line.at, clock)).toISOString(),
  }));
  await tx`insert into traces (workspace_id, enrolment_id, flow_id, customer_id, seq, ordinal, at, node,
    visit, what, port, sentence, data)
    select ${enrolment.workspace_id}, ${enrolment.id}, ${enrolment.flow_id}, ${enrolment.customer_id}, ${seq},
      r.ordinal, r.at, r.node, coalesce(r.visit, 0), r.what, r.port, r.sentence, r.data
    from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(ordinal int, at timestamptz, node text,
      visit int, what text, port text, sentence text, data jsonb)`;
}

export interface Note {
  /** Real time. */
  readonly at: Instant;
  readonly node: string | null;
  readonly visit: number;
  readonly what: TraceEntry['what'];
  readonly sentence: string;
  readonly data?: Json;
}

/**
 * Writes a line that belongs to no step. It sorts after the lines of the step before it, at the next free
 * ordinal of its kind.
 */
export async function writeNote(
  tx: Tx,
  enrolment: Told,
  { from, below }: NoteOrdinals,
  note: Note,
): Promise<void> {
  await tx`insert into traces (workspace_id, enrolment_id, flow_id, customer_id, seq, ordinal, at, node,
    visit, what, port, sentence, data)
    select ${enrolment.workspace_id}, ${enrolment.id}, ${enrolment.flow_id}, ${enrolment.customer_id},
      ${enrolment.seq}, ${from} + count(*), ${note.at}, ${note.node}, ${note.visit}, ${note.what}, null,
      ${note.sentence}, ${tx.json((note.data ?? null) as never)}
    from traces where enrolment_id = ${enrolment.id} and seq = ${enrolment.seq} and ordinal >= ${from}
      and ordinal < ${below}`;
}
