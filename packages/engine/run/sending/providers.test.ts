import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customerTimeline } from '@millrace/services/customers';
import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { createConnection, updateConnection, updateGuardrails } from '@millrace/services/settings';
import type { VirtualHost } from '@millrace/services/testing';
import { email, graphOf, node, shopOf, wait, type TestStore } from '@millrace/services/testing';
import { NOTHING_HOLDS, storeForEach } from '@millrace/services/testing/store-for-each';
import { findConnector } from '@millrace/connectors';
import { HOUR, MINUTE } from '@millrace/base';
import { closeSmtpConnections, sign } from '@millrace/transport';
import { reply, scriptedMailServer } from '@millrace/transport/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { receiveWebhook } from '../webhooks/receive-webhook.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const SID = `AC${'0123456789abcdef'.repeat(2)}`;
const TOKEN = 'a-token-of-some-length';
let store: TestStore;
let host: VirtualHost;
const stops: (() => Promise<unknown>)[] = [];

storeForEach({ settings: { fromEmail: 'shop@example.com' }, guardrails: NOTHING_HOLDS }, (here) => {
  ({ store, host } = here);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A stand-in for Twilio that responds as the test says. */
async function twilio(answer: (count: number) => Reply | null) {
  const posted: URLSearchParams[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'POST') posted.push(new URLSearchParams(body));
      const said = answer(posted.length);
      if (said)
        response
          .writeHead(said.status, { 'content-type': 'application/json', ...said.headers })
          .end(JSON.stringify(said.body ?? {}));
      else request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const connection = await createConnection(store.context, {
    connector: 'twilio',
    config: {
      accountSid: SID,
      authToken: TOKEN,
      from: '+14155550123',
      apiAddress: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  });
  return { posted, connection };
}

const created: Reply = { status: 201, body: { sid: `SM${'1'.repeat(32)}`, status: 'queued' } };
const person = {
  email: 'ann@example.com',
  phone: '+14155550100',
  zone: 'UTC',
  consent: { email: { state: 'subscribed' }, sms: { state: 'subscribed', optIn: 'double' } },
};
const trigger = node('trigger', 'event-trigger', {
  event: 'signed-up',
  key: 'customer',
  reentry: { rule: 'always' },
});
const text = node('text', 'send-sms', { content: { text: 'Hello from the shop' } });

async function enter(...nodes: ReturnType<typeof node>[]) {
  const flow = await createFlow(store.context, {
    name: 'Texts',
    graph: graphOf([trigger, ...nodes, node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
  await shopOf(store).send('signed-up', person);
  await host.pass(MINUTE);
}
const messages = async () => (await listMessages(store.context, {})).items;
const endings = async () => (await listEnrolments(store.context, {})).items.map((item) => item.endReason);

test('a provider that asks to wait is retried at its time, and the text goes once', async () => {
  const { posted } = await twilio((count) =>
    count === 1 ? { status: 429, headers: { 'retry-after': '120' }, body: { code: 20429 } } : created,
  );
  await enter(text);
  expect(posted).toHaveLength(1);
  expect(await messages()).toMatchObject([{ status: 'planned', reason: 'provider-unavailable' }]);
  await host.pass(30_000);
  expect(posted).toHaveLength(1);
  await host.pass(2 * MINUTE);
  expect(posted).toHaveLength(2);
  await host.pass(HOUR);
  expect(posted).toHaveLength(2);
  expect(await messages()).toMatchObject([{ status: 'sent' }]);
  expect(await endings()).toEqual(['completed']);
});

test.each([
  ['answers with an error of its own', (): Reply => ({ status: 500 })],
  ['breaks the line after it heard the text', () => null],
])('a text provider that %s is not asked twice, and a person is told', async (_what, answer) => {
  const { posted } = await twilio(answer);
  await enter(text);
  await host.pass(HOUR);
  // Twilio has no idempotency key, so only a person or its report can tell.
  expect(posted.length).toBe(1);
  expect(await messages()).toMatchObject([{ status: 'unknown' }]);
  expect(await endings()).toEqual(['completed']);
});

test('a refused text ends only itself, and the next message still goes', async () => {
  const { posted } = await twilio(() => ({
    status: 400,
    body: { code: 21211, message: 'Invalid To number' },
  }));
  await enter(text, wait('hour', 1, 'hours'), email('mail'));
  await host.pass(2 * HOUR);
  expect(posted).toHaveLength(1);
  expect(Object.fromEntries((await messages()).map((message) => [message.node, message.status]))).toEqual({
    text: 'failed',
    mail: 'sent',
  });
  expect(await endings()).toEqual(['completed']);
});

test('a signed report that a text arrived resolves its doubt and counts once; a forged one does nothing', async () => {
  const { connection } = await twilio(() => ({ status: 500 }));
  await enter(text);
  const [message] = await messages();
  expect(message).toMatchObject({ status: 'unknown' });
  const url = `https://millrace.test/hooks/twilio/${connection.id}?message=${message?.id ?? ''}`;
  const body = Buffer.from(
    new URLSearchParams({
      MessageSid: `SM${'2'.repeat(32)}`,
      MessageStatus: 'delivered',
      To: '+14155550100',
      From: '+14155550123',
      AccountSid: SID,
    }).toString(),
  );
  const scheme = findConnector('twilio')?.webhook?.signature;
  if (!scheme) throw new Error('Twilio has no signature');
  const report = (token: string) =>
    receiveWebhook(store.db, store.contextOf, {
      connector: 'twilio',
      connectionId: connection.id,
      body,
      url,
      headers: { 'x-twilio-signature': sign(scheme, token, { rawBody: body, url }) },
    });
  await expect(report('another-token')).rejects.toMatchObject({ code: 'signature-invalid' });
  expect(await messages()).toMatchObject([{ status: 'unknown' }]);
  expect(await report(TOKEN)).toMatchObject({ repeated: false });
  expect(await report(TOKEN)).toMatchObject({ repeated: true });
  expect(await messages()).toMatchObject([{ status: 'sent' }]);
  const delivered = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) =>
      tx<{ amount: number }[]>`select sum(amount)::int as amount
        from (select metric, amount from counter_changes union all select metric, amount
        from counter_rollups) t where metric = 'delivered'`,
  );
  expect(delivered[0]?.amount).toBe(1);
  await host.pass(MINUTE);
  const customer = (await listEnrolments(store.context, {})).items[0]?.customerId ?? '';
  expect(JSON.stringify(await customerTimeline(store.context, { id: customer }))).toContain(
    'message-delivered',
  );
});

test('a mail server that is busy for an hour gets each e-mail once when it recovers', async () => {
  let busy = true;
  const mail = await scriptedMailServer({
    onSender: () => (busy ? reply(451, '4.3.2 try again later') : null),
  });
  stops.push(async () => {
    closeSmtpConnections();
    await mail.close();
  });
  await createConnection(store.context, {
    connector: 'smtp',
    config: {
      host: mail.server.host,
      port: mail.server.port,
      security: 'none',
      fromAddress: 'shop@example.com',
      fromName: 'Shop',
    },
  });
  await enter(email('mail'));
  await host.pass(HOUR);
  expect(mail.mails).toHaveLength(0);
  expect(await messages()).toMatchObject([{ status: 'planned', reason: 'provider-unavailable' }]);
  busy = false;
  await host.pass(2 * HOUR);
  expect(mail.mails).toHaveLength(1);
  expect(await messages()).toMatchObject([{ status: 'sent' }]);
});

test('a connection sends at its pace across everybody who waits, and no message is lost or sent twice', async () => {
  const { posted, connection } = await twilio(() => created);
  await updateConnection(store.context, { id: connection.id, config: { perSecond: 0.1 } });
  const flow = await createFlow(store.context, {
    name: 'Texts',
    graph: graphOf([trigger, text, node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
  for (let index = 0; index < 12; index += 1)
    await shopOf(store).send('signed-up', {
      ...person,
      email: `p${index}@example.com`,
      phone: `+1415555${2000 + index}`,
    });
  await host.pass(5_000);
  expect(posted).toHaveLength(1);
  const waiting = (await messages()).filter(({ status }) => status === 'planned');
  expect(waiting.map(({ reason }) => reason)).toEqual(Array.from({ length: 11 }, () => 'provider-pace'));
  expect(waiting[0]?.sentence).toBe('Waits for its turn: the connection takes 0.1 messages a second.');
  // A message retried early, as after a change of the guardrails, keeps its slot and does not jump the queue.
  await updateGuardrails(store.context, { settings: { 'quiet-hours': { on: false } } });
  for (const [seconds, sent] of [
    [10, 2],
    [30, 5],
    [90, 12],
  ] as const) {
    await host.pass(seconds * 1_000);
    expect(posted.length, `after ${seconds} more seconds`).toBeLessThanOrEqual(sent);
  }
  await host.pass(MINUTE);
  expect(posted).toHaveLength(12);
  expect(new Set(posted.map((form) => form.get('To'))).size).toBe(12);
  expect((await messages()).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'sent'));
});
