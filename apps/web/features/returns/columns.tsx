import type { ReturnView } from '@millrace/services/returns';
import { Badge, Link, Money, RelativeTime, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { ANSWER_WORDS, itemWords, STEP_WORDS, wishWords } from './return-words.ts';

export const returnColumns: readonly Column<ReturnView>[] = [
  {
    id: 'number',
    header: 'Return',
    cell: (row) => (
      <div className="py-1">
        <span className="font-medium tabular">{row.number}</span>
        <span className="line-clamp-1 text-12 text-faint">{row.items.map(itemWords).join(', ')}</span>
      </div>
    ),
  },
  {
    id: 'customer',
    header: 'Customer',
    wide: true,
    cell: (row) => (
      <Link
        plain
        render={
          <NextLink href={`/customers/${row.customerId}`} onClick={(event) => event.stopPropagation()} />
        }
      >
        {row.customer ?? 'Unknown'}
      </Link>
    ),
  },
  {
    id: 'reason',
    header: 'Reason',
    wide: true,
    cell: (row) => (
      <span className="text-soft">{[...new Set(row.items.map((item) => item.reasonLabel))].join(', ')}</span>
    ),
  },
  {
    id: 'wish',
    header: 'Wants',
    wide: true,
    cell: (row) => <span className="text-soft">{wishWords(row)}</span>,
  },
  {
    id: 'policy',
    header: 'Policy',
    wide: true,
    cell: (row) => (
      <span className="text-soft" title={row.why ?? undefined}>
        {row.answer === null ? '' : ANSWER_WORDS[row.answer]}
      </span>
    ),
  },
  {
    id: 'value',
    header: 'Value',
    align: 'right',
    wide: true,
    width: '6rem',
    cell: (row) => <Money amount={row.value} currency={row.currency} />,
  },
  {
    id: 'step',
    header: 'How far',
    width: '9rem',
    cell: (row) => (
      <div className="py-1">
        <Badge tone={STEP_WORDS[row.step].tone}>{STEP_WORDS[row.step].label}</Badge>
        <span className="block text-12 text-faint">
          <RelativeTime instant={row.stepAt} />
        </span>
      </div>
    ),
  },
];
