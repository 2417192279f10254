import { numberDay } from '@millrace/flow';
import type { AnomalyView } from '@millrace/services/anomalies';
import { Badge, Icon, Link, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { usualWords, valueOf } from './anomaly-words.ts';

const DIRECTIONS = { low: 'Lower than usual', high: 'Higher than usual' } as const;

export const anomalyColumns = (currency: string): readonly Column<AnomalyView>[] => [
  {
    id: 'what',
    header: 'Number',
    cell: (row) => (
      <>
        <span className="flex items-center gap-2">
          <Icon
            name={row.direction === 'low' ? 'trend-down' : 'trend-up'}
            size={14}
            label={DIRECTIONS[row.direction]}
            className={row.isWorse ? 'text-broken' : 'text-good'}
          />
          <Link
            plain
            className="font-medium"
            render={<NextLink href={`/anomalies/${row.id}`} onClick={(event) => event.stopPropagation()} />}
          >
            {row.title}
          </Link>
        </span>
        <span className="line-clamp-2 text-12 text-faint md:hidden">
          {numberDay(row.day)}, usual is {usualWords(row, currency)}
        </span>
      </>
    ),
  },
  {
    id: 'value',
    header: 'Value',
    align: 'right',
    width: '7rem',
    cell: (row) => <span className="tabular">{valueOf(row, row.value, currency)}</span>,
  },
  {
    id: 'usual',
    header: 'Usual',
    wide: true,
    width: '15rem',
    cell: (row) => <span className="text-soft tabular">{usualWords(row, currency)}</span>,
  },
  {
    id: 'cause',
    header: 'Likely cause',
    wide: true,
    cell: (row) => (
      <span className="line-clamp-2 max-w-100 whitespace-normal text-soft" title={row.cause ?? undefined}>
        {row.cause ?? 'None known'}
      </span>
    ),
  },
  {
    id: 'day',
    header: 'Day',
    align: 'right',
    wide: true,
    width: '8rem',
    cell: (row) => <span className="text-soft tabular">{numberDay(row.day)}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: '6rem',
    cell: (row) => (row.seenAt === null ? <Badge tone="waiting">New</Badge> : <Badge>Seen</Badge>),
  },
];
