import { createHash } from 'node:crypto';
import { fail, uuidSchema, storableText } from '@millrace/base';
import { deliveryIdOf, findConnector, signatureSecrets, topicOf, type Webhook } from '@millrace/connectors';
import { decodeForm } from '@millrace/connectors';
import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { eventType } from '@millrace/flow';
import { verifySignature } from '@millrace/transport';
import { carryOutPresses } from './carry-out-presses.ts';
import { forgetConnections, knownConnection } from './known-connection.ts';
import { readJson } from '../parsing/read-json.ts';
import { recogniseShop } from './recognise-shop.ts';
import { storeDelivery } from './store-deliveries.ts';

export interface Delivery {
  readonly connector: string;
  readonly connectionId: string;
  /** The bytes as received; signatures cover these. */
  readonly body: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The full URL as the sender requested it. */
  readonly url: string;
}

export interface Received {
  readonly contentType: string;
  readonly body: string;
  readonly repeated: boolean;
}

/**
 * Receives a webhook: verifies the signature over the raw bytes, recognises a repeated delivery by its
 * content, and stores its events in one transaction before it responds.
 * @throws MillraceError not-found, signature-invalid, json-malformed, limit-exceeded, topic-unknown,
 * input-invalid, connection-invalid
 */
export async function receiveWebhook(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  delivery: Delivery,
): Promise<Received> {
  const kind = findConnector(delivery.connector);
  const known = await addressed(db, contextOf, delivery);
  if (!kind?.webhook || !known) return fail('not-found', { what: 'connection' });
  const context = contextOf(known.workspaceId);
  const greeting = kind.webhook.unsigned?.(new TextDecoder().decode(delivery.body), delivery.headers);
  if (greeting) return { ...greeting, repeated: false };
  const signed = { rawBody: delivery.body, headers: delivery.headers, url: delivery.url };
  if (!verifySignature(kind.webhook.signature, signatureSecrets(kind, known.raw), signed, context.now()))
    fail('signature-invalid');
  const given = readBody(kind.webhook, delivery);
  const payload = kind.webhook.unwrap ? kind.webhook.unwrap(given) : given;
  const topic = topicOf(kind.webhook, delivery.headers, payload);
  const answer = { ...(kind.webhook.answerTo?.(topic, payload) ?? kind.webhook.answer) };
  if (kind.webhook.ignored.includes(topic)) return { ...answer, repeated: false };
  const fingerprint = contentKey(topic, delivery.body);
  const connection = {
    config: known.config,
    headers: delivery.headers,
    receivedAt: context.now(),
    fingerprint,
    query: Object.fromEntries(new URL(delivery.url).searchParams),
    // Only systems that deliver messages bring people's replies in their own words.
    ...(kind.deliver ? { languages: await languagesOf(context) } : {}),
  };
  if (kind.shop) await recogniseShop(context, known, kind.shop.ofDelivery(connection));
  const events = kind.intake?.(topic, payload, connection) ?? [];
  const reports = kind.callbacks?.(topic, payload, connection) ?? [];
  const presses = kind.presses?.(topic, payload, connection) ?? [];
  const mayRepeat = kind.webhook.mayRepeat?.includes(topic) === true;
  const repeatKey = mayRepeat ? deliveryIdOf(kind.webhook, delivery.headers, payload) : fingerprint;
  const { repeated, refused } = await storeDelivery(context, known, { repeatKey, events, reports });
  if (refused) fail('input-invalid', { problems: refused });
  if (!repeated) await carryOutPresses(context, kind, known, presses);
  // A store that leaves is not heard from now on.
  if (events.some(({ type }) => eventType(type)?.family === 'privacy')) forgetConnections(db);
  return { ...answer, repeated };
}

/**
 * Identifies a delivery by its signed content and topic, because several topics may report the same state.
 */
const contentKey = (topic: string, body: Uint8Array) =>
  createHash('sha256').update(topic).update('\0').update(body).digest('base64url');

async function languagesOf({ db, workspaceId }: Context): Promise<readonly string[]> {
  return [(await db.inWorkspace(workspaceId, (tx) => storeSettings(tx, workspaceId))).language];
}

type Addressed = Pick<Delivery, 'connector' | 'connectionId'>;

/** Whether a connection with this id exists. The bodies of other requests need not be read. */
export const isConnection = async (
  db: Database,
  contextOf: (workspaceId: string) => Context,
  address: Addressed,
): Promise<boolean> => (await addressed(db, contextOf, address)) !== null;

async function addressed(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  { connector, connectionId }: Addressed,
) {
  return findConnector(connector)?.webhook && uuidSchema.safeParse(connectionId).success
    ? knownConnection(db, contextOf, connector, connectionId)
    : null;
}

/**
 * Replaces text that cannot be stored and keeps the event, because the sender cannot correct it and would
 * send it again.
 */
function readBody({ format }: Webhook, { body, headers }: Delivery): unknown {
  const isForm =
    format === 'by-content-type'
      ? /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
      : format === 'form';
  if (!isForm) return readJson(body, 'replace');
  const form = decodeForm(new TextDecoder().decode(body));
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [storableText(name), storableText(value)]),
  );
}
