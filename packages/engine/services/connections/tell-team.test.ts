import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { receiveWebhook } from '@millrace/run/webhooks';
import { MINUTE, SECOND } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { PublishedContract } from '@millrace/connectors/testing';
import { signDelivery } from '@millrace/transport/testing/signature';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConnection, listConnections } from '../settings/connections.ts';
import { listAudit } from '../settings/audit.ts';
import { testConnection } from '../settings/test-connection.ts';
import { watchConnections } from './watch-connections.ts';
import { type TestStore } from '../testing/index.ts';
import { storeForEach } from '../testing/store-for-each.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const contract = new PublishedContract(
  new URL('../../../catalogue/connectors/slack/contract/web-api.openapi.json', import.meta.url),
);
const SIGNING = 'a-signing-secret-of-slack';
let store: TestStore;
/** The notices that Slack got, and the shop's responses. */
let notices: { blocks: { text?: { text: string }; elements?: { action_id: string; value?: string }[] }[] }[];
let shopStatus: number;
let here: string;
let close: () => Promise<unknown>;

storeForEach({}, (here) => {
  ({ store } = here);
});
beforeEach(async () => {
  [notices, shopStatus] = [[], 401];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', here);
      if (!url.pathname.startsWith('/api/'))
        return response.writeHead(shopStatus, { 'content-type': 'application/json' }).end('[]');
      const headers = request.headers as Record<string, string>;
      const problem = contract.problem({
        method: request.method as 'POST',
        url: url.href,
        headers,
        body: text,
      });
      if (problem === null) notices.push(JSON.parse(text) as (typeof notices)[number]);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(problem === null ? { ok: true, ts: '1.2' } : { ok: false, error: problem }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => new Promise((resolve) => server.close(resolve));
});
afterEach(async () => {
  await close();
});

const watch = () => watchConnections(store.db, store.contextOf);
const said = () => notices.map(({ blocks }) => blocks[0]?.text?.text ?? '');

test('the team is notified once of a failing connection, tests it from Slack, and is notified when it works again', async () => {
  const slack = await createConnection(store.context, {
    connector: 'slack',
    config: {
      botToken: 'xoxb-000000000000-example',
      signingSecret: SIGNING,
      channel: '#store',
      apiAddress: here,
    },
  });
  const shop = await createConnection(store.context, {
    connector: 'woocommerce',
    config: { storeUrl: here, consumerKey: `ck_${'0'.repeat(40)}`, consumerSecret: `cs_${'0'.repeat(40)}` },
  });
  await testConnection(store.context, { id: shop.id });
  for (let minute = 0; minute < 5; minute += 1) {
    store.clock.pass(MINUTE);
    await Promise.all([watch(), watch()]);
  }
  expect(said()).toEqual([expect.stringMatching(/^\*WooCommerce refuses the sign-in\*/)]);
  const button = notices[0]?.blocks[1]?.elements?.[0];
  expect(button).toMatchObject({ value: `test-connection:${shop.id}` });

  const url = `https://millrace.test/hooks/slack/${slack.id}`;
  const send = (body: string, contentType: string, signedAt = store.clock.now(), secret = SIGNING) => {
    const rawBody = Buffer.from(body);
    const headers = { 'content-type': contentType };
    const { headers: signed } = signDelivery(
      findConnector('slack')!.webhook!.signature,
      { setting: secret, key: secret },
      { rawBody, url, headers, now: signedAt },
    );
    return receiveWebhook(store.db, store.contextOf, {
      connector: 'slack',
      connectionId: slack.id,
      body: rawBody,
      url,
      headers: signed as Record<string, string>,
    });
  };
  const form = 'application/x-www-form-urlencoded';
  expect(await send('{"type":"url_verification","challenge":"word"}', 'application/json')).toMatchObject({
    body: 'word',
  });
  const press = (stamp: string) =>
    `payload=${encodeURIComponent(JSON.stringify({ type: 'block_actions', trigger_id: stamp, user: { id: 'U1', name: 'ada' }, actions: [button] }))}`;
  const presses = async () =>
    (await listAudit(store.context, {})).items.filter(({ action }) => action === 'connection-test-asked');

  // Forged, or signed too long ago: refused, without effect.
  await expect(send(press('1'), form, store.clock.now(), 'another-secret-word')).rejects.toMatchObject({
    code: 'signature-invalid',
  });
  await expect(send(press('1'), form, store.clock.now() - 6 * MINUTE)).rejects.toMatchObject({
    code: 'signature-invalid',
  });
  expect(await presses()).toEqual([]);

  shopStatus = 200;
  expect(await send(press('1'), form)).toMatchObject({ repeated: false });
  expect(await send(press('1'), form)).toMatchObject({ repeated: true });
  expect(await presses()).toMatchObject([
    { actorName: 'ada, in Slack', summary: 'Tested whether WooCommerce works again' },
  ]);
  // Within the minute before the next scheduled test.
  store.clock.pass(5 * SECOND);
  await watch();
  expect((await listConnections(store.context, {})).find(({ id }) => id === shop.id)).toMatchObject({
    failingSince: null,
  });
  await watch();
  expect(said()).toEqual([expect.anything(), expect.stringMatching(/^\*WooCommerce works again\*/)]);
});

test('a press that names a connection of another workspace, or none, has no effect', async () => {
  const slack = await createConnection(store.context, {
    connector: 'slack',
    config: {
      botToken: 'xoxb-000000000000-example',
      signingSecret: SIGNING,
      channel: '#store',
      apiAddress: here,
    },
  });
  const other = await store.other();
  const theirs = await createConnection(other, {
    connector: 'slack',
    config: { botToken: 'xoxb-000000000000-example', signingSecret: SIGNING, channel: '#store' },
  });
  const url = `https://millrace.test/hooks/slack/${slack.id}`;
  for (const value of [`test-connection:${theirs.id}`, "test-connection:x' or 1=1", 'erase-everything']) {
    const rawBody = Buffer.from(
      JSON.stringify({ type: 'block_actions', actions: [{ action_id: 'millrace:0', value }] }),
    );
    const now = store.clock.now();
    const { headers } = signDelivery(
      findConnector('slack')!.webhook!.signature,
      { setting: SIGNING, key: SIGNING },
      { rawBody, url, headers: { 'content-type': 'application/json' }, now },
    );
    await receiveWebhook(store.db, store.contextOf, {
      connector: 'slack',
      connectionId: slack.id,
      body: rawBody,
      url,
      headers: headers as Record<string, string>,
    });
  }
  for (const context of [store.context, other])
    expect(
      (await listAudit(context, {})).items.filter(({ action }) => action === 'connection-test-asked'),
    ).toEqual([]);
});
