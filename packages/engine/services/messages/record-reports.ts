import type { Tx } from '@millrace/db';
import type { MessageReport } from '@millrace/connectors';
import { ingestWithin } from '../intake/ingest-events.ts';
import { tally } from '../measure/tally.ts';
import type { Context } from '../verb/context.ts';
import { because } from './because.ts';

interface Reported {
  readonly id: string;
  readonly enrolled_at: number;
  readonly customer_id: string;
  readonly flow_id: string;
  readonly version_id: string;
  readonly node: string;
  readonly status: string;
  readonly channel: string;
  readonly address: string | null;
  readonly delivered_at: number | null;
}

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;
const EVENT: Readonly<Record<string, string>> = { 'message-failed': 'message-bounced', 'message-undelivered': 'message-bounced' };

/** News from a provider about messages of ours: the row is brought up to it, it is counted, and it becomes an event that flows may wait for. */
export async function recordReports(tx: Tx, context: Context, connectionId: string, reports: readonly MessageReport[]): Promise<void> {
  for (const report of reports) {
    const message = await findMessage(tx, connectionId, report);
    if (report.suppress && report.address) {
      await tx`insert into suppressions (workspace_id, channel, address, reason, customer_id, at) values (${context.workspaceId}, ${report.channel}, ${report.address}, ${report.suppress}, ${message?.customer_id ?? null}, ${context.now()}) on conflict do nothing`;
    }
    if (!message) continue;
    const now = context.now();
    const flow = { flowId: message.flow_id, versionId: message.version_id };
    if (report.event === 'message-delivered' && message.delivered_at === null) {
      // A delivery report also ends the doubt about a message whose sending was interrupted.
      await tx`update messages set delivered_at = ${now}, status = case when status = 'unknown' then 'sent' else status end, sent_at = coalesce(sent_at, sending_at, ${now}), provider_id = coalesce(provider_id, ${report.providerId})
        where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
      await tally(tx, context.workspaceId, flow, now, [
        { node: message.node, metric: 'delivered', amount: 1 },
        ...(message.status === 'unknown'
          ? [
              { node: message.node, metric: 'unknown', amount: -1 },
              { node: message.node, metric: 'sent', amount: 1 },
            ]
          : []),
      ]);
    }
    if (report.event === 'message-failed' || report.event === 'message-undelivered') {
      await tx`update messages set bounced_at = coalesce(bounced_at, ${now}), reason = ${report.reason ?? 'not-delivered'}, sentence = ${because('Not delivered', report.reason ?? 'the provider gave no reason')} where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
      await tally(tx, context.workspaceId, flow, now, [{ node: message.node, metric: 'bounced', amount: 1 }]);
    }
    if (report.event === 'message-sent') continue;
    await ingestWithin(tx, context, INTERNAL, [
      {
        id: `report/${connectionId}/${report.id}`,
        type: EVENT[report.event] ?? report.event,
        customer: { id: message.customer_id },
        properties: {
          messageId: message.id,
          channel: report.channel,
          ...(report.text ? { text: report.text } : {}),
          ...(report.word ? { word: report.word } : {}),
        },
      },
    ]);
  }
}

async function findMessage(tx: Tx, connectionId: string, report: MessageReport): Promise<Reported | undefined> {
  const columns = tx`id, enrolled_at, customer_id, flow_id, version_id, node, status, channel, address, delivered_at`;
  if (report.messageId) {
    const [row] = await tx<Reported[]>`select ${columns} from messages where id = ${report.messageId}`;
    if (row) return row;
  }
  if (report.providerId) {
    const [row] = await tx<
      Reported[]
    >`select ${columns} from messages where connection_id = ${connectionId} and provider_id = ${report.providerId}`;
    if (row) return row;
  }
  if (!report.address) return undefined;
  const [row] = await tx<
    Reported[]
  >`select ${columns} from messages where address = ${report.address} and channel = ${report.channel} and sent_at is not null order by sent_at desc limit 1`;
  return row;
}
