import type { Instant, Json, PersonalClock } from '@millrace/base';
import type { EnrolmentRow, Instruction } from '@millrace/core/rows';
import type { Cursor, TraceEntry } from '@millrace/flow';
import { ruleOf } from './transitions.ts';

/** The result of taking a step of the plan. */
interface Step {
  readonly seq: number;
  /** The person's position after the step; without a node when they reached the end. */
  readonly cursor: Cursor;
  readonly lines: readonly TraceEntry[];
  readonly clock: PersonalClock;
}

interface Move extends Omit<Step, 'seq'> {
  readonly versionId: string;
  readonly planHash: string;
  /** How many lines of the timeline describe earlier moves. */
  readonly before: number;
}

export interface Leaving {
  readonly reason: string;
  /** For people to read. */
  readonly sentence: string;
  readonly data?: Json;
  /**
   * True when the workflow itself asked: the response tells it of the end. Left out, the workflow is woken.
   */
  readonly isAsking?: boolean;
}

/** A change of an existing enrolment, with the values it needs. */
export type EnrolmentChange =
  | (Step & { readonly type: 'stepped'; readonly instruction: Exclude<Instruction, { type: 'done' }> })
  | (Step & { readonly type: 'finished'; readonly reason: string })
  | (Leaving & { readonly type: 'exited' | 'failed' })
  /** `due`: when the person would have gone on. */
  | { readonly type: 'held'; readonly due: Instant }
  /** `at`: when the person goes on. `skips`: skip the overdue message or call. */
  | { readonly type: 'resumed'; readonly at: Instant; readonly skips: boolean }
  | { readonly type: 'postponed'; readonly instruction: Extract<Instruction, { type: 'deliver' | 'call' }> }
  | { readonly type: 'caught-up' }
  | (Move & { readonly type: 'moved' });

/** The columns that changes write. */
export type Changing = Pick<
  EnrolmentRow,
  | 'state'
  | 'ended_at'
  | 'end_reason'
  | 'seq'
  | 'cursor'
  | 'instruction'
  | 'wake_at'
  | 'due_while_paused'
  | 'skip_overdue'
  | 'version_id'
  | 'plan_hash'
>;

/**
 * The row after a change. `updated_at` is when the person got to the present step, so changes that write no
 * timeline line keep it.
 */
export function rowAfter(before: EnrolmentRow, change: EnrolmentChange, now: Instant): EnrolmentRow {
  const since = ruleOf(change.type).story === 'nothing' ? before.updated_at : now;
  return { ...before, ...changedBy(before, change, now), updated_at: since };
}

function changedBy(before: EnrolmentRow, change: EnrolmentChange, now: Instant): Partial<Changing> {
  switch (change.type) {
    case 'stepped': {
      const { seq, cursor, instruction } = change;
      const waits = instruction.type === 'wait';
      // Only the next message or call can be overdue. A wait clears the flag.
      const skips = before.skip_overdue && !waits;
      return {
        seq,
        cursor,
        instruction,
        wake_at: waits ? instruction.until : null,
        due_while_paused: null,
        skip_overdue: skips,
      };
    }
    case 'finished':
      return ended(change.type, change.reason, change.seq, change.cursor, now);
    case 'exited':
    case 'failed':
      return ended(change.type, change.reason, before.seq + 1, before.cursor, now);
    case 'held':
      return { due_while_paused: change.due };
    case 'resumed':
      return { due_while_paused: null, skip_overdue: change.skips, ...later(before, change.at) };
    case 'postponed':
      return { instruction: change.instruction };
    case 'caught-up':
      return { skip_overdue: false };
    case 'moved':
      return { version_id: change.versionId, plan_hash: change.planHash, cursor: change.cursor };
  }
}

function ended(
  type: 'finished' | 'exited' | 'failed',
  reason: string,
  seq: number,
  cursor: Cursor,
  now: Instant,
): Partial<Changing> {
  return {
    state: ruleOf(type).to as EnrolmentRow['state'],
    ended_at: now,
    end_reason: reason,
    seq,
    cursor,
    instruction: { type: 'done', seq, reason },
    wake_at: null,
    due_while_paused: null,
    skip_overdue: false,
  };
}

/** Repeats the instruction at another time. */
function later(
  { instruction, wake_at: wakeAt }: EnrolmentRow,
  at: Instant,
): Pick<Changing, 'instruction' | 'wake_at'> {
  if (instruction?.type === 'wait') return { instruction: { ...instruction, until: at }, wake_at: at };
  if (instruction?.type === 'deliver' || instruction?.type === 'call')
    return { instruction: { ...instruction, at }, wake_at: wakeAt };
  return { instruction, wake_at: wakeAt };
}
