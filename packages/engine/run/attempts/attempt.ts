import type { Instant } from '@millrace/base';
import { lockEnrolment, type EnrolmentRow, type Instruction } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { advanceWithin, type AdvanceInput, type Settled } from '../enrolments/advance.ts';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';

/** One try at what an enrolment waits for, a message or a call, under the lock of the customer. */
export interface Attempt<Row> {
  readonly tx: Tx;
  readonly context: Context;
  readonly input: AdvanceInput;
  readonly now: Instant;
  readonly enrolment: EnrolmentRow;
  readonly row: Row;
}

/** What messages and calls have of their own, where they are treated alike. */
export interface Awaited<Row> {
  /** It has come to its end, in whatever way. */
  isOver(row: Row): boolean;
  /** What the step hears of its end. */
  heard(row: Row): Settled;
  /** Its time had passed when the flow was resumed: it comes to its end, and the person goes on. */
  skip(attempt: Attempt<Row>): Promise<Instruction>;
}

/** The enrolment under the lock of its customer, and what it waits for: undefined when it does not exist (any more). */
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

/** Its row was deleted with its month: without an answer the person would wait forever. */
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
 * Why nothing is tried this time, asked before anything about the person is read: they have gone on, it is over, the flow is
 * paused, or it is too late for it.
 * @returns what the workflow hears then, or null when it is still to be tried
 */
export async function notTried<Row>(
  attempt: Attempt<Row>,
  { isOver, heard, skip }: Awaited<Row>,
): Promise<Instruction | null> {
  const { tx, enrolment, row, input, now } = attempt;
  const advanced = (settled: Settled | null) => advanceWithin(tx, enrolment, { ...input, now }, settled);
  if (hasGoneOn(enrolment, input)) return advanced(null);
  // It came to its end in another way, and the person was not told yet.
  if (isOver(row)) return advanced(heard(row));
  if (enrolment.flow_state === 'paused') return advanced(null);
  if (!enrolment.skip_overdue) return null;
  return skip({ ...attempt, enrolment: await changeEnrolment(tx, enrolment, { type: 'caught-up' }, now) });
}
