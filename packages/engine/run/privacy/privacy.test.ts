import { readFileSync } from 'node:fs';
import { exportCustomer, getCustomer, listCustomers } from '@millrace/services/customers';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { readHome } from '@millrace/services/home';
import { closePrivacyRequest, listPrivacyRequests } from '@millrace/services/privacy';
import { createConnection, listAudit, listConnections, updateGuardrails } from '@millrace/services/settings';
import {
  cartTrigger,
  crashingStore,
  email,
  graphOf,
  node,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { searchEverything, type TestDatabase } from '@millrace/tools/testing';
import { findConnector } from '@millrace/connectors';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { sign } from '@millrace/transport';
import { beforeEach, expect, test } from 'vitest';
import { forgetConnections } from '../webhooks/known-connection.ts';
import { receiveWebhook } from '../webhooks/receive-webhook.ts';

const SECRET = 'shpss_for_the_tests';
let database: TestDatabase;
let store: TestStore;
let crashing: ReturnType<typeof crashingStore>;
let host: VirtualHost;
let count = 0;

storeForEach({ at: Date.now() - 10 * DAY, recounts: true }, (here) => {
  ({ store, database } = here);
});
beforeEach(async () => {
  crashing = crashingStore(store);
  host = new VirtualHost(crashing);
});

/** Shopify's payload for a topic, with some parts replaced. */
function payloadOf(topic: string, change: object): object {
  const file = new URL(
    `../../../catalogue/connectors/shopify/contract/${topic.replace('/', '__')}.json`,
    import.meta.url,
  );
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as { payload: object }).payload, ...change };
}

const connect = async (shopDomain: string) =>
  (
    await createConnection(store.context, {
      connector: 'shopify',
      name: shopDomain,
      config: { shopDomain, webhookSecret: SECRET, currency: 'USD' },
    })
  ).id;

/** A webhook as Shopify sends it: signed, with its headers. */
async function webhook(connectionId: string, shop: string, topic: string, payload: object) {
  count += 1;
  const body = Buffer.from(JSON.stringify(payload));
  const url = `https://millrace.test/hooks/shopify/${connectionId}`;
  const scheme = findConnector('shopify')?.webhook?.signature;
  if (!scheme) throw new Error('Shopify signs its webhooks');
  const received = await receiveWebhook(store.db, store.contextOf, {
    connector: 'shopify',
    connectionId,
    body,
    url,
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': shop,
      'x-shopify-webhook-id': `webhook-${count}`,
      'x-shopify-event-id': `happening-${count}`,
      'x-shopify-triggered-at': new Date(store.clock.now()).toISOString(),
      'x-shopify-hmac-sha256': sign(scheme, SECRET, { rawBody: body, url }),
    },
  });
  await host.settle();
  return received;
}

const now = () => new Date(store.clock.now()).toISOString();
const person = (id: number, name: string) =>
  payloadOf('customers/create', {
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    email: `${name}@shopper.example`,
    first_name: name,
    last_name: `${name}son`,
    phone: null,
    default_address: null,
    addresses: [],
    created_at: now(),
    updated_at: now(),
  }) as { email: string };
const rows = <Row extends object>(
  run: (tx: Parameters<Parameters<TestStore['db']['inWorkspace']>[1]>[0]) => PromiseLike<readonly Row[]>,
) => store.db.inWorkspace(store.context.workspaceId, async (tx) => [...(await run(tx))]);
const requests = async () => (await listPrivacyRequests(store.context, {})).items;
const needs = async () =>
  (await readHome(store.context, {})).needs.filter((need) => need.kind === 'privacy-request');

test('a request for personal data is a task with a deadline, which can be listed, exported and marked done', async () => {
  const shop = 'harbour.myshopify.com';
  const connection = await connect(shop);
  await webhook(connection, shop, 'customers/create', person(7_000_001, 'ann'));
  expect(await needs()).toEqual([]);
  const asked = store.clock.now();
  await webhook(connection, shop, 'customers/data_request', {
    shop_id: 1,
    shop_domain: shop,
    customer: { id: 7_000_001, email: 'ann@shopper.example', phone: null },
    orders_requested: [299938],
    data_request: { id: 9999 },
  });
  expect(await needs()).toEqual([
    {
      kind: 'privacy-request',
      sentence: 'A customer asks for their data. Answer within 30 days.',
      href: '/settings/privacy',
    },
  ]);
  const [request] = await requests();
  expect(request).toMatchObject({
    kind: 'data',
    via: shop,
    customerName: 'ann annson',
    reference: '9999',
    dueAt: asked + 30 * DAY,
    doneAt: null,
    customerErased: false,
  });
  expect((await exportCustomer(store.context, { id: request?.customerId ?? '' })).customer).toMatchObject({
    email: 'ann@shopper.example',
  });
  // Time passes, and Home shows the time left.
  store.clock.pass(28 * DAY + HOUR);
  expect((await needs())[0]?.sentence).toContain('Answer within 1 day.');
  store.clock.pass(2 * DAY);
  expect((await needs())[0]?.sentence).toContain('This is overdue.');
  await closePrivacyRequest(store.context, { id: request?.id ?? '' });
  expect(await needs()).toEqual([]);
  expect(await requests()).toMatchObject([{ doneBy: 'Test', outcome: 'answered' }]);
  await expect(closePrivacyRequest(store.context, { id: request?.id ?? '' })).rejects.toMatchObject({
    code: 'not-found',
  });
  expect((await listAudit(store.context, { action: 'privacy-request-closed' })).items).toHaveLength(1);
});

test('a request creates no customer, and one about an unknown person says that nothing is stored', async () => {
  const shop = 'harbour.myshopify.com';
  const connection = await connect(shop);
  const stranger = { id: 7_000_002, email: 'stranger@shopper.example', phone: '+14155550133' };
  await webhook(connection, shop, 'customers/data_request', {
    shop_domain: shop,
    customer: stranger,
    data_request: { id: 10_000 },
  });
  await webhook(connection, shop, 'customers/redact', {
    shop_domain: shop,
    customer: stranger,
    orders_to_redact: [5],
  });
  expect((await listCustomers(store.context, {})).items).toEqual([]);
  expect(
    await searchEverything(database.ownerUrl, ['7000002', 'stranger@shopper.example', '4155550133']),
  ).toEqual([]);
  expect(await requests()).toMatchObject([
    { kind: 'data', customerId: null, doneAt: null },
    { kind: 'erasure', customerId: null, outcome: 'nothing-kept' },
  ]);
});

test('a customer whom the store asks to erase is erased with all their names, and a family that shares a phone is not', async () => {
  const shop = 'harbour.myshopify.com';
  const connection = await connect(shop);
  await webhook(connection, shop, 'customers/create', {
    ...person(7_000_003, 'cleo'),
    phone: '+14155550144',
  });
  await webhook(connection, shop, 'customers/create', {
    ...person(7_000_004, 'dora'),
    phone: '+14155550144',
  });
  await webhook(connection, shop, 'customers/redact', {
    shop_domain: shop,
    customer: { id: 7_000_003, email: 'cleo@shopper.example', phone: '+14155550144' },
    orders_to_redact: [],
  });
  expect(await searchEverything(database.ownerUrl, ['cleo', '7000003'])).toEqual([]);
  expect((await listCustomers(store.context, {})).items.map((item) => item.firstName)).toEqual(['dora']);
  expect(await requests()).toMatchObject([
    { kind: 'erasure', outcome: 'erased', doneBy: 'Millrace', customerErased: true },
  ]);
  expect((await listAudit(store.context, { action: 'customer-erased' })).items).toHaveLength(1);
  // The same request again finds nobody and creates nobody.
  await webhook(connection, shop, 'customers/redact', {
    shop_domain: shop,
    customer: { id: 7_000_003, email: 'cleo@shopper.example' },
    orders_to_redact: [],
  });
  expect((await listCustomers(store.context, {})).items).toHaveLength(1);
});

const order = (id: number, customer: { email: string }) =>
  payloadOf('orders/create', {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#H${id}`,
    number: id,
    order_number: id,
    email: customer.email,
    contact_email: customer.email,
    cart_token: `cart-${id}`,
    checkout_token: `checkout-${id}`,
    token: `order-token-${id}`,
    created_at: now(),
    processed_at: now(),
    updated_at: now(),
    cancelled_at: null,
    customer,
  });

async function aShop(shop: string, people: number, from: number): Promise<string> {
  const connection = await connect(shop);
  for (let index = 0; index < people; index += 1) {
    const somebody = person(from + index, `${shop.split('.')[0]}${index}`);
    await webhook(connection, shop, 'customers/create', somebody);
    await webhook(
      connection,
      shop,
      'checkouts/create',
      payloadOf('checkouts/create', {
        id: from + index,
        token: `checkout-${from + index}`,
        cart_token: `cart-${from + index}`,
        email: somebody.email,
        abandoned_checkout_url: `https://${shop}/checkouts/${from + index}`,
        created_at: now(),
        updated_at: now(),
        completed_at: null,
        customer: somebody,
      }),
    );
  }
  await webhook(connection, shop, 'products/create', payloadOf('products/create', { updated_at: now() }));
  await host.pass(90 * MINUTE);
  for (let index = 0; index < people; index += 2)
    await webhook(
      connection,
      shop,
      'orders/create',
      order(from + index, person(from + index, `${shop.split('.')[0]}${index}`)),
    );
  await host.pass(MINUTE);
  return connection;
}

test('a store that leaves is erased completely, page by page and through crashes, and the other store is unchanged', async () => {
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const graph = graphOf(
    [
      cartTrigger(),
      wait('hour', 1, 'hours'),
      email('mail'),
      wait('day', 1, 'days'),
      email('second'),
      node('end', 'end'),
    ],
    { holdout: 0.3 },
  );
  await publishFlow(store.context, { id: (await createFlow(store.context, { name: 'Carts', graph })).id });
  const leaving = await aShop('leaving.myshopify.com', 60, 4_100_000);
  const staying = await aShop('staying.myshopify.com', 6, 4_200_000);
  // A customer of both stores keeps what the other store knows.
  await webhook(staying, 'staying.myshopify.com', 'customers/update', {
    ...person(4_299_999, 'leaving0'),
    first_name: 'Both',
  });
  const [LEAVING, STAYING] = ['shopify:leaving.myshopify.com', 'shopify:staying.myshopify.com'];
  const of = async (source: string) => ({
    orders: (await rows((tx) => tx`select 1 from orders where source = ${source}`)).length,
    carts: (await rows((tx) => tx`select 1 from carts where source = ${source}`)).length,
    products: (await rows((tx) => tx`select 1 from products where source = ${source}`)).length,
    variants: (await rows((tx) => tx`select 1 from product_variants where source = ${source}`)).length,
    events: (await rows((tx) => tx`select 1 from events where source = ${source}`)).length,
    names: (await rows((tx) => tx`select 1 from customer_identities where kind = ${`external:${source}`}`))
      .length,
    keys: (await rows((tx) => tx`select 1 from event_keys where key like ${`%${source}%`}`)).length,
    aliases: (await rows((tx) => tx`select 1 from cart_aliases where source = ${source}`)).length,
  });
  const before = await of(STAYING);
  const there = await of(LEAVING);
  expect(Object.entries(there).filter(([, found]) => found === 0)).toEqual([]);
  expect(there.orders).toBe(30);

  await webhook(leaving, 'leaving.myshopify.com', 'shop/redact', {
    shop_id: 77,
    shop_domain: 'leaving.myshopify.com',
  });
  // The process crashes again and again: before a page is committed, and after it without a response.
  for (const [after, committed] of [
    [0, false],
    [1, true],
    [2, false],
    [4, true],
  ] as const) {
    crashing.crashAfter(after, committed);
    await host.pass(61_000);
    await host.pass(1_000);
  }
  crashing.crashAfter(Infinity, false);
  for (let minute = 0; minute < 3; minute += 1) await host.pass(61_000);

  expect(await of(LEAVING)).toEqual({
    orders: 0,
    carts: 0,
    products: 0,
    variants: 0,
    events: 0,
    names: 0,
    keys: 0,
    aliases: 0,
  });
  expect(await of(STAYING)).toEqual(before);
  expect((await listConnections(store.context, {})).map((connection) => connection.name)).toEqual([
    'staying.myshopify.com',
  ]);
  const people = (await listCustomers(store.context, { limit: 100 })).items
    .map((item) => item.firstName)
    .sort();
  expect(people).toEqual(['Both', ...Array.from({ length: 6 }, (_, index) => `staying${index}`)].sort());
  const traces = [
    'leaving1@shopper.example',
    'leaving59',
    'cart-4100001',
    'checkout-4100001',
    '4100003',
    '#H4100002',
    `https://leaving`,
  ];
  expect(await searchEverything(database.ownerUrl, traces)).toEqual([]);
  expect(
    await rows(
      (tx) =>
        tx`select 1 from enrolments e join customers c on c.id = e.customer_id
          where e.ended_at is null and c.erased_at is not null`,
    ),
  ).toEqual([]);
  expect((await requests()).filter((request) => request.kind === 'store-erasure')).toMatchObject([
    { outcome: 'erased', doneBy: 'Millrace', via: null },
  ]);
  expect((await listAudit(store.context, { action: 'store-erased' })).items).toHaveLength(1);
  forgetConnections(store.db);
  await expect(
    webhook(leaving, 'leaving.myshopify.com', 'customers/create', person(4_100_000, 'leaving0')),
  ).rejects.toMatchObject({
    code: 'not-found',
  });
}, 180_000);

test('a request to erase a store other than the connected one erases nothing, and asks a person', async () => {
  const connection = await connect('harbour.example');
  await webhook(connection, 'harbour.example', 'customers/create', person(7_000_005, 'eve'));
  await webhook(connection, 'harbour.example', 'shop/redact', {
    shop_id: 1,
    shop_domain: 'other.myshopify.com',
  });
  expect((await listConnections(store.context, {})).map(({ name, state }) => `${name} ${state}`)).toEqual([
    'harbour.example active',
  ]);
  const [eve] = (await listCustomers(store.context, {})).items;
  expect(await getCustomer(store.context, { id: eve?.id ?? '' })).toMatchObject({ firstName: 'eve' });
  expect((await needs())[0]?.sentence).toBe(
    'A store that is not the one connected asks to be erased. Answer within 30 days.',
  );
  expect(await requests()).toMatchObject([{ kind: 'store-erasure', otherStore: true, doneAt: null }]);
});
