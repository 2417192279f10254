import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { readHome } from '@millrace/services/home';
import { listPulls, steerPulls } from '@millrace/services/pulls';
import {
  createConnection,
  deleteConnection,
  listConnections,
  rotateSecret,
} from '@millrace/services/settings';
import type { VirtualHost } from '@millrace/services/testing';
import { countsAgree, graphOf, node, wait, type TestStore } from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { DAY, HOUR, MINUTE, SECOND } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { PublishedContract } from '@millrace/connectors/testing';
import { signDelivery } from '@millrace/transport/testing/signature';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepRegistered } from './keep-registered.ts';
import { pullPages } from './pull-pages.ts';
import { receiveWebhook } from '../webhooks/receive-webhook.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const contract = new PublishedContract(
  new URL('../../../catalogue/connectors/woocommerce/contract/wc-v3.openapi.json', import.meta.url),
  '/wp-json',
);
const START = Date.UTC(2026, 5, 10, 12);
const KEY = `ck_${'0'.repeat(40)}`;
const SECRET = `cs_${'0'.repeat(40)}`;
let store: TestStore;
let host: VirtualHost;
let shop: Shop;
const stops: (() => Promise<unknown>)[] = [];

interface Shop {
  readonly url: string;
  readonly orders: Record<string, unknown>[];
  readonly hooks: Record<string, unknown>[];
  readonly asked: string[];
  /** The error it returns; null: it works. */
  trouble: { readonly status: number; readonly headers?: Record<string, string> } | null;
}

/** A shop that follows the published API exactly. Fails the test on a request it does not expect. */
async function openShop(): Promise<Shop> {
  const made: Shop = { url: '', orders: [], hooks: [], asked: [], trouble: null };
  let hookId = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', made.url);
      made.asked.push(`${request.method} ${url.pathname}${url.search}`);
      const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
        response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify(body));
      const problem = contract.problem({
        method: request.method as 'GET',
        url: url.href,
        headers: request.headers as Record<string, string>,
        body: text === '' ? null : text,
      });
      if (problem !== null) return answer(400, { message: problem });
      if (request.headers.authorization !== `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}`)
        return answer(401, {});
      if (made.trouble) return answer(made.trouble.status, {}, made.trouble.headers);
      const id = Number(/\/webhooks\/(\d+)$/.exec(url.pathname)?.[1]);
      if (url.pathname.includes('/webhooks')) {
        const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
        if (request.method === 'POST') {
          const hook = { id: (hookId += 1), ...body };
          made.hooks.push(hook);
          return answer(201, hook);
        }
        if (request.method === 'PUT')
          return answer(200, Object.assign(made.hooks.find((hook) => hook['id'] === id) ?? {}, body));
        if (request.method === 'DELETE')
          made.hooks.splice(
            made.hooks.findIndex((hook) => hook['id'] === id),
            1,
          );
        return answer(200, request.method === 'GET' ? made.hooks : body);
      }
      const since = url.searchParams.get('modified_after');
      const all = url.pathname.endsWith('/orders')
        ? made.orders.filter((order) => since === null || String(order['date_modified_gmt']) > since)
        : url.pathname.endsWith('/customers')
          ? [{ id: 7, email: 'zoe@example.com', first_name: 'Zoe', date_created_gmt: '2025-01-01T00:00:00' }]
          : [];
      const size = Number(url.searchParams.get('per_page'));
      const page = Number(url.searchParams.get('page'));
      answer(200, all.slice((page - 1) * size, page * size), {
        'x-wp-total': String(all.length),
        'x-wp-totalpages': String(Math.ceil(all.length / size)),
      });
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
  return Object.assign(made, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const stamp = (at: number) => new Date(at).toISOString().slice(0, 19);
const order = (id: number, placed: number, change: object = {}) => ({
  id,
  status: 'processing',
  currency: 'USD',
  total: '20.00',
  customer_id: 0,
  billing: { email: `p${id}@example.com` },
  date_created_gmt: stamp(placed),
  date_modified_gmt: stamp(placed),
  date_paid_gmt: stamp(placed),
  line_items: [{ id, product_id: 5, quantity: 1, subtotal: '20.00', total: '20.00', total_tax: '0.00' }],
  ...change,
});

storeForEach({ at: START }, (here) => {
  ({ store, host } = here);
});
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const connect = () =>
  createConnection(store.context, {
    connector: 'woocommerce',
    config: { storeUrl: shop.url, consumerKey: KEY, consumerSecret: SECRET },
  });
const pull = () => pullPages(store.db, store.contextOf);
/** Reads this many pages, each when it is due. */
async function pages(count: number) {
  for (let page = 0; page < count; page += 1) {
    await pull();
    store.clock.pass(SECOND);
  }
}
const progress = async (kind = 'history') =>
  Object.fromEntries(
    (await listPulls(store.context, {})).filter((one) => one.kind === kind).map((one) => [one.resource, one]),
  );
const inStore = <Row>(
  query: (tx: Parameters<Parameters<TestStore['db']['inWorkspace']>[1]>[0]) => Promise<Row>,
) => store.db.inWorkspace(store.context.workspaceId, query);
const orders = () =>
  inStore(async (tx) => (await tx<{ n: number }[]>`select count(*)::int as n from orders`)[0]?.n ?? 0);
const subscribe = (rule: string) =>
  node('trigger', 'event-trigger', { event: 'order-placed', key: 'customer', reentry: { rule } });

test('history comes in page by page, customers first, shows its progress, and starts no flow', async () => {
  const flow = await createFlow(store.context, {
    name: 'Thanks',
    graph: graphOf([subscribe('always'), wait('w', 1, 'hours'), node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
  for (let id = 1; id <= 120; id += 1) shop.orders.push(order(id, START - id * HOUR));
  shop.orders.push({ id: null }, order(200, START - 5 * MINUTE, { status: 'checkout-draft' }));
  await connect();
  await pages(3);
  expect(await progress()).toMatchObject({
    customers: { state: 'done', done: 1 },
    orders: { state: 'running', done: 50, total: 122 },
  });
  await pages(3);
  expect(await progress()).toMatchObject({
    orders: { state: 'done', done: 122, skipped: 1, lastSkipped: expect.stringContaining('id') },
  });
  await host.settle();
  expect(await orders()).toBe(120);
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toEqual([]);
  expect(shop.asked.filter((one) => one.includes('/orders')).length).toBe(3);
  await countsAgree(store.context);
});

test('a paused history makes no requests, and goes on from its position, also after a crash in the middle', async () => {
  for (let id = 1; id <= 120; id += 1) shop.orders.push(order(id, START - id * HOUR));
  const { id: connection } = await connect();
  await pages(3);
  await steerPulls(store.context, { connection, to: 'pause' });
  const asked = () => shop.asked.filter((one) => one.includes('/orders')).length;
  await pages(5);
  expect(asked()).toBe(1);
  // A worker took the next page and crashed. Another takes over after the claim ends.
  await steerPulls(store.context, { connection, to: 'go-on' });
  await inStore(
    (tx) => tx`update pulls set claimed_until = ${store.clock.now() + MINUTE} where resource = 'orders'`,
  );
  await pages(3);
  expect(asked()).toBe(1);
  store.clock.pass(MINUTE);
  await pages(3);
  expect(await progress()).toMatchObject({ orders: { state: 'done', done: 120 } });
  expect(await orders()).toBe(120);
  await steerPulls(store.context, { connection, to: 'begin-again' });
  await pages(7);
  expect(await progress()).toMatchObject({ orders: { state: 'done', done: 120 } });
  expect(await orders()).toBe(120);
});

test('one page at a time and no faster than its pace, however many workers run', async () => {
  for (let id = 1; id <= 200; id += 1) shop.orders.push(order(id, START - id * HOUR));
  await connect();
  await Promise.all([pull(), pull(), pull(), pull()]);
  expect(shop.asked.length).toBe(1);
  await Promise.all([pull(), pull()]);
  expect(shop.asked.length).toBe(1);
});

test('a shop that asks to wait is asked again at its time; one that refuses the key is reported on Home, and the history waits', async () => {
  shop.orders.push(order(1, START - HOUR));
  await connect();
  shop.trouble = { status: 429, headers: { 'retry-after': '120' } };
  await pull();
  store.clock.pass(100 * SECOND);
  await pull();
  expect(shop.asked.length).toBe(1);
  expect((await progress())['customers']?.problem).toContain('slowly');
  shop.trouble = { status: 401 };
  store.clock.pass(30 * SECOND);
  await pull();
  expect((await listConnections(store.context, {}))[0]).toMatchObject({ failure: { kind: 'sign-in' } });
  expect((await readHome(store.context, {})).needs).toMatchObject([
    { kind: 'no-flow' },
    { kind: 'connection-error', sentence: expect.stringContaining('WooCommerce refuses the sign-in') },
  ]);
  shop.trouble = null;
  store.clock.pass(HOUR);
  await pages(4);
  expect(await progress()).toMatchObject({ orders: { state: 'done' } });
  expect((await readHome(store.context, {})).needs.some(({ kind }) => kind === 'connection-error')).toBe(
    false,
  );
});

test('events missed while disconnected are pulled, come in once, and may start a flow as they would have', async () => {
  shop.orders.push(order(1, START - 30 * DAY));
  await connect();
  await pages(4);
  const flow = await createFlow(store.context, {
    name: 'Thanks',
    graph: graphOf([subscribe('always'), wait('w', 1, 'hours'), node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
  store.clock.pass(HOUR);
  // The webhook of this order was lost.
  shop.orders.push(order(2, store.clock.now() - 10 * MINUTE));
  await pages(4);
  store.clock.pass(20 * MINUTE);
  await pages(4);
  await host.settle();
  expect(await orders()).toBe(2);
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toHaveLength(1);
  expect(
    shop.asked
      .filter((one) => one.includes('modified_after'))
      .every((one) => one.includes('dates_are_gmt=true')),
  ).toBe(true);
  store.clock.pass(HOUR);
  await pages(6);
  await host.settle();
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toHaveLength(1);
});

test('webhooks are registered, restored when they are gone, signed with a new secret after a change, and removed', async () => {
  const { id } = await connect();
  const registered = () => keepRegistered(store.db, store.contextOf);
  const secretOf = () => shop.hooks[0]?.['secret'] as string;
  await Promise.all([registered(), registered()]);
  const count = findConnector('woocommerce')!.webhook!.topics.length;
  expect(shop.hooks).toHaveLength(count);
  expect(shop.hooks[0]).toMatchObject({ delivery_url: `https://millrace.test/hooks/woocommerce/${id}` });
  expect((await listConnections(store.context, {}))[0]).toMatchObject({
    registration: { topics: count, problem: null },
  });
  shop.hooks.pop();
  await registered();
  expect(shop.hooks).toHaveLength(count - 1);
  store.clock.pass(HOUR + MINUTE);
  await registered();
  expect(shop.hooks).toHaveLength(count);

  const { webhook } = findConnector('woocommerce')!;
  const url = `https://millrace.test/hooks/woocommerce/${id}`;
  const send = (secret: string, number: number) => {
    const rawBody = Buffer.from(JSON.stringify(order(number, START)));
    const headers = { 'x-wc-webhook-topic': 'order.created', 'x-wc-webhook-source': shop.url };
    const signed = signDelivery(
      webhook!.signature,
      { setting: secret, key: secret },
      { rawBody, url, headers, now: store.clock.now() },
    );
    return receiveWebhook(store.db, store.contextOf, {
      connector: 'woocommerce',
      connectionId: id,
      body: rawBody,
      url,
      headers: signed.headers as Record<string, string>,
    });
  };
  const old = secretOf();
  expect(await send(old, 901)).toMatchObject({ repeated: false });
  const { secret } = await rotateSecret(store.context, { id });
  await registered();
  expect(secretOf()).toBe(secret);
  vi.setSystemTime(Date.now() + 10_000);
  for (const [key, number] of [
    [old, 902],
    [secret, 903],
  ] as const)
    expect(await send(key, number)).toMatchObject({ repeated: false });
  await expect(send('a-stranger-word', 904)).rejects.toMatchObject({ code: 'signature-invalid' });
  vi.useRealTimers();
  expect(
    await receiveWebhook(store.db, store.contextOf, {
      connector: 'woocommerce',
      connectionId: id,
      body: Buffer.from('webhook_id=3'),
      url,
      headers: {},
    }),
  ).toMatchObject({ repeated: false });

  await deleteConnection(store.context, { id });
  expect(shop.hooks).toEqual([]);
});

test('a read-only key leaves webhooks to the owner, and says so', async () => {
  await connect();
  shop.trouble = { status: 401 };
  await keepRegistered(store.db, store.contextOf);
  expect((await listConnections(store.context, {}))[0]).toMatchObject({
    registration: { problem: 'WooCommerce answered 401.' },
  });
});

test('nobody reads for another workspace', async () => {
  await connect();
  await pull();
  const other = await store.other();
  expect(await listPulls(other, {})).toEqual([]);
});
