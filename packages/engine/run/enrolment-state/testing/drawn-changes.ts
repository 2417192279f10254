import { HOUR, type Instant } from '@millrace/base';
import { REAL_TIME } from '@millrace/core/facts';
import type { EnrolmentRow } from '@millrace/core/rows';
import type { Cursor, TraceEntry } from '@millrace/flow';
import fc from 'fast-check';
import type { EnrolmentChange } from '../row-after.ts';
import { ENROLMENT_CHANGES, type ChangeName } from '../transitions.ts';

/** The message or call that generated enrolments wait for. */
export const AWAITED = '01980000-0000-7000-8000-000000000001';

/** The random inputs of a change. */
export interface Drawn {
  readonly name: ChangeName;
  readonly place: 'a' | 'b';
  readonly doing: 'wait' | 'deliver' | 'call';
  readonly flag: boolean;
}

export const drawnChange: fc.Arbitrary<Drawn> = fc.record({
  name: fc.constantFrom(...(Object.keys(ENROLMENT_CHANGES) as ChangeName[])),
  place: fc.constantFrom('a', 'b'),
  doing: fc.constantFrom('wait', 'deliver', 'call'),
  flag: fc.boolean(),
});

/** A version of the flow. */
export interface Version {
  readonly id: string;
  readonly plan_hash: string;
}

export const cursorAt = (place: string | null, silent: boolean): Cursor => {
  const visits = place === null ? {} : { [place]: 1 };
  return {
    node: place,
    visits,
    memory: null,
    variables: {},
    messages: {},
    lastMessage: null,
    silent,
    pending: null,
  };
};

/** Makes the drawn change fit this row. @param moved how many times the enrolment was moved before */
export function changeOf(
  { name, place, doing, flag }: Drawn,
  row: EnrolmentRow,
  [first, second]: readonly [Version, Version],
  now: Instant,
  moved: number,
): EnrolmentChange {
  const seq = row.seq + 1;
  const line = (what: TraceEntry['what'], port: string | null): TraceEntry => {
    return { at: now, node: place, visit: 1, what, port, sentence: `${what} ${place}`, data: null };
  };
  const step = {
    seq,
    lines: [line('entered', null), line('went', flag ? 'next' : 'else')],
    clock: REAL_TIME,
  };
  const doings = {
    wait: { type: 'wait', seq, until: now + HOUR },
    deliver: { type: 'deliver', seq, messageId: AWAITED, at: null, queue: 'millrace' },
    call: { type: 'call', seq, callId: AWAITED, at: null, queue: 'millrace' },
  } as const;
  switch (name) {
    case 'stepped':
      return { type: name, ...step, cursor: cursorAt(place, row.held_out), instruction: doings[doing] };
    case 'finished':
      return {
        type: name,
        ...step,
        cursor: cursorAt(flag ? place : null, row.held_out),
        reason: flag ? 'end' : 'goal',
      };
    case 'exited':
    case 'failed':
      return { type: name, reason: flag ? 'one' : 'other', sentence: 'Left the flow.', isAsking: flag };
    case 'held':
      return { type: name, due: now };
    case 'resumed':
      return { type: name, at: now + 2 * HOUR, skips: flag };
    case 'postponed':
      return { type: name, instruction: { ...doings[flag ? 'deliver' : 'call'], at: now + HOUR } };
    case 'moved': {
      const [from, to] = row.version_id === first.id ? [first, second] : [second, first];
      const told = { ...line('moved', null), data: { fromVersion: from.id, toVersion: to.id } };
      const cursor = cursorAt(row.cursor.node === null ? null : place, row.held_out);
      return {
        type: name,
        versionId: to.id,
        planHash: to.plan_hash,
        cursor,
        lines: [told],
        clock: REAL_TIME,
        before: moved,
      };
    }
    default:
      return { type: 'caught-up' };
  }
}
