import { formatMoney } from '@millrace/base';
import { count } from '@millrace/base/words';
import type { ReportView } from '@millrace/services/reports';
import { Link, Table, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { Part } from '../home/part.tsx';

type Flow = ReportView['flows'][number];

/** Orders that followed messages, by flow. */
export function FlowsPart({ report: { flows, currency } }: { report: ReportView }) {
  return (
    <Part
      id="flows"
      title="After messages of flows"
      note="Attributed to the last message, not proven to be caused by it"
    >
      <Table
        label="Flows"
        columns={columnsIn(currency)}
        rows={flows}
        rowKey={({ flowId }) => flowId}
        empty={
          <p className="text-13 text-pretty text-soft">No order followed a message of a flow in this time.</p>
        }
      />
    </Part>
  );
}

const columnsIn = (currency: string): readonly Column<Flow>[] => [
  {
    id: 'flow',
    header: 'Flow',
    cell: ({ flowId, name }) => (
      <Link plain render={<NextLink href={`/flows/${flowId}/results`} />}>
        {name}
      </Link>
    ),
  },
  { id: 'orders', header: 'Orders', align: 'right', width: '6rem', cell: ({ orders }) => count(orders) },
  {
    id: 'revenue',
    header: 'Revenue',
    align: 'right',
    width: '8rem',
    cell: ({ revenue }) => formatMoney({ amount: revenue, currency }),
  },
];
