import type { EnrolmentRow } from '@millrace/core/rows';
import type { TraceEntry } from '@millrace/flow';
import type { CounterChange } from '../measure/counters.ts';

/** The prefix of a counter. People in the holdout are counted separately. */
export const armPrefix = (heldOut: boolean): string => (heldOut ? 'silent:' : '');

type Counted = Pick<EnrolmentRow, 'held_out'>;

export const countsOfEntry = ({ held_out: heldOut }: Counted): CounterChange[] => [
  { node: '', metric: `${armPrefix(heldOut)}entered`, amount: 1 },
];

/** How many people entered each step, and which branch they took. */
export function countsOfLines({ held_out: heldOut }: Counted, lines: readonly TraceEntry[]): CounterChange[] {
  const silent = armPrefix(heldOut);
  return lines.flatMap(({ node, what, port }): CounterChange[] => {
    if (node === null) return [];
    if (what === 'entered') return [{ node, metric: `${silent}entered`, amount: 1 }];
    return what === 'went' && port ? [{ node, metric: `${silent}went:${port}`, amount: 1 }] : [];
  });
}

/** Moves one person from one step's count to another's. Null is outside the flow. */
export function countsOfPlace(
  { held_out: heldOut }: Counted,
  before: string | null,
  after: string | null,
): CounterChange[] {
  if (before === after) return [];
  const metric = `${armPrefix(heldOut)}here`;
  return [
    ...(before === null ? [] : [{ node: before, metric, amount: -1 }]),
    ...(after === null ? [] : [{ node: after, metric, amount: 1 }]),
  ];
}

/** How the enrolment ended and why, for the whole flow and for the step where it ended. */
export function countsOfEnd(
  { held_out: heldOut }: Counted,
  state: string,
  reason: string,
  node: string | null,
): CounterChange[] {
  const silent = armPrefix(heldOut);
  return [
    { node: '', metric: `${silent}${state}`, amount: 1 },
    { node: '', metric: `${silent}${state}:${reason}`, amount: 1 },
    ...(node === null ? [] : [{ node, metric: `${silent}${state}`, amount: 1 }]),
  ];
}
