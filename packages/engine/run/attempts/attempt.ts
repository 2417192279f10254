import type { Instant } from '@millrace/base';
import { lockEnrolment, type EnrolmentRow, type Instruction } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { advanceWithin, type AdvanceInput, type Settled } from '../enrolments/advance.ts';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';

/** One attempt at the message or call that an enrolment waits for, under the customer's lock. */
export interface Attempt<Row> {
  readonly tx: Tx;
  readonly context: Context;
  readonly input: AdvanceInput;
  readonly now: Instant;
  readonly enrolment: EnrolmentRow;
  readonly row: Row;
}

/** The parts in which messages and calls differ. */
export interface Awaited<Row> {
  /** Whether it has ended, by any outcome. */
  isOver(row: Row): boolean;
  /** The outcome as the step function reads it. */
  heard(row: Row): Settled;
  /** Ends it without an attempt, because it was overdue when the flow was resumed. The person goes on. */
  skip(attempt: Attempt<Row>): Promise<Instruction>;
}

/**
 * Reads the enrolment and the message or call it waits for, and locks the customer. Undefined when the
 * enrolment does not exist.
 */
export async function lockAwaited<Row>(
  tx: Tx,
  enrolmentId: string,
  read: (enrolledAt: Instant) => Promise<Row | undefined>,
): Promise<{ readonly enrolment: EnrolmentRow; readonly row: Row | undefined } | null> {
  const enrolment = await lockEnrolment(tx, enrolmentId);
  return enrolment ? { enrolment, row: await read(enrolment.entered_at) } : null;
}

export const hasGoneOn = (enrolment: EnrolmentRow, input: AdvanceInput): boolean =>
  enrolment.seq > input.seq || enrolment.ended_at !== null;

/** Advances a person whose message or call was deleted with its month; otherwise they would wait forever. */
export function withoutRow(
  tx: Tx,
  enrolment: EnrolmentRow,
  input: AdvanceInput,
  now: Instant,
  gone: Settled,
): Promise<Instruction> {
  return advanceWithin(tx, enrolment, { ...input, now }, hasGoneOn(enrolment, input) ? null : gone);
}

/**
 * Checks, before reading anything about the person, whether there is a reason not to try: the enrolment has
 * gone on, the message or call has ended, the flow is paused, or it was overdue and is skipped.
 * @returns the instruction for the workflow, or null when the attempt should be made
 */
export async function notTried<Row>(
  attempt: Attempt<Row>,
  { isOver, heard, skip }: Awaited<Row>,
): Promise<Instruction | null> {
  const { tx, enrolment, row, input, now } = attempt;
  const advanced = (settled: Settled | null) => advanceWithin(tx, enrolment, { ...input, now }, settled);
  if (hasGoneOn(enrolment, input)) return advanced(null);
  // It ended in another transaction, and the enrolment has not advanced since.
  if (isOver(row)) return advanced(heard(row));
  if (enrolment.flow_state === 'paused') return advanced(null);
  if (!enrolment.skip_overdue) return null;
  return skip({ ...attempt, enrolment: await changeEnrolment(tx, enrolment, { type: 'caught-up' }, now) });
}
