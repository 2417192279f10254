import { count, shareOf } from '@millrace/base/words';
import type { ReportView } from '@millrace/services/reports';
import { Link, Table, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { Part } from '../home/part.tsx';

type Channel = ReportView['channels'][number];

/** Messages that were sent, by channel. */
export function ChannelPart({ report: { channels } }: { report: ReportView }) {
  return (
    <Part title="Messages" note="Opens and clicks of machines are left out">
      <Table
        label="Messages by channel"
        columns={COLUMNS}
        rows={channels}
        rowKey={({ channel }) => channel}
        empty={<p className="text-13 text-soft">No messages were sent.</p>}
      />
    </Part>
  );
}

const share = (part: number, whole: number) => (whole === 0 ? '–' : shareOf(part, whole));

const COLUMNS: readonly Column<Channel>[] = [
  {
    id: 'channel',
    header: 'Channel',
    cell: ({ channel, title }) => (
      <Link plain render={<NextLink href={`/messages?channel=${channel}`} />}>
        {title}
      </Link>
    ),
  },
  { id: 'sent', header: 'Sent', align: 'right', cell: ({ sent }) => count(sent) },
  { id: 'before', header: 'Before', align: 'right', cell: ({ sentBefore }) => count(sentBefore) },
  {
    id: 'delivered',
    header: 'Delivered',
    align: 'right',
    wide: true,
    cell: ({ delivered, sent }) => share(delivered, sent),
  },
  {
    id: 'opened',
    header: 'Opened',
    align: 'right',
    wide: true,
    cell: ({ opened, sent }) => share(opened, sent),
  },
  { id: 'clicked', header: 'Clicked', align: 'right', cell: ({ clicked, sent }) => share(clicked, sent) },
];
