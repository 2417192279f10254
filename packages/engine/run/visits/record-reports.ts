import type { messages, Row, Known } from '@millrace/db/schema';
import type { Instant } from '@millrace/base';
import type { MessageStatus } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { MessageReport } from '@millrace/connectors';
import { ingestWithin } from '../intake/ingest-events.ts';
import { addToCounters } from '../measure/counters.ts';
import { because } from '../messages/because.ts';
import { changeStatus } from '../messages/change-status.ts';
import { suppress } from '../sending/suppress.ts';

interface Reported extends Known<
  Pick<
    Row<typeof messages>,
    | 'id'
    | 'enrolled_at'
    | 'customer_id'
    | 'flow_id'
    | 'version_id'
    | 'node'
    | 'status'
    | 'reason'
    | 'sending_at'
  >,
  { status: MessageStatus }
> {
  readonly erased: boolean;
}

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;
const EVENT: Readonly<Record<string, string>> = {
  'message-failed': 'message-bounced',
  'message-undelivered': 'message-bounced',
};

/**
 * Records a provider's reports about our messages: updates the row, counts it, and stores an event that flows
 * may wait for.
 */
export async function recordReports(
  tx: Tx,
  context: Context,
  connectionId: string,
  reports: readonly MessageReport[],
): Promise<void> {
  for (const report of reports) {
    const message = await findMessage(tx, connectionId, report);
    const { channel, address, suppress: reason } = report;
    if (reason && address)
      await suppress(
        tx,
        context,
        { channel, address, reason, customerId: message?.customer_id ?? null },
        context.now(),
      );
    if (!message) continue;
    const now = context.now();
    // Any report proves that the provider had a message whose sending was interrupted, so it resolves the
    // doubt.
    if (message.status === 'unknown') {
      const { sending_at: sentAt } = message;
      const providerId = message.erased ? null : report.providerId;
      await changeStatus(
        tx,
        context.workspaceId,
        message,
        { to: 'sent', reason: null, sentence: null, providerId, sentAt },
        now,
      );
    }
    if (
      report.event === 'message-delivered' ||
      report.event === 'message-failed' ||
      report.event === 'message-undelivered'
    ) {
      await (report.event === 'message-delivered'
        ? markDelivered(tx, context, message, now)
        : markBounced(tx, context, message, report, now));
    }
    // Nothing more is recorded for an erased person.
    if (report.event === 'message-sent' || message.erased) continue;
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

/** A repeated report counts once. */
async function markDelivered(tx: Tx, context: Context, message: Reported, now: Instant): Promise<void> {
  const fresh = await tx`update messages set delivered_at = ${now}
      where id = ${message.id} and enrolled_at = ${message.enrolled_at} and delivered_at is null returning 1`;
  if (fresh.length > 0) await count(tx, context, message, 'delivered', now);
}

async function markBounced(
  tx: Tx,
  context: Context,
  message: Reported,
  report: MessageReport,
  now: Instant,
): Promise<void> {
  const fresh = await tx`update messages set bounced_at = ${now},
      sentence = ${because('Not delivered', report.reason ?? 'the provider gave no reason')}
    where id = ${message.id} and enrolled_at = ${message.enrolled_at} and bounced_at is null returning 1`;
  if (fresh.length > 0) await count(tx, context, message, 'bounced', now);
}

const count = (
  tx: Tx,
  context: Context,
  { flow_id: flowId, version_id: versionId, node }: Reported,
  metric: string,
  now: Instant,
) => addToCounters(tx, context.workspaceId, { flowId, versionId }, now, [{ node, metric, amount: 1 }]);

async function findMessage(
  tx: Tx,
  connectionId: string,
  report: MessageReport,
): Promise<Reported | undefined> {
  const columns = tx`id, enrolled_at, customer_id, flow_id, version_id, node, status, reason, sending_at,
    exists (select from customers c where c.id = messages.customer_id and c.erased_at is not null) as erased`;
  if (report.messageId) {
    const [row] = await tx<Reported[]>`select ${columns} from messages where id = ${report.messageId}`;
    if (row) return row;
  }
  if (report.providerId) {
    const [row] = await tx<Reported[]>`select ${columns} from messages
      where connection_id = ${connectionId} and provider_id = ${report.providerId}`;
    if (row) return row;
  }
  if (!report.address) return undefined;
  const [row] = await tx<
    Reported[]
  >`select ${columns} from messages where address = ${report.address} and channel = ${report.channel}
    and sent_at is not null order by sent_at desc limit 1`;
  return row;
}
