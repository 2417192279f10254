import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnection, listConnections } from '@millrace/services/settings';
import { shopOf, type TestStore } from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { HOUR, MINUTE, SECOND } from '@millrace/base';
import { PublishedContract } from '@millrace/connectors/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pullPages } from './pull-pages.ts';
import { tellConsent } from './tell-consent.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const contract = new PublishedContract(
  new URL('../../../catalogue/connectors/klaviyo/contract/klaviyo.openapi.json', import.meta.url),
);
const KEY = 'pk_0000000000000000000000000000000000';
let store: TestStore;
let people: object[];
let told: { path: string; profiles: { attributes: Record<string, unknown> }[] }[];
let status: number;
let apiAddress: string;
let close: () => Promise<unknown>;

// Row ids contain the machine's time.
storeForEach({ at: Date.now() + MINUTE }, (here) => {
  ({ store } = here);
});
beforeEach(async () => {
  [people, told, status] = [[], [], 200];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', apiAddress);
      const headers = request.headers as Record<string, string>;
      const problem = contract.problem({
        method: request.method as 'GET',
        url: url.href,
        headers,
        body: text === '' ? null : text,
      });
      const code =
        problem !== null ? 400 : headers['authorization'] === `Klaviyo-API-Key ${KEY}` ? status : 401;
      if (code === 200 && request.method === 'POST') {
        const { data } = JSON.parse(text) as {
          data: { attributes: { profiles: { data: (typeof told)[number]['profiles'] } } };
        };
        told.push({ path: url.pathname, profiles: data.attributes.profiles.data });
      }
      response
        .writeHead(code, { 'content-type': 'application/vnd.api+json' })
        .end(JSON.stringify(problem ?? { data: people, links: {} }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => new Promise((resolve) => server.close(resolve));
});
afterEach(async () => {
  await close();
});

const connect = () =>
  createConnection(store.context, { connector: 'klaviyo', config: { apiKey: KEY, apiAddress } });
const tell = async () => {
  store.clock.pass(20 * SECOND);
  await tellConsent(store.db, store.contextOf);
};
const says = (email: string, state: string, at?: number) =>
  shopOf(store).send('customer-updated', {
    email,
    consent: { email: { state, ...(at === undefined ? {} : { at }) } },
  });
const consentOf = async (email: string) =>
  (
    await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx<{ state: string }[]>`select k.state from consents k join customers c on c.id = k.customer_id
          where c.email = ${email} and k.channel = 'email'`,
    )
  )[0]?.state;

test('opt-ins and opt-outs after Klaviyo was connected are sent to it once, opt-outs first', async () => {
  await says('before@example.com', 'subscribed');
  await connect();
  await tell();
  await says('ann@example.com', 'subscribed');
  await says('bob@example.com', 'unsubscribed');
  await tell();
  await Promise.all([tell(), tell()]);
  await tell();
  expect(told.map(({ path }) => path)).toEqual([
    '/api/profile-subscription-bulk-delete-jobs',
    '/api/profile-subscription-bulk-create-jobs',
  ]);
  expect(told.map(({ profiles }) => profiles.map(({ attributes }) => attributes['email']))).toEqual([
    ['bob@example.com'],
    ['ann@example.com'],
  ]);
});

test('consent from Klaviyo counts as of its own time, is not sent back, and replaces no later change', async () => {
  await connect();
  await tell();
  await says('leo@example.com', 'unsubscribed', store.clock.now());
  const at = (ago: number) => new Date(store.clock.now() - ago).toISOString();
  const profile = (email: string, consent: string, ago: number) => ({
    type: 'profile',
    id: email,
    attributes: {
      email,
      updated: at(ago),
      subscriptions: { email: { marketing: { consent, consent_timestamp: at(ago) } } },
    },
  });
  people = [
    profile('mia@example.com', 'SUBSCRIBED', HOUR),
    profile('leo@example.com', 'SUBSCRIBED', HOUR),
    profile('kim@example.com', 'NEVER_SUBSCRIBED', HOUR),
  ];
  await pullPages(store.db, store.contextOf);
  expect([
    await consentOf('mia@example.com'),
    await consentOf('leo@example.com'),
    await consentOf('kim@example.com'),
  ]).toEqual(['subscribed', 'unsubscribed', undefined]);
  await tell();
  expect(told.flatMap(({ profiles }) => profiles.map(({ attributes }) => attributes['email']))).toEqual([
    'leo@example.com',
  ]);
});

test('a refused key is reported, nothing is lost, and everything is sent once the key is repaired', async () => {
  await connect();
  await tell();
  await says('ann@example.com', 'subscribed');
  status = 401;
  await tell();
  expect((await listConnections(store.context, {}))[0]).toMatchObject({ failure: { kind: 'sign-in' } });
  status = 200;
  store.clock.pass(HOUR);
  await tell();
  expect(told).toHaveLength(1);
});
