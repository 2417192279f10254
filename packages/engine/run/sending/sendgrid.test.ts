import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customerTimeline } from '@millrace/services/customers';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { createConnection, listConnections } from '@millrace/services/settings';
import type { VirtualHost } from '@millrace/services/testing';
import { countsAgree, email, graphOf, node, shopOf, type TestStore } from '@millrace/services/testing';
import { NOTHING_HOLDS, storeForEach } from '@millrace/services/testing/store-for-each';
import { HOUR, MINUTE } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { PublishedContract } from '@millrace/connectors/testing';
import { newSigningKey, signDelivery, type SigningKey } from '@millrace/transport/testing/signature';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepRegistered } from '../pulls/keep-registered.ts';
import { pullPages } from '../pulls/pull-pages.ts';
import { receiveWebhook } from '../webhooks/receive-webhook.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const file = (name: string) =>
  new PublishedContract(
    new URL(`../../../catalogue/connectors/sendgrid/contract/${name}.openapi.json`, import.meta.url),
  );
const contracts = [file('mail'), file('webhooks'), file('suppressions')];
const scheme = findConnector('sendgrid')!.webhook!.signature;
const KEY = 'SG.example-key-of-some-length';
let store: TestStore;
let host: VirtualHost;
let signing: SigningKey;
let mails: { personalizations: [{ to: [{ email: string }]; custom_args: { millrace_message: string } }] }[];
let hooks: Record<string, unknown>[];
/** Whether the connection breaks after SendGrid got an e-mail. */
let breaks: boolean;
let apiAddress: string;
let close: () => Promise<unknown>;

storeForEach({ settings: { fromEmail: 'shop@example.com' }, guardrails: NOTHING_HOLDS }, (here) => {
  ({ store, host } = here);
});
beforeEach(async () => {
  signing = newSigningKey(scheme, '');
  [mails, hooks, breaks] = [[], [], false];
  // A SendGrid that accepts only requests its API description allows, with the right key.
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', apiAddress);
      const asked = {
        method: request.method as 'GET',
        url: url.href,
        headers: request.headers as Record<string, string>,
        body: text === '' ? null : text,
      };
      const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
        response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify(body));
      const problems = contracts.map((contract) => contract.problem(asked));
      if (!problems.includes(null)) return answer(400, { errors: [{ message: problems.join(' / ') }] });
      if (request.headers.authorization !== `Bearer ${KEY}`) return answer(401, {});
      if (url.pathname === '/v3/mail/send') {
        mails.push(JSON.parse(text) as (typeof mails)[number]);
        return breaks
          ? request.socket.destroy()
          : response.writeHead(202, { 'x-message-id': `sg${mails.length}` }).end();
      }
      if (url.pathname.startsWith('/v3/suppression/'))
        return answer(
          200,
          url.pathname.endsWith('bounces')
            ? [{ created: Math.floor(store.clock.now() / 1_000) - 60, email: 'gone@example.com' }]
            : [],
        );
      if (url.pathname.includes('/signed/')) return answer(200, { id: 'h1', public_key: signing.setting });
      if (request.method === 'POST') hooks.push({ id: 'h1', ...(JSON.parse(text) as object) });
      answer(200, request.method === 'GET' ? { webhooks: hooks } : hooks[0]);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
});
afterEach(async () => {
  await close();
});

async function mailTo(address: string) {
  const trigger = node('trigger', 'event-trigger', {
    event: 'signed-up',
    key: 'customer',
    reentry: { rule: 'always' },
  });
  const flow = await createFlow(store.context, {
    name: 'Hello',
    graph: graphOf([trigger, email('mail'), node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
  await shopOf(store).send('signed-up', {
    email: address,
    zone: 'UTC',
    consent: { email: { state: 'subscribed' } },
  });
  await host.pass(MINUTE);
}
const message = async () => (await listMessages(store.context, {})).items[0];
const connect = () =>
  createConnection(store.context, {
    connector: 'sendgrid',
    config: { apiKey: KEY, fromAddress: 'shop@example.com', apiAddress },
  });
async function report(id: string, events: object[], key = signing, now = store.clock.now()) {
  const url = `https://millrace.test/hooks/sendgrid/${id}`;
  const rawBody = Buffer.from(JSON.stringify(events));
  const { headers } = signDelivery(scheme, key, { rawBody, url, now });
  return receiveWebhook(store.db, store.contextOf, {
    connector: 'sendgrid',
    connectionId: id,
    body: rawBody,
    url,
    headers: headers as Record<string, string>,
  });
}
const told = (kind: string, more: object = {}) => ({
  event: kind,
  email: 'ann@example.com',
  timestamp: Math.floor(store.clock.now() / 1_000),
  sg_event_id: `e-${kind}`,
  sg_message_id: 'sg1.recvd-1.0',
  millrace_message: mails[0]?.personalizations[0].custom_args.millrace_message,
  ...more,
});

test('an e-mail goes out as the API describes, and reports signed with SendGrid’s key count once', async () => {
  const { id } = await connect();
  await keepRegistered(store.db, store.contextOf);
  expect((await listConnections(store.context, {}))[0]).toMatchObject({
    registration: { topics: 1, problem: null },
    config: { verificationKey: signing.setting },
  });
  await mailTo('ann@example.com');
  expect(mails).toHaveLength(1);
  expect(await message()).toMatchObject({ status: 'sent' });
  await expect(report(id, [told('delivered')], newSigningKey(scheme, ''))).rejects.toMatchObject({
    code: 'signature-invalid',
  });
  await expect(report(id, [told('delivered')], signing, store.clock.now() - 48 * HOUR)).rejects.toMatchObject(
    {
      code: 'signature-invalid',
    },
  );
  expect(await report(id, [told('processed'), told('delivered')])).toMatchObject({ repeated: false });
  expect(await report(id, [told('processed'), told('delivered')])).toMatchObject({ repeated: true });
  // The same report in another batch.
  expect(await report(id, [told('delivered'), told('open')])).toMatchObject({ repeated: false });
  expect(await message()).toMatchObject({ deliveredAt: expect.any(Number) });
  await host.settle();
  const customer = (await message())?.customerId ?? '';
  expect(
    JSON.stringify(await customerTimeline(store.context, { id: customer })).match(/message-delivered/g),
  ).toHaveLength(1);
  await countsAgree(store.context);
});

test('an e-mail whose response was lost is not sent again, and SendGrid’s report resolves the doubt', async () => {
  const { id } = await connect();
  await keepRegistered(store.db, store.contextOf);
  breaks = true;
  await mailTo('ann@example.com');
  await host.pass(HOUR);
  expect(mails).toHaveLength(1);
  expect(await message()).toMatchObject({ status: 'unknown' });
  await report(id, [told('processed')]);
  expect(await message()).toMatchObject({ status: 'sent' });
  await countsAgree(store.context);
});

test('a person who marks an e-mail as spam gets no more, and a mailbox that SendGrid reports as gone gets none either', async () => {
  const { id } = await connect();
  await keepRegistered(store.db, store.contextOf);
  await mailTo('ann@example.com');
  await report(id, [told('spamreport')]);
  for (let page = 0; page < 4; page += 1) {
    await pullPages(store.db, store.contextOf);
    store.clock.pass(MINUTE);
  }
  await shopOf(store).send('signed-up', { email: 'ann@example.com' });
  await shopOf(store).send('signed-up', {
    email: 'gone@example.com',
    zone: 'UTC',
    consent: { email: { state: 'subscribed' } },
  });
  await host.pass(MINUTE);
  expect(mails).toHaveLength(1);
  const [rows] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) =>
      tx<
        { all: string }[]
      >`select string_agg(address || ' ' || reason, ', ' order by address) as all from suppressions`,
  );
  expect(rows?.all).toBe('ann@example.com complained, gone@example.com bounced');
});
