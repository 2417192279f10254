import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runShop, type RunningShop } from './run-shop.ts';
import { isOff, readSettings, type Settings } from './settings.ts';
import { startStub, type StubProduct } from './stub-product.ts';

const keys = { apiKey: 'mill_key', connectionId: 'c1', secret: 'a secret of some length' };
const cleaning: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

async function until(test: () => boolean): Promise<void> {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function product(): Promise<StubProduct> {
  const stub = await startStub(keys.apiKey, keys.connectionId, keys.secret);
  cleaning.push(() => stub.close());
  return stub;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'demo-shop-'));
  cleaning.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function open(
  stub: StubProduct,
  path: string,
  said: string[] = [],
  population = 120,
): Promise<RunningShop> {
  const settings: Settings = {
    url: stub.url,
    ...keys,
    pace: 3_600,
    anchor: ANCHOR,
    currency: 'USD',
    shopDomain: null,
    accessToken: 'shpat_of_the_shop',
    returnsPage: null,
  };
  const shop = await runShop({
    settings: () => settings,
    seed: 'run',
    stateFile: join(path, 'demo-shop', 'state.json'),
    say: (sentence) => said.push(sentence),
    port: 0,
    population,
  });
  cleaning.push(() => shop.stop());
  return shop;
}
const ANCHOR = Date.now() - 1_000;

describe('running the shop with Millrace', () => {
  it('sends products and customers first, then the history, and lives meanwhile', async () => {
    const [stub, said] = [await product(), [] as string[]];
    const shop = await open(stub, folder(), said);
    await shop.pastTold;
    const types = stub.events.map((event) => event['type'] as string);
    expect(types.slice(0, 60).every((type) => type === 'product-created')).toBe(true);
    expect(types.slice(60, 180).every((type) => type === 'customer-created')).toBe(true);
    expect(types.filter((type) => type === 'order-placed').length).toBeGreaterThan(100);
    expect(said.at(-1)).toBe('history 100 %');
    await until(() =>
      ['carts/create', 'checkouts/create', 'orders/create'].every((topic) =>
        stub.webhooks.some((webhook) => webhook.topic === topic),
      ),
    );
    expect(
      stub.webhooks.every((webhook) => webhook.signed && webhook.domain === 'millrace-demo.myshopify.com'),
    ).toBe(true);
  });

  it('sends nothing twice after a restart and keeps its people', async () => {
    const [stub, path] = [await product(), folder()];
    const first = await open(stub, path);
    await first.pastTold;
    await until(() => stub.webhooks.length > 20);
    await first.stop();
    const [events, webhooks] = [stub.events.length, stub.webhooks.length];
    const again = await open(stub, path);
    await again.pastTold;
    await until(() => stub.webhooks.length > webhooks + 20);
    expect(
      stub.events
        .slice(events)
        .every((event) =>
          ['product-viewed', 'cart-updated', 'checkout-updated'].includes(event['type'] as string),
        ),
    ).toBe(true);
    expect(again.storefront?.port).toBe(first.storefront?.port);
    const ids = stub.webhooks.map((webhook) => webhook.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps the number of its customers over a restart, whatever the next start is told', async () => {
    const [stub, path] = [await product(), folder()];
    const first = await open(stub, path);
    await first.pastTold;
    await first.stop();
    const again = await open(stub, path, [], 60);
    await again.pastTold;
    expect(again.life()?.world.population).toBe(120);
  });

  it('waits while Millrace does not answer, and sends everything when it does', async () => {
    const [stub, path] = [await product(), folder()];
    const shop = await open(stub, path);
    await shop.pastTold;
    await until(() => stub.webhooks.length > 5);
    stub.trouble = 503;
    await until(() => shop.sender.waiting().length > 10);
    const waiting = shop.sender.waiting().map((parcel) => parcel.id);
    stub.trouble = null;
    await until(() =>
      waiting.every(
        (id) =>
          stub.webhooks.some((webhook) => webhook.id === id) ||
          stub.events.some((event) => event['id'] === id),
      ),
    );
    expect(shop.sender.refused).toBe(0);
  });

  it('answers apps with its token as Shopify does, and nobody else, from the state it kept over a restart', async () => {
    const [stub, path] = [await product(), folder()];
    const first = await open(stub, path);
    await first.pastTold;
    const ask = async (shop: RunningShop, token: string, query: string) => {
      const response = await fetch(
        `http://localhost:${shop.storefront?.port}/admin/api/2026-10/graphql.json`,
        {
          method: 'POST',
          // The restarted shop has the same port, but not the old sockets.
          headers: {
            'content-type': 'application/json',
            'x-shopify-access-token': token,
            connection: 'close',
          },
          body: JSON.stringify({ query }),
        },
      );
      return { status: response.status, json: (await response.json()) as object };
    };
    const FIND = '{ codeDiscountNodeByCode(code: "NONE") { id } }';
    expect(await ask(first, 'shpat_of_the_shop', FIND)).toMatchObject({
      status: 200,
      json: { data: { codeDiscountNodeByCode: null } },
    });
    expect((await ask(first, 'another', FIND)).status).toBe(401);
    const uri = `${stub.url}/hooks/shopify/${keys.connectionId}`;
    await ask(
      first,
      'shpat_of_the_shop',
      `mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "${uri}" }) { userErrors { message } } }`,
    );
    await until(() => stub.webhooks.some(({ topic }) => topic === 'orders/create'));
    await first.stop();
    const again = await open(stub, path);
    await again.pastTold;
    const QUESTION = `{ webhookSubscriptions(first: 9) { nodes { topic uri } } customersCount { count }
      orders(first: 250, sortKey: UPDATED_AT) { nodes { legacyResourceId totalPriceSet { shopMoney { amount } } } } }`;
    const { json } = await ask(again, 'shpat_of_the_shop', QUESTION);
    const heard = stub.webhooks.find(({ topic }) => topic === 'orders/create')!.payload;
    const amount = heard['total_price'];
    expect(json).toMatchObject({
      data: {
        webhookSubscriptions: { nodes: [{ topic: 'ORDERS_CREATE', uri }] },
        orders: {
          nodes: expect.arrayContaining([
            { legacyResourceId: String(heard['id']), totalPriceSet: { shopMoney: { amount } } },
          ]),
        },
      },
    });
    expect(json).toMatchObject({
      data: { customersCount: { count: expect.toSatisfy((count: number) => count >= 120) } },
    });
  });

  it('serves pages: a product, its picture, a left cart, and a polite page for a cart that is gone', async () => {
    const stub = await product();
    const shop = await open(stub, folder());
    await shop.pastTold;
    const at = async (path: string) => {
      const response = await fetch(`http://localhost:${shop.storefront!.port}${path}`);
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        text: await response.text(),
      };
    };
    expect((await at('/')).text).toContain('Tern &amp; Kettle');
    expect((await at('/shelves/mugs-table')).text).toContain('Enamel mug, spruce');
    expect((await at('/products/mug-tern')).text).toContain('$17.00');
    expect(await at('/images/mug-tern.svg')).toMatchObject({ status: 200, type: 'image/svg+xml' });
    expect((await at('/products/nothing')).status).toBe(404);
    expect((await at('/checkouts/unknown/recover')).text).toContain('This cart is gone');
    await until(() => stub.webhooks.some((webhook) => webhook.topic === 'checkouts/create'));
    const recovery = new URL(
      String(
        stub.webhooks.find((webhook) => webhook.topic === 'checkouts/create')!.payload[
          'abandoned_checkout_url'
        ],
      ),
    );
    expect(recovery.port).toBe(String(shop.storefront!.port));
    expect((await at(`${recovery.pathname}${recovery.search}`)).text).toMatch(
      /your cart is as you left it|Thank you/,
    );
  });
});

describe('the settings of the shop', () => {
  it('come from the environment, then from the file, and are null while neither is complete', () => {
    const path = folder();
    expect(readSettings({ MILLRACE_DATA: path })).toBeNull();
    writeFileSync(
      join(path, 'demo-shop.json'),
      JSON.stringify({
        url: 'http://localhost:3000/',
        ...keys,
        pace: 60,
        anchor: 1_795_000_000_000,
        currency: 'EUR',
      }),
    );
    expect(readSettings({ MILLRACE_DATA: path })).toMatchObject({
      url: 'http://localhost:3000',
      connectionId: 'c1',
      pace: 60,
      anchor: 1_795_000_000_000,
      currency: 'EUR',
    });
    expect(
      readSettings({ MILLRACE_DATA: path, MILLRACE_DEMO_CONNECTION: 'c2', MILLRACE_DEMO_PACE: '10' }),
    ).toMatchObject({
      connectionId: 'c2',
      pace: 10,
    });
  });

  it('can switch it off', () => {
    expect([isOff({ DEMO: '0' }), isOff({ DEMO: 'off' }), isOff({}), isOff({ DEMO: '1' })]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
