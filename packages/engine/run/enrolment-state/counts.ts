import type { EnrolmentRow } from '@millrace/core/rows';
import type { TraceEntry } from '@millrace/flow';
import type { CounterChange } from '../measure/counters.ts';

/** Whose counts: those of people held out stand apart. */
export const armPrefix = (heldOut: boolean): string => (heldOut ? 'silent:' : '');

type Counted = Pick<EnrolmentRow, 'held_out'>;

export const countsOfEntry = ({ held_out: heldOut }: Counted): CounterChange[] => [
  { node: '', metric: `${armPrefix(heldOut)}entered`, amount: 1 },
];

/** Who entered the steps, and which way they went. */
export function countsOfLines({ held_out: heldOut }: Counted, lines: readonly TraceEntry[]): CounterChange[] {
  const silent = armPrefix(heldOut);
  return lines.flatMap(({ node, what, port }): CounterChange[] => {
    if (node === null) return [];
    if (what === 'entered') return [{ node, metric: `${silent}entered`, amount: 1 }];
    return what === 'went' && port ? [{ node, metric: `${silent}went:${port}`, amount: 1 }] : [];
  });
}

/** Who is where: left one place and came to the other. Null is no place. */
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

/** How it ended and why, for the flow as a whole, and at which step. */
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
