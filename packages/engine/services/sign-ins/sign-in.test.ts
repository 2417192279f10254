import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from '@millrace/core/verb';
import { refreshTokens } from '@millrace/run/sign-ins';
import { HOUR, MINUTE } from '@millrace/base';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSignIn } from './begin-sign-in.ts';
import { createConnection, listConnections } from '../settings/connections.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { listAudit } from '../settings/audit.ts';
import { readHome } from '../home/read-home.ts';
import { testConnection } from '../settings/test-connection.ts';
import { type TestStore } from '../testing/index.ts';
import { storeForEach } from '../testing/store-for-each.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let store: TestStore;
let asked: URLSearchParams[];
/** Refresh tokens work only once here, as in many systems. */
let valid: { code: string; challenge: string; refresh: string; access: string };
let status: number;
let apiAddress: string;
let close: () => Promise<unknown>;

storeForEach({}, (here) => {
  ({ store } = here);
});
beforeEach(async () => {
  [asked, status] = [[], 200];
  valid = { code: 'the-code', challenge: '', refresh: 'refresh-0', access: 'access-0' };
  let count = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const answer = (code: number, body: object) =>
        response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.url !== '/oauth/token')
        return answer(request.headers.authorization === `Bearer ${valid.access}` ? 200 : 401, { data: [] });
      const form = new URLSearchParams(text);
      asked.push(form);
      if (status !== 200) return answer(status, { error: 'invalid_grant' });
      const isCode = form.get('grant_type') === 'authorization_code';
      const proven =
        createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url') === valid.challenge;
      if (isCode ? !(form.get('code') === valid.code && proven) : form.get('refresh_token') !== valid.refresh)
        return answer(400, { error: 'invalid_grant' });
      count += 1;
      valid = { ...valid, refresh: `refresh-${count}`, access: `access-${count}` };
      answer(200, {
        access_token: valid.access,
        refresh_token: valid.refresh,
        expires_in: 3_600,
        token_type: 'bearer',
      });
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
  createConnection(store.context, {
    connector: 'klaviyo',
    config: { clientId: 'my-app', clientSecret: 'a-client-secret', apiAddress },
  });
async function begin(id: string) {
  const { url } = await beginSignIn(store.context, { id });
  const query = new URL(url).searchParams;
  valid = { ...valid, challenge: query.get('code_challenge') ?? '' };
  return { url, state: query.get('state') ?? '', query };
}
const stateOf = async (id: string) => (await listConnections(store.context, {})).find((one) => one.id === id);
const FAILED = expect.objectContaining({ code: 'sign-in-failed' });

test('the owner signs in with state and PKCE, and the tokens are stored as secrets', async () => {
  const { id } = await connect();
  expect(await stateOf(id)).toMatchObject({ signIn: 'possible' });
  const { url, state, query } = await begin(id);
  expect(url).toMatch(/^https:\/\/www\.klaviyo\.com\/oauth\/authorize\?/);
  expect(Object.fromEntries(query)).toMatchObject({
    client_id: 'my-app',
    code_challenge_method: 'S256',
    redirect_uri: 'https://millrace.test/settings/connections/back',
  });
  expect(await finishSignIn(store.context, { query: { code: 'the-code', state } })).toMatchObject({ id });
  expect(await stateOf(id)).toMatchObject({ signIn: 'done' });
  expect(await testConnection(store.context, { id })).toMatchObject({ works: true });
  const everything = JSON.stringify([
    await listConnections(store.context, {}),
    await listAudit(store.context, {}),
    await store.db.inWorkspace(store.context.workspaceId, (tx) => tx`select config from connections`),
  ]);
  expect(everything).not.toMatch(/access-\d|refresh-\d|a-client-secret/);
});

test('what waits for a system that did not take it is tried as soon as somebody has signed in', async () => {
  const { id } = await connect();
  const now = store.clock.now();
  await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    const [row] = await tx<{ id: string }[]>`select uuidv7() as id`;
    await tx`insert into calls (id, workspace_id, enrolled_at, enrolment_id, flow_id, version_id, node, visit, part, capability, input, status, reason, planned_at)
      values (${row!.id}, ${store.context.workspaceId}, ${now}, ${row!.id}, ${row!.id}, ${row!.id}, 'act', 1, '', 'track-event', '{}', 'planned', 'provider-unavailable', ${now})`;
  });
  const jobs = () =>
    store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx<
          { total: number }[]
        >`select total::int as total from bulk_jobs where kind = 'calls' and choice->'reasons' ? 'provider-unavailable'`,
    );
  expect(await jobs()).toEqual([]);
  await finishSignIn(store.context, { query: { code: 'the-code', state: (await begin(id)).state } });
  expect(await jobs()).toEqual([{ total: 1 }]);
});

test('a response that was used before, is too old, forged, begun by another user, of another workspace, or refused, gives no access', async () => {
  const { id } = await connect();
  const other = await store.other();
  const colleague: Context = {
    ...store.context,
    actor: { ...store.context.actor, type: 'person', id: 'somebody-else' },
  };
  const back = (context: Context, query: Record<string, string>) => finishSignIn(context, { query });
  await expect(back(store.context, { code: 'the-code', state: 'made-up' })).rejects.toEqual(FAILED);
  await expect(back(store.context, { code: 'the-code' })).rejects.toEqual(FAILED);
  await expect(back(other, { code: 'the-code', state: (await begin(id)).state })).rejects.toEqual(FAILED);
  await expect(back(colleague, { code: 'the-code', state: (await begin(id)).state })).rejects.toEqual(FAILED);
  await expect(
    back(store.context, { error: 'access_denied', state: (await begin(id)).state }),
  ).rejects.toEqual(FAILED);
  await expect(back(store.context, { code: 'another-code', state: (await begin(id)).state })).rejects.toEqual(
    FAILED,
  );
  const late = await begin(id);
  store.clock.pass(16 * MINUTE);
  await expect(back(store.context, { code: 'the-code', state: late.state })).rejects.toEqual(FAILED);
  // A failed attempt uses up its state too; a correct one works once.
  const { state } = await begin(id);
  await back(store.context, { code: 'the-code', state });
  const count = asked.length;
  await expect(back(store.context, { code: 'the-code', state })).rejects.toEqual(FAILED);
  expect(asked.length).toBe(count);
});

test('a token is refreshed once before it expires, however many processes run', async () => {
  const { id } = await connect();
  await finishSignIn(store.context, { query: { code: 'the-code', state: (await begin(id)).state } });
  const refresh = () => refreshTokens(store.db, store.contextOf);
  await refresh();
  expect(asked).toHaveLength(1);
  for (let hour = 0; hour < 3; hour += 1) {
    store.clock.pass(55 * MINUTE);
    await Promise.all([refresh(), refresh(), refresh(), refresh()]);
  }
  expect(asked.map((form) => form.get('grant_type'))).toEqual([
    'authorization_code',
    'refresh_token',
    'refresh_token',
    'refresh_token',
  ]);
  expect(await testConnection(store.context, { id })).toMatchObject({ works: true });
});

test('revoked access is reported as a need to sign in again, and is not retried in a loop', async () => {
  const { id } = await connect();
  await finishSignIn(store.context, { query: { code: 'the-code', state: (await begin(id)).state } });
  status = 400;
  for (let hour = 0; hour < 3; hour += 1) {
    store.clock.pass(HOUR);
    await refreshTokens(store.db, store.contextOf);
  }
  expect(asked).toHaveLength(2);
  expect(await stateOf(id)).toMatchObject({
    failure: { kind: 'signed-out', next: expect.stringContaining('sign in again') },
  });
  expect((await readHome(store.context, {})).needs.map(({ sentence }) => sentence).join()).toContain(
    'Klaviyo needs you to sign in again',
  );
  status = 200;
  await finishSignIn(store.context, { query: { code: 'the-code', state: (await begin(id)).state } });
  expect(await stateOf(id)).toMatchObject({ failingSince: null, signIn: 'done' });
});

test('a shop signs its response: unsigned, wrongly signed, changed, or from another shop, it causes no request', async () => {
  const shop = 'harbour-lane.myshopify.com';
  const secret = 'the-client-secret-of-the-app';
  const { id } = await createConnection(store.context, {
    connector: 'shopify',
    config: { shopDomain: shop, webhookSecret: secret, clientId: '0123456789abcdef' },
  });
  const back = async (change: Record<string, string>, key = secret, after: Record<string, string> = {}) => {
    const { url } = await beginSignIn(store.context, { id });
    const query: Record<string, string> = {
      code: 'c',
      shop,
      state: new URL(url).searchParams.get('state') ?? '',
      timestamp: '1794312000',
      ...change,
    };
    const signed = Object.keys(query)
      .sort()
      .map((name) => `${name}=${query[name]}`)
      .join('&');
    return finishSignIn(store.context, {
      query: { ...query, hmac: createHmac('sha256', key).update(signed).digest('hex'), ...after },
    });
  };
  await expect(back({}, 'another-secret')).rejects.toThrow(/did not sign/);
  await expect(back({}, secret, { hmac: '' })).rejects.toThrow(/did not sign/);
  await expect(back({}, secret, { code: 'another' })).rejects.toThrow(/did not sign/);
  await expect(back({ shop: 'another.myshopify.com' })).rejects.toThrow(/this connection is for/);
  await expect(back({ shop: 'harbour-lane.myshopify.com.evil.example' })).rejects.toThrow(
    /this connection is for/,
  );
});
