import { fail, type Instant } from '@millrace/base';
import { deliveryIdOf, findConnector, signatureSecrets, topicOf, type ConnectorKind } from '@millrace/connectors';
import { decodeForm } from '@millrace/connectors';
import type { Database } from '@millrace/db';
import { verifySignature } from '@millrace/transport';
import { recordReports } from '../messages/record-reports.ts';
import { openSecrets } from '../settings/secrets.ts';
import type { Context } from '../verb/context.ts';
import { ingestWithin } from './ingest-events.ts';
import { readJson } from './read-json.ts';

export interface Delivery {
  readonly connector: string;
  readonly connectionId: string;
  /** The bytes as they came: signatures are over these. */
  readonly body: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The full URL as the sender called it. */
  readonly url: string;
}

export interface Received {
  readonly contentType: string;
  readonly body: string;
  readonly repeated: boolean;
}

interface ConnectionRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly connector: string;
  readonly config: Record<string, unknown>;
  readonly secrets: Uint8Array | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
  readonly disabled_at: Instant | null;
  readonly last_event_at: Instant | null;
}

/**
 * A webhook comes in: the signature is verified over the raw bytes, a repeat of a delivery is told by the sender's id, and
 * what it says is stored in one transaction before it is answered.
 * @throws MillraceError not-found, signature-invalid, json-malformed, topic-unknown, input-invalid
 */
export async function receiveWebhook(db: Database, contextOf: (workspaceId: string) => Context, delivery: Delivery): Promise<Received> {
  const kind = findConnector(delivery.connector);
  if (!kind?.webhook || !/^[0-9a-f-]{36}$/i.test(delivery.connectionId)) fail('not-found', { what: 'connection' });
  const row = await db.throughDoor({ connection: delivery.connectionId }, async (tx) => {
    const [found] = await tx<
      ConnectionRow[]
    >`select * from connections where id = ${delivery.connectionId} and connector = ${delivery.connector}`;
    return found;
  });
  if (!row || row.disabled_at !== null) fail('not-found', { what: 'connection' });
  const context = contextOf(row.workspace_id);
  const config = { ...row.config, ...openSecrets(context, row.secrets) };
  if (
    !verifySignature(kind.webhook.signature, signatureSecrets(kind, config), {
      rawBody: delivery.body,
      headers: delivery.headers,
      url: delivery.url,
    })
  )
    fail('signature-invalid');
  const payload = readBody(kind, delivery.body);
  const topic = topicOf(kind.webhook, delivery.headers, payload);
  const answer = { ...kind.webhook.answer };
  if (kind.webhook.ignored.includes(topic)) return { ...answer, repeated: false };
  const connection = {
    config: kind.config.parse(config),
    headers: delivery.headers,
    query: Object.fromEntries(new URL(delivery.url).searchParams),
  };
  const events = kind.intake?.(topic, payload, connection) ?? [];
  const reports = kind.callbacks?.(topic, payload, connection) ?? [];
  const deliveryId = deliveryIdOf(kind.webhook, delivery.headers, payload);
  const source = { id: row.id, clock: { pace: row.pace, anchor: row.pace_anchor ?? 0 } };
  const repeated = await context.db.inWorkspace(row.workspace_id, async (tx) => {
    if (deliveryId) {
      const fresh =
        await tx`insert into event_keys (workspace_id, key, event_id) values (${row.workspace_id}, ${`delivery/${row.id}/${deliveryId}`}, uuidv7()) on conflict do nothing returning 1`;
      if (fresh.length === 0) return true;
    }
    if (events.length > 0) {
      const report = await ingestWithin(tx, context, source, events);
      const [refused] = report.refused;
      if (refused && report.accepted.length === 0) fail('input-invalid', { problems: refused.problem });
    }
    if (reports.length > 0) await recordReports(tx, context, row.id, reports);
    // To the quarter minute is enough to show that a connection is alive, and keeps the row from becoming a queue.
    if (row.last_event_at === null || context.now() - row.last_event_at > 15_000)
      await tx`update connections set last_event_at = ${context.now()} where id = ${row.id}`;
    return false;
  });
  return { ...answer, repeated };
}

function readBody(kind: ConnectorKind, body: Uint8Array): unknown {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(body);
  if (kind.webhook?.format === 'form') return decodeForm(text);
  return readJson(text);
}
