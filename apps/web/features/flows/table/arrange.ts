import { count, people, plural, verb } from '@millrace/base/words';
import type { FlowSummary } from '@millrace/services/flows';
import type { Caused } from '../caused.ts';

export interface FlowRow extends FlowSummary {
  readonly caused: Caused | undefined;
}

export const SORTABLE = [
  'name',
  'caused',
  'entered',
  'inside',
  'sent',
  'held',
  'orders',
  'revenue',
  'changed',
] as const;
export type SortColumn = (typeof SORTABLE)[number];

const VALUES: Readonly<Record<SortColumn, (row: FlowRow) => number | string>> = {
  name: (row) => row.name.toLowerCase(),
  // What is not known yet stands below everything that is.
  caused: (row) => row.caused?.estimate ?? Number.NEGATIVE_INFINITY,
  entered: (row) => row.entered,
  inside: (row) => row.inside,
  sent: (row) => row.sent,
  held: (row) => row.held,
  orders: (row) => row.orders,
  revenue: (row) => row.revenue,
  changed: (row) => row.updatedAt,
};

/** Rows in the order asked for; equal ones keep theirs. */
export function arranged(
  rows: readonly FlowRow[],
  column: SortColumn,
  direction: 'up' | 'down',
): readonly FlowRow[] {
  const value = VALUES[column];
  const sign = direction === 'up' ? 1 : -1;
  return rows.toSorted((left, right) => {
    const [a, b] = [value(left), value(right)];
    return a === b ? 0 : a < b ? -sign : sign;
  });
}

/** The list's first line: how many run, and whether anything is known of what they cause. */
export function flowsSentence(rows: readonly FlowSummary[]): string {
  const live = rows.filter((row) => row.state === 'live').length;
  const paused = rows.filter((row) => row.state === 'paused').length;
  const inside = rows.reduce((sum, row) => sum + row.inside, 0);
  const running = live === 0 ? 'No flow is live' : `${plural(live, 'flow')} ${verb(live, 'is')} live`;
  const waiting = paused === 0 ? '' : `, ${count(paused)} ${verb(paused, 'is')} paused`;
  return `${running}${waiting}; ${people(inside)} ${verb(inside, 'is')} inside now.`;
}
