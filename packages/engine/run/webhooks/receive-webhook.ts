import { createHash } from 'node:crypto';
import { fail, uuidSchema } from '@millrace/base';
import { deliveryIdOf, findConnector, signatureSecrets, topicOf, type Webhook } from '@millrace/connectors';
import { decodeForm } from '@millrace/connectors';
import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { eventType } from '@millrace/flow';
import { verifySignature } from '@millrace/transport';
import { carryOutPresses } from './carry-out-presses.ts';
import { forgetConnections, knownConnection } from './known-connection.ts';
import { readJson, storableText } from '../parsing/read-json.ts';
import { recogniseShop } from './recognise-shop.ts';
import { storeDelivery } from './store-deliveries.ts';

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
 * A webhook comes in: the signature is verified over the raw bytes, a repeat of a delivery is told by its content, and
 * what it says is stored in one transaction before it is answered.
 * @throws MillraceError not-found, signature-invalid, json-malformed, limit-exceeded, topic-unknown, input-invalid, connection-invalid
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
    // Only who carries messages hears people answer in their own words.
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
  // A store that leaves is not heard from then on.
  if (events.some(({ type }) => eventType(type)?.family === 'privacy')) forgetConnections(db);
  return { ...answer, repeated };
}

/** A delivery is told by what is signed of it, and its topic: several topics may tell of one state. */
const contentKey = (topic: string, body: Uint8Array) =>
  createHash('sha256').update(topic).update('\0').update(body).digest('base64url');

async function languagesOf({ db, workspaceId }: Context): Promise<readonly string[]> {
  return [(await db.inWorkspace(workspaceId, (tx) => storeSettings(tx, workspaceId))).language];
}

type Addressed = Pick<Delivery, 'connector' | 'connectionId'>;

/** Whether somebody may be expected to send here: what anybody else sends need not be read. */
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

/** Text that cannot be stored is replaced and the event kept: the sender cannot correct it, and would send the same again. */
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
