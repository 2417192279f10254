'use client';
import { count } from '@millrace/base/words';
import {
  Badge,
  Button,
  Card,
  EmptyState,
  Money,
  Pagination,
  RelativeTime,
  Skeleton,
  Sparkline,
  Stat,
  StatePill,
  STATES,
  Table,
  Tabs,
  type Sort,
  type StateName,
} from '@millrace/ui';
import { useState } from 'react';
import { Row, Section } from './section.tsx';

interface FlowRow {
  id: string;
  name: string;
  state: StateName;
  caused: number;
  sent: number;
  held: number;
  trend: number[];
  changed: number;
}
const FLOWS: FlowRow[] = [
  {
    id: '1',
    name: 'Abandoned cart, AI',
    state: 'live',
    caused: 341_250,
    sent: 1_932,
    held: 88,
    trend: [3, 5, 4, 8, 7, 11, 12],
    changed: 0.2,
  },
  {
    id: '2',
    name: 'Welcome series',
    state: 'paused',
    caused: 92_010,
    sent: 704,
    held: 12,
    trend: [9, 8, 8, 6, 7, 4, 3],
    changed: 26,
  },
  {
    id: '3',
    name: 'Win-back after 90 days, with a very long name that does not fit',
    state: 'broken',
    caused: -4_120,
    sent: 11_208,
    held: 1_402,
    trend: [1, 1, 0, 0, 2, 1, 0],
    changed: 400,
  },
];

export function BenchShow() {
  const [sort, setSort] = useState<Sort>({ column: 'caused', direction: 'down' });
  const [tab, setTab] = useState<'all' | 'live' | 'drafts'>('all');
  const [mode, setMode] = useState<'build' | 'rehearse' | 'watch'>('build');
  const now = Date.now();
  return (
    <>
      <Section title="States">
        <Row>
          {(Object.keys(STATES) as StateName[]).map((state) => (
            <StatePill key={state} state={state} />
          ))}
          <Badge>12 drafts</Badge>
          <Badge tone="river" icon="spark">
            New
          </Badge>
        </Row>
      </Section>
      <Section title="Tabs">
        <Tabs
          value={tab}
          onValueChange={setTab}
          label="Which flows"
          tabs={[
            { value: 'all', label: 'All' },
            { value: 'live', label: 'Live' },
            { value: 'drafts', label: 'Drafts' },
          ]}
        />
        <Tabs
          value={mode}
          onValueChange={setMode}
          look="pill"
          label="Mode"
          tabs={[
            { value: 'build', label: 'Build' },
            { value: 'rehearse', label: 'Rehearse' },
            { value: 'watch', label: 'Watch' },
          ]}
        />
      </Section>
      <Section title="Table">
        <Card flush>
          <Table
            label="Flows"
            rows={FLOWS}
            rowKey={(row) => row.id}
            onOpen={() => {}}
            sort={sort}
            onSort={setSort}
            selectedKey="2"
            columns={[
              {
                id: 'name',
                header: 'Flow',
                sortable: true,
                cell: (row) => <span className="font-medium">{row.name}</span>,
              },
              { id: 'state', header: 'State', cell: (row) => <StatePill state={row.state} /> },
              {
                id: 'caused',
                header: 'Incremental',
                align: 'right',
                sortable: true,
                cell: (row) => <Money amount={row.caused} currency="USD" round />,
              },
              {
                id: 'sent',
                header: 'Sent',
                align: 'right',
                sortable: true,
                wide: true,
                cell: (row) => count(row.sent),
              },
              { id: 'held', header: 'Held', align: 'right', wide: true, cell: (row) => count(row.held) },
              {
                id: 'trend',
                header: 'Last 7 days',
                wide: true,
                cell: (row) => (
                  <Sparkline
                    values={row.trend}
                    label={`Entered a day, from ${row.trend[0]} to ${row.trend.at(-1)}`}
                  />
                ),
              },
              {
                id: 'changed',
                header: 'Changed',
                align: 'right',
                wide: true,
                cell: (row) => <RelativeTime instant={now - row.changed * 3_600_000} className="text-soft" />,
              },
            ]}
          />
          <div className="border-t border-line">
            <Pagination summary="1–3 of 12 flows" onOlder={() => {}} />
          </div>
        </Card>
        <Card flush title="While loading">
          <Table
            label="Loading"
            rows={[] as FlowRow[]}
            rowKey={(row) => row.id}
            loading
            expected={3}
            columns={[
              { id: 'a', header: 'Flow', cell: () => null },
              { id: 'b', header: 'State', cell: () => null },
              { id: 'c', header: 'Sent', align: 'right', cell: () => null },
            ]}
          />
        </Card>
      </Section>
      <Section title="Numbers">
        <div className="grid gap-6 sm:grid-cols-4">
          <Stat size="large" label="Margin caused" value="$3,412" note="between $1,100 and $5,900" />
          <Stat label="Entered today" value="1,204" note="121 held back" />
          <Stat label="Could not be sent" value="7" tone="broken" />
          <Stat label="Loading" value="" loading />
        </div>
      </Section>
      <Section title="Empty">
        <EmptyState
          icon="send"
          title="Messages appear here as they are sent"
          action={
            <Button look="primary" icon="gallery">
              Choose a flow to begin with
            </Button>
          }
        >
          Nothing has been sent yet. Without a provider connected, every message is caught here and can be
          read as the customer would see it.
        </EmptyState>
        <Skeleton className="h-4 w-60" />
      </Section>
    </>
  );
}
