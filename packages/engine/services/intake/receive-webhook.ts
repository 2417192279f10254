import { fail, type Instant } from '@millrace/base';
import { deliveryIdOf, findConnector, signatureSecrets, topicOf, type ConnectorKind } from '@millrace/connectors';
import { decodeForm } from '@millrace/connectors';
import type { Database, Tx } from '@millrace/db';
import { verifySignature } from '@millrace/transport';
import { recordReports } from '../messages/record-reports.ts';
import type { Context } from '../verb/context.ts';
import { ingestWithin } from './ingest-events.ts';
import { knownConnection, type KnownConnection } from './known-connection.ts';
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

/**
 * A webhook comes in: the signature is verified over the raw bytes, a repeat of a delivery is told by the sender's id, and
 * what it says is stored in one transaction before it is answered.
 * @throws MillraceError not-found, signature-invalid, json-malformed, topic-unknown, input-invalid
 */
export async function receiveWebhook(db: Database, contextOf: (workspaceId: string) => Context, delivery: Delivery): Promise<Received> {
  const kind = findConnector(delivery.connector);
  if (!kind?.webhook || !/^[0-9a-f-]{36}$/i.test(delivery.connectionId)) fail('not-found', { what: 'connection' });
  const known = await knownConnection(db, contextOf, delivery.connector, delivery.connectionId);
  if (!known) fail('not-found', { what: 'connection' });
  const context = contextOf(known.workspaceId);
  if (
    !verifySignature(kind.webhook.signature, signatureSecrets(kind, known.raw), {
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
    config: known.config,
    headers: delivery.headers,
    query: Object.fromEntries(new URL(delivery.url).searchParams),
  };
  const events = kind.intake?.(topic, payload, connection) ?? [];
  const reports = kind.callbacks?.(topic, payload, connection) ?? [];
  const deliveryId = deliveryIdOf(kind.webhook, delivery.headers, payload);
  const source = { id: known.id, clock: { pace: known.pace, anchor: known.anchor } };
  const repeated = await context.db.inWorkspace(known.workspaceId, async (tx) => {
    if (deliveryId) {
      const fresh =
        await tx`insert into event_keys (workspace_id, key, event_id) values (${known.workspaceId}, ${`delivery/${known.id}/${deliveryId}`}, uuidv7()) on conflict do nothing returning 1`;
      if (fresh.length === 0) return true;
    }
    if (events.length > 0) {
      const report = await ingestWithin(tx, context, source, events);
      const [refused] = report.refused;
      if (refused && report.accepted.length === 0) fail('input-invalid', { problems: refused.problem });
    }
    if (reports.length > 0) await recordReports(tx, context, known.id, reports);
    await markAlive(tx, known, context.now());
    return false;
  });
  return { ...answer, repeated };
}

/** To the quarter minute is enough to show that a connection is alive, and one delivery writes it for all. */
async function markAlive(tx: Tx, known: KnownConnection, now: Instant): Promise<void> {
  if (known.lastEventAt !== null && now - known.lastEventAt <= 15_000) return;
  known.lastEventAt = now;
  await tx`update connections set last_event_at = ${now} where id = ${known.id}`;
}

function readBody(kind: ConnectorKind, body: Uint8Array): unknown {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(body);
  if (kind.webhook?.format === 'form') return decodeForm(text);
  return readJson(text);
}
