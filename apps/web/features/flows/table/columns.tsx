'use client';
import { countOfSubject } from '@millrace/flow';
import { inflected } from '@millrace/base/words';
import {
  classes,
  IconButton,
  Link,
  Menu,
  Money,
  RelativeTime,
  Sparkline,
  Tooltip,
  type Column,
  type MenuEntry,
} from '@millrace/ui';
import { Icon } from '@millrace/ui';
import NextLink from 'next/link';
import { NotShown } from '../../lists/not-shown.tsx';
import { CausedCell } from '../caused-cell.tsx';
import { madeWords, namesakes } from '../namesakes.ts';
import { FlowPill } from '../flow-pill.tsx';
import { number, plural } from '../words.ts';
import type { FlowRow } from './arrange.ts';

interface Around {
  readonly currency: string;
  readonly domain: readonly [number, number];
  readonly zone: string;
  /** All rows, to find those that share a name. */
  readonly rows: readonly FlowRow[];
  readonly entriesFor: (row: FlowRow) => readonly (MenuEntry | null)[];
}

/** Zeros are faint, so that other numbers stand out. */
const count = (value: number) => (value === 0 ? <span className="text-faint">0</span> : number(value));

export function flowColumns({
  currency,
  domain,
  zone,
  rows,
  entriesFor,
}: Around): readonly Column<FlowRow>[] {
  const alike = namesakes(rows);
  return [
    {
      id: 'name',
      header: 'Flow',
      sortable: true,
      cell: (row) => <Name row={row} more={alike(row) ? madeWords(row.createdAt, zone) : null} />,
    },
    { id: 'state', header: 'State', cell: (row) => <FlowPill state={row.state} version={row.liveVersion} /> },
    {
      id: 'caused',
      header: 'Incremental',
      sortable: true,
      cell: (row) =>
        row.liveVersion === null ? (
          <span className="text-faint">–</span>
        ) : (
          <CausedCell caused={row.caused} currency={currency} domain={domain} width={84} />
        ),
    },
    {
      id: 'entered',
      header: 'Entered',
      align: 'right',
      sortable: true,
      wide: true,
      cell: (row) => count(row.entered),
    },
    {
      id: 'inside',
      header: 'Inside',
      align: 'right',
      sortable: true,
      wide: true,
      cell: (row) => count(row.inside),
    },
    {
      id: 'sent',
      header: 'Sent',
      align: 'right',
      sortable: true,
      wide: true,
      cell: (row) => count(row.sent),
    },
    {
      id: 'held',
      header: 'Held',
      align: 'right',
      sortable: true,
      wide: true,
      cell: (row) => count(row.held),
    },
    {
      id: 'orders',
      header: 'Orders',
      align: 'right',
      sortable: true,
      wide: true,
      cell: (row) => count(row.orders),
    },
    {
      id: 'revenue',
      header: 'Attributed',
      align: 'right',
      sortable: true,
      wide: true,
      cell: (row) =>
        row.revenue === 0 ? count(0) : <Money amount={row.revenue} currency={currency} round />,
    },
    { id: 'entries', header: '14 days', align: 'right', wide: true, cell: (row) => <Entries row={row} /> },
    {
      id: 'changed',
      header: 'Changed',
      align: 'right',
      sortable: true,
      wide: true,
      cell: (row) => (
        <span className="text-soft">
          <RelativeTime instant={row.updatedAt} />
        </span>
      ),
    },
    {
      id: 'more',
      header: <span className="sr-only">Actions</span>,
      width: '2.75rem',
      cell: (row) => <RowMenu row={row} entries={entriesFor(row)} />,
    },
  ];
}

function Name({ row, more }: { row: FlowRow; more: string | null }) {
  return (
    <span className="flex items-center gap-2">
      <span className={classes('flex min-w-0 flex-col', more && 'py-1.5')}>
        <Link
          plain
          render={<NextLink href={`/flows/${row.id}`} onClick={(event) => event.stopPropagation()} />}
          className="truncate font-medium"
        >
          {row.name}
        </Link>
        {more ? <span className="truncate text-12 text-faint tabular">{more}</span> : null}
      </span>
      <NotShown row={row} />
      {row.problems > 0 ? (
        <Tooltip
          content={`${plural(row.problems, 'problem')} in the draft to fix before it can be published`}
        >
          <span
            tabIndex={0}
            className="inline-flex items-center gap-0.5 rounded-sm text-12 text-broken tabular"
          >
            <Icon name="warning" size={12} />
            {row.problems}
            <span className="sr-only">{inflected(row.problems, 'problem')}</span>
          </span>
        </Tooltip>
      ) : null}
    </span>
  );
}

function Entries({ row }: { row: FlowRow }) {
  const all = row.entries.reduce((sum, entry) => sum + entry, 0);
  if (all === 0) return <span className="text-faint">–</span>;
  return (
    <Sparkline
      values={row.entries}
      width={72}
      label={`${countOfSubject(row.subject, all)} entered in 14 days, ${number(row.entries.at(-1) ?? 0)} of them in the last day`}
    />
  );
}

function RowMenu({ row, entries }: { row: FlowRow; entries: readonly (MenuEntry | null)[] }) {
  return (
    <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      <Menu
        align="end"
        trigger={<IconButton icon="more" size="small" label={`What to do with ${row.name}`} />}
        entries={entries}
      />
    </span>
  );
}
