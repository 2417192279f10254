'use client';
import { formatMoney } from '@millrace/base';
import type { FlowAnalytics } from '@millrace/services/measure';
import { FamilyMark, Money, Table, type Column } from '@millrace/ui';
import { channelById } from '@millrace/channels';
import type { Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { messagesOf } from '../gallery/messages-of.ts';
import { number, share } from '../flows/words.ts';
import { countsWithin } from './attribution-words.ts';
import { messageFigures, type MessageFigures } from './figures.ts';
import { Explained } from './part.tsx';

/** All messages of the flow, compared. */
export function MessagesPart({ graph, analytics }: { graph: Graph; analytics: FlowAnalytics }) {
  const messages = messagesOf(graph, kinds);
  const rows = messageFigures(
    analytics.nodes,
    messages.map((message) => message.id),
  );
  const { currency } = analytics;
  const knowsOpens = (node: string) =>
    channelById(messages.find((message) => message.id === node)?.channel ?? '')?.tracksOpens !== false;
  const columns: readonly Column<MessageFigures>[] = [
    { id: 'message', header: 'Message', cell: (row) => <Title id={row.node} graph={graph} /> },
    { id: 'sent', header: 'Sent', align: 'right', cell: (row) => number(row.sent) },
    {
      id: 'opened',
      header: 'Opened',
      align: 'right',
      wide: true,
      cell: (row) =>
        knowsOpens(row.node) ? share(row.opened, row.sent) : <span className="text-faint">–</span>,
    },
    {
      id: 'clicked',
      header: 'Clicked',
      align: 'right',
      wide: true,
      cell: (row) => share(row.clicked, row.sent),
    },
    {
      id: 'machines',
      header: 'By machines',
      align: 'right',
      wide: true,
      cell: (row) => (
        <span
          className="text-faint"
          title="Opened · clicked by scanners and mail proxies. Counted nowhere else."
        >
          {row.machineOpened + row.machineClicked === 0
            ? '–'
            : `${number(row.machineOpened)} · ${number(row.machineClicked)}`}
        </span>
      ),
    },
    { id: 'orders', header: 'Orders', align: 'right', cell: (row) => number(row.orders) },
    {
      id: 'revenue',
      header: 'Attributed',
      align: 'right',
      wide: true,
      cell: (row) => <Money amount={row.revenue} currency={currency} round />,
    },
    {
      id: 'each',
      header: 'Each',
      align: 'right',
      cell: (row) =>
        row.revenueEach === null ? (
          <span className="text-faint">–</span>
        ) : (
          <span className="font-medium">{formatMoney({ amount: row.revenueEach, currency })}</span>
        ),
    },
    {
      id: 'unsubscribed',
      header: 'Unsubscribed',
      align: 'right',
      wide: true,
      cell: (row) => (
        <span className={row.sent > 0 && row.unsubscribed / row.sent > 0.005 ? 'text-waiting' : ''}>
          {share(row.unsubscribed, row.sent)}
        </span>
      ),
    },
  ];
  return (
    <Explained
      title="Messages compared"
      note="Attributed orders, not incremental ones"
      about={
        <>
          <p>
            An order is attributed to the last message before it that still counts:{' '}
            {countsWithin(graph.settings.attribution)}.
          </p>
          <p>
            “Each” is revenue per message sent. Use these numbers to compare messages. What the flow is worth
            is shown further up.
          </p>
        </>
      }
    >
      <Table
        label="Messages of the flow"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.node}
        empty={<p className="text-13 text-soft">This flow sends no messages.</p>}
      />
    </Explained>
  );
}

function Title({ id, graph }: { id: string; graph: Graph }) {
  const node = graph.nodes.find((entry) => entry.id === id);
  const kind = node && kinds[node.kind];
  return (
    <span className="flex items-center gap-2 max-md:max-w-40">
      <FamilyMark family="message" icon={kind?.icon} size="small" />
      <span className="truncate">{node?.name ?? kind?.title ?? id}</span>
    </span>
  );
}
