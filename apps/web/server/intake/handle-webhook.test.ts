import { createHmac, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cartTrigger, email, graphOf, node, VirtualHost, wait } from '@millrace/services/testing';
import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation, PUBLIC_URL, SHOPIFY_SECRET, type Installation } from '../testing/installation.ts';
import { handleWebhook } from './handle-webhook.ts';

/** Real examples from Shopify, from the folder of the connector. */
const examples = new URL('../../../../packages/catalogue/connectors/shopify/contract/', import.meta.url);
const topics = readdirSync(examples)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -5).replace('__', '/'));

interface Sent {
  readonly connection?: string;
  readonly secret?: string;
  readonly delivery?: string;
  /** When it was triggered, in minutes from now. */
  readonly minutes?: number;
  readonly change?: (text: string) => string;
  readonly headers?: Record<string, string>;
  /** Body to send instead of the example. */
  readonly raw?: string;
}

let here: Installation;
let connection: string;
beforeAll(async () => {
  here = await openInstallation();
  connection = await here.connectShopify();
});
afterAll(() => here.close());

/** Connects another shop. Data of one shop belongs to one store, however often it is connected. */
async function anotherShop(): Promise<{
  connection: string;
  headers: Record<string, string>;
  source: string;
}> {
  shops += 1;
  const domain = `shop-${shops}.myshopify.com`;
  return {
    connection: await here.connectShopify({ shopDomain: domain }),
    headers: { 'x-shopify-shop-domain': domain },
    source: `shopify:${domain}`,
  };
}
let shops = 0;

/** Sends the example of a topic with current times, signed as Shopify signs it. */
async function deliver(
  topic: string,
  {
    connection: other,
    secret = SHOPIFY_SECRET,
    delivery = randomUUID(),
    minutes = 0,
    change = (text) => text,
    headers = {},
    raw,
  }: Sent = {},
) {
  const file = readFileSync(
    new URL(`${topics.includes(topic) ? topic.replace('/', '__') : 'carts__create'}.json`, examples),
    'utf8',
  );
  const example = JSON.parse(file) as { headers: Record<string, string>; payload: unknown };
  const shift =
    Date.now() + minutes * 60_000 - Date.parse(example.headers['x-shopify-triggered-at'] as string);
  const fresh = JSON.stringify(example.payload).replace(
    /"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)"/g,
    (text) => JSON.stringify(new Date(Date.parse(text.slice(1, -1)) + shift).toISOString()),
  );
  const body = raw ?? change(fresh);
  const response = await handleWebhook(
    new Request(`${PUBLIC_URL}/hooks/shopify/${other ?? connection}`, {
      method: 'POST',
      body,
      headers: {
        ...example.headers,
        'x-shopify-topic': topic,
        'x-shopify-webhook-id': delivery,
        'x-shopify-event-id': `event-${delivery}`,
        'x-shopify-triggered-at': new Date(Date.now() + minutes * 60_000).toISOString(),
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
        ...headers,
      },
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

const inStore = <Row>(
  query: (tx: Parameters<Parameters<Installation['store']['db']['inWorkspace']>[1]>[0]) => Promise<Row>,
) => here.store.db.inWorkspace(here.store.context.workspaceId, query);
const events = () =>
  inStore(async (tx) => (await tx<{ n: number }[]>`select count(*)::int as n from events`)[0]?.n ?? 0);

describe('webhooks of Shopify', () => {
  it.each(topics.filter((topic) => !topic.endsWith('redact')))(
    'takes %s as Shopify sends it',
    async (topic) => {
      expect(await deliver(topic)).toMatchObject({ status: 200 });
    },
  );

  it('answers the privacy topics that every app has to answer', async () => {
    const { source, ...leaving } = await anotherShop();
    const own = (text: string) =>
      text.replaceAll('harbour-lane.myshopify.com', source.slice('shopify:'.length));
    for (const topic of ['customers/redact', 'shop/redact'])
      expect((await deliver(topic, { ...leaving, change: own })).status, topic).toBe(200);
    // After a shop uninstalls the app, its webhooks are refused from that moment.
    expect((await deliver('orders/create', leaving)).status).toBe(404);
  });

  it('makes a customer, a cart and an order of what it takes', async () => {
    const { source, ...shop } = await anotherShop();
    for (const topic of ['customers/create', 'carts/create', 'checkouts/update', 'orders/create'])
      expect((await deliver(topic, shop)).status, topic).toBe(200);
    const [row] = await inStore(
      (tx) => tx<{ carts: number; orders: number; bought: number }[]>`
      select (select count(*)::int from carts where source = ${source}) as carts,
        (select count(*)::int from orders where source = ${source}) as orders,
        (select count(*)::int from carts where source = ${source} and completed_at is not null) as bought`,
    );
    expect(row?.orders).toBe(1);
    expect(row?.carts).toBeGreaterThan(0);
    expect(row?.bought).toBeGreaterThan(0);
  });

  it('ends the enrolment of a cart with the order that came from it', async () => {
    const shop = await anotherShop();
    const host = new VirtualHost(here.store);
    const graph = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]);
    const flow = await createFlow(here.store.context, { name: 'Carts of Shopify', graph });
    await publishFlow(here.store.context, { id: flow.id });
    here.store.clock.set(Date.now());
    const own = (text: string) =>
      text
        .replaceAll('maya.lindqvist@example.com', 'own.cart@example.com')
        .replaceAll('7310558593214', '7310558593999')
        .replaceAll('+13125550142', '+13125550199');
    await deliver('checkouts/update', { ...shop, change: own });
    await host.pass(16 * 60_000);
    expect(
      (await listEnrolments(here.store.context, { flow: flow.id, state: 'running' })).items,
    ).toHaveLength(1);
    expect((await deliver('orders/create', { ...shop, change: own })).status).toBe(200);
    await host.settle();
    expect((await listEnrolments(here.store.context, { flow: flow.id })).items).toMatchObject([
      { state: 'exited', endReason: expect.stringContaining('order-placed') },
    ]);
  });
});

describe('webhooks that cannot be trusted or read', () => {
  it('refuses a wrong signature and stores nothing of it', async () => {
    const before = await events();
    expect(await deliver('orders/create', { secret: 'another-secret-word' })).toMatchObject({
      status: 401,
      body: { code: 'signature-invalid' },
    });
    expect(await deliver('orders/create', { headers: { 'x-shopify-hmac-sha256': '' } })).toMatchObject({
      status: 401,
    });
    expect(await deliver('customers/redact', { secret: 'another-secret-word' })).toMatchObject({
      status: 401,
    });
    expect(await events()).toBe(before);
  });

  it('treats a repeated delivery as the same one, whatever its headers say', async () => {
    const shop = await anotherShop();
    const raw = JSON.stringify({
      id: 77,
      title: 'Kettle',
      handle: 'kettle',
      variants: [],
      updated_at: new Date().toISOString(),
    });
    expect((await deliver('products/update', { ...shop, raw })).status).toBe(200);
    const before = await events();
    expect((await deliver('products/update', { ...shop, raw, delivery: randomUUID() })).status).toBe(200);
    expect(await events()).toBe(before);
    // A body replayed under a wrong topic is refused, and so is one that names no shop or another shop.
    expect(await deliver('orders/create', { ...shop, raw })).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('an order') },
    });
    expect(
      await deliver('products/update', {
        connection: shop.connection,
        raw,
        headers: { 'x-shopify-shop-domain': '' },
      }),
    ).toMatchObject({
      status: 422,
      body: { code: 'connection-invalid' },
    });
    expect(
      await deliver('products/update', {
        connection: shop.connection,
        raw,
        headers: { 'x-shopify-shop-domain': 'stranger.myshopify.com' },
      }),
    ).toMatchObject({ status: 422 });
    expect(await events()).toBe(before);
  });

  it('recognises a store that was connected again, by either connection', async () => {
    const shop = await anotherShop();
    expect((await deliver('orders/create', { ...shop })).status).toBe(200);
    const again = await here.connectShopify({ shopDomain: shop.headers['x-shopify-shop-domain'] });
    expect((await deliver('orders/updated', { ...shop, connection: again, minutes: 5 })).status).toBe(200);
    const rows = await inStore((tx) => tx`select external_id from orders where source = ${shop.source}`);
    expect(rows).toHaveLength(1);
  });

  it('learns the permanent address of a shop from its first delivery, and takes no other from then on', async () => {
    const connection = await here.connectShopify({ shopDomain: 'www.fern-and-clay.example' });
    const headers = { 'x-shopify-shop-domain': 'fern-and-clay.myshopify.com' };
    expect((await deliver('customers/create', { connection, headers })).status).toBe(200);
    expect(
      await deliver('customers/update', {
        connection,
        headers: { 'x-shopify-shop-domain': 'stranger.myshopify.com' },
      }),
    ).toMatchObject({ status: 422, body: { code: 'connection-invalid' } });
    expect((await deliver('orders/create', { connection, headers })).status).toBe(200);
    expect(
      await inStore((tx) => tx`select 1 from orders where source = 'shopify:fern-and-clay.myshopify.com'`),
    ).toHaveLength(1);
  });

  it('ignores an older state of a product that comes late', async () => {
    const { source, ...shop } = await anotherShop();
    const titled = (title: string) => (text: string) =>
      text.replace(/"title":"[^"]*"/, `"title":${JSON.stringify(title)}`);
    await deliver('products/update', { ...shop, minutes: -1, change: titled('Newer') });
    await deliver('products/update', { ...shop, minutes: -30, change: titled('Older') });
    const rows = await inStore(
      (tx) => tx<{ title: string }[]>`select title from products where source = ${source}`,
    );
    expect(rows.map((row) => row.title)).toEqual(['Newer']);
  });

  it('refuses a body that is not JSON although it is signed', async () => {
    expect(await deliver('orders/create', { raw: '{"id": 1,' })).toMatchObject({
      status: 400,
      body: { code: 'json-malformed' },
    });
  });

  it('refuses a topic it does not know, by name', async () => {
    expect(await deliver('tender_transactions/create')).toMatchObject({
      status: 422,
      body: { code: 'topic-unknown', detail: expect.stringContaining('tender_transactions/create') },
    });
  });

  it('refuses amounts in another currency than the shop’s', async () => {
    const yen = (text: string) =>
      text.replaceAll('"USD"', '"JPY"').replaceAll('maya.lindqvist@example.com', 'yen@example.com');
    expect(await deliver('orders/create', { change: yen })).toMatchObject({
      status: 422,
      body: { detail: expect.stringMatching(/JPY|currency/) },
    });
  });

  it('keeps names with emoji and right-to-left letters', async () => {
    const named = (text: string) =>
      text
        .replace(/"first_name":"[^"]*"/g, '"first_name":"נועה 🌸"')
        .replaceAll('maya.lindqvist@example.com', 'noa@example.com')
        .replaceAll('7310558593214', '7310558593777')
        .replaceAll('+13125550142', '+13125550177');
    expect((await deliver('customers/update', { change: named })).status).toBe(200);
    expect((await here.call('GET', '/customers?email=noa@example.com')).body.items).toMatchObject([
      { firstName: 'נועה 🌸' },
    ]);
  });

  it('refuses more than ten megabytes before looking at the signature', async () => {
    expect(await deliver('orders/create', { raw: 'x'.repeat(10 * 1024 * 1024 + 1) })).toMatchObject({
      status: 413,
      body: { code: 'body-too-large' },
    });
  });

  it('reads ten megabytes, the limit, and says that they are not JSON', async () => {
    expect(await deliver('orders/create', { raw: 'x'.repeat(10 * 1024 * 1024) })).toMatchObject({
      status: 400,
    });
  });

  it('accepts no connection of another kind, none that is switched off, and no unknown one', async () => {
    const off = await here.connectShopify();
    await inStore((tx) => tx`update connections set disabled_at = now() where id = ${off}`);
    expect((await deliver('orders/create', { connection: off })).status).toBe(404);
    expect((await deliver('orders/create', { connection: randomUUID() })).status).toBe(404);
    expect((await deliver('orders/create', { connection: 'nonsense' })).status).toBe(404);
  });
});
