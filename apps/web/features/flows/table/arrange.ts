import { subjectNoun } from '@millrace/flow';
import { count, listed, plural, verb } from '@millrace/base/words';
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
  // Unknown effects are sorted below all known ones.
  caused: (row) => row.caused?.estimate ?? Number.NEGATIVE_INFINITY,
  entered: (row) => row.entered,
  inside: (row) => row.inside,
  sent: (row) => row.sent,
  held: (row) => row.held,
  orders: (row) => row.orders,
  revenue: (row) => row.revenue,
  changed: (row) => row.updatedAt,
};

/** Rows sorted by a column. Rows with equal values keep their order. */
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

/** The first line of the list: how many flows run, and how many people or things are inside. */
export function flowsSentence(rows: readonly FlowSummary[]): string {
  const live = rows.filter((row) => row.state === 'live').length;
  const paused = rows.filter((row) => row.state === 'paused').length;
  const running = live === 0 ? 'No flow is live' : `${plural(live, 'flow')} ${verb(live, 'is')} live`;
  const waiting = paused === 0 ? '' : `, ${count(paused)} ${verb(paused, 'is')} paused`;
  return `${running}${waiting}; ${insideSentence(rows)} inside now.`;
}

/** Flows are about different things, so each noun has its own number: `1,204 people and 3 orders are`. */
function insideSentence(rows: readonly FlowSummary[]): string {
  const inside = new Map<string, number>();
  for (const row of rows)
    inside.set(subjectNoun(row.subject), (inside.get(subjectNoun(row.subject)) ?? 0) + row.inside);
  const parts = [...inside].filter(([, number]) => number > 0);
  const all = parts.reduce((sum, [, number]) => sum + number, 0);
  if (all === 0) return [...inside.keys()].some((noun) => noun !== 'person') ? 'nothing is' : 'nobody is';
  return `${listed(parts.map(([noun, number]) => plural(number, noun)))} ${verb(all, 'is')}`;
}
