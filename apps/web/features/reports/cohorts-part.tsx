'use client';
import { formatMoney } from '@millrace/base';
import { count, percent } from '@millrace/base/words';
import type { CohortsView } from '@millrace/services/reports';
import { Skeleton, Table, type Column } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { Part } from '../home/part.tsx';
import { ExportButton } from '../lists/export-button.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { useTRPC } from '../shell/index.ts';
import { monthName } from './report-words.ts';

type Values = Omit<CohortsView['channels'][number], 'channel' | 'title'>;

/** What customers were worth, by the month of their first order and by the channel that came before it. */
export function CohortsPart() {
  const trpc = useTRPC();
  const query = useQuery(trpc.reports.cohorts.queryOptions({}));
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const found = query.data;
  if (!found)
    return (
      <Part title="Customers by the month of their first order">
        <Skeleton className="h-60 w-full rounded-lg" />
      </Part>
    );
  const { cohorts, channels, currency } = found;
  return (
    <>
      <Part
        title="Customers by the month of their first order"
        note="The last twelve months, whichever report you look at"
        aside={
          <span className="print:hidden">
            <ExportButton list="cohorts" />
          </span>
        }
      >
        <Table
          label="Cohorts"
          columns={[
            { id: 'month', header: 'First order', cell: ({ month }) => monthName(month) },
            ...valueColumns(currency),
          ]}
          rows={cohorts}
          rowKey={({ month }) => month}
          empty={
            <p className="text-13 text-soft">
              Nobody has ordered for the first time in the last twelve months.
            </p>
          }
        />
        <p className="mt-2 max-w-180 text-12 text-pretty text-faint">
          Revenue of each customer until so many days after the first order, without tax and shipping, less
          refunds. A dash: for some of the month, those days are not over.
        </p>
      </Part>
      {channels.length === 0 ? null : (
        <Part
          title="Lifetime value by channel"
          note="By the channel whose message came before the first order"
        >
          <Table
            label="Lifetime value by channel"
            columns={[
              { id: 'channel', header: 'Channel', cell: ({ title }) => title },
              ...valueColumns(currency),
            ]}
            rows={channels}
            rowKey={({ channel }) => channel ?? ''}
          />
          <p className="mt-2 max-w-180 text-12 text-pretty text-faint">
            Each figure is of the customers whose days are over. People whom a channel reached may differ from
            others by themselves, so a higher value is not proof of what the channel did.
          </p>
        </Part>
      )}
    </>
  );
}

function valueColumns<Row extends Values>(currency: string): readonly Column<Row>[] {
  const money = (amount: number | null) =>
    amount === null ? '–' : formatMoney({ amount: Math.round(amount), currency });
  return [
    { id: 'customers', header: 'Customers', align: 'right', cell: ({ customers }) => count(customers) },
    {
      id: 'again',
      header: 'Again in 90 days',
      align: 'right',
      cell: ({ again }) => (again === null ? '–' : percent(again)),
    },
    { id: 'first', header: 'First order', align: 'right', wide: true, cell: ({ first }) => money(first) },
    { id: 'd30', header: '30 days', align: 'right', wide: true, cell: ({ days30 }) => money(days30) },
    { id: 'd90', header: '90 days', align: 'right', cell: ({ days90 }) => money(days90) },
    { id: 'd365', header: '365 days', align: 'right', wide: true, cell: ({ days365 }) => money(days365) },
  ];
}
