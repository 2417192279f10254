import { createHmac, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateStore } from '@millrace/services/settings';
import { openInstallation, PUBLIC_URL, SHOPIFY_SECRET, type Installation } from '../testing/installation.ts';
import { handleWebhook } from './handle-webhook.ts';

type Payload = Record<string, unknown>;
interface Fixture {
  readonly headers: Record<string, string>;
  readonly connection?: { readonly currency?: string };
  readonly payload: Payload;
}

const contract = new URL('../../../../packages/catalogue/connectors/shopify/contract/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, contract), 'utf8')) as Fixture;
const shape = (name: string) => read(`shapes/${name}`);

let here: Installation;
let shops = 0;
beforeAll(async () => {
  here = await openInstallation();
});
afterAll(() => here.close());

const rows = <Row>(query: string) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, async (tx) => [
    ...(await tx.unsafe(query)),
  ]) as unknown as Promise<Row[]>;

/** A new shop in the currency of the example, and a function that sends webhooks to it. */
async function shopIn(currency = 'USD') {
  shops += 1;
  const domain = `real-${shops}.myshopify.com`;
  await updateStore(here.store.context, { currency, settings: { assumedCostShare: 0.4 } });
  const connection = await here.connectShopify({ shopDomain: domain, currency });
  const source = `shopify:${domain}`;
  const own = shops;
  // Each shop has its own people, because the same address or number would be the same person.
  const send = async ({ headers, payload }: Fixture, change: Payload = {}) => {
    const body = JSON.stringify({ ...payload, ...change })
      .replaceAll('maya.lindqvist@example.com', `maya${own}@example.com`)
      .replaceAll('+13125550142', `+1312555${1000 + own}`);
    const response = await handleWebhook(
      new Request(`${PUBLIC_URL}/hooks/shopify/${connection}`, {
        method: 'POST',
        body,
        headers: {
          ...headers,
          'x-shopify-shop-domain': domain,
          'x-shopify-webhook-id': randomUUID(),
          'x-shopify-hmac-sha256': createHmac('sha256', SHOPIFY_SECRET).update(body).digest('base64'),
        },
      }),
    );
    return { status: response.status, text: await response.text() };
  };
  const taken = async (fixture: Fixture, change?: Payload) =>
    expect(await send(fixture, change)).toMatchObject({ status: 200 });
  const orders = () =>
    rows<Payload>(
      `select counted, units, gross, discount, net, tax, total, refunded, revenue, cost, margin, currency, fulfilment_status from orders where source = '${source}'`,
    );
  const totals = () =>
    rows<Payload>(
      `select c.orders_count, c.total_spent from customers c where c.source = '${source}' and merged_into is null`,
    );
  return { send, taken, orders, totals, source };
}

describe('orders of real stores have their correct worth', () => {
  test.each<[string, string, Payload]>([
    ['order-with-a-technical-line', 'USD', { revenue: 5_094, net: 4_097, cost: 1_639, margin: 2_458 }],
    ['order-edited-down', 'USD', { units: 1, net: 3_840, discount: 960, revenue: 3_840 }],
    [
      'order-wholly-discounted',
      'USD',
      { counted: true, gross: 6_100, discount: 6_100, net: 0, revenue: 0, margin: 0 },
    ],
    [
      'order-with-two-discounts-on-a-line',
      'USD',
      { gross: 10_800, discount: 1_900, net: 8_900, revenue: 8_900 },
    ],
    ['order-with-a-tip', 'USD', { units: 1, gross: 1_850, revenue: 2_150, margin: 1_110 }],
    ['order-with-duties', 'USD', { net: 12_000, tax: 2_400, revenue: 15_840, margin: 7_200 }],
    ['order-at-the-till', 'USD', { units: 2, net: 2_650, revenue: 2_877 }],
    ['order-by-staff', 'USD', { units: 2, revenue: 4_800 }],
    ['order-without-email', 'USD', { revenue: 1_850 }],
    [
      'order-in-yen',
      'JPY',
      { currency: 'JPY', gross: 9_600, discount: 960, net: 8_640, tax: 864, revenue: 9_504 },
    ],
    ['order-in-dinars', 'KWD', { currency: 'KWD', net: 12_750, revenue: 13_875 }],
    ['order-with-tax-included', 'EUR', { net: 11_900, tax: 1_900, revenue: 11_900, margin: 6_000 }],
    ['order-shown-in-us-dollars', 'CAD', { currency: 'CAD', revenue: 136_602 }],
  ])('%s', async (name, currency, worth) => {
    const shop = await shopIn(currency);
    await shop.taken(shape(name));
    expect(await shop.orders()).toMatchObject([worth]);
    expect(await shop.totals()).toMatchObject([{ orders_count: 1, total_spent: worth['revenue'] }]);
  });

  test('a test order is read and not counted', async () => {
    const shop = await shopIn();
    await shop.taken(shape('order-to-test'));
    expect(await shop.orders()).toMatchObject([{ counted: false, revenue: 0, total: 12_000 }]);
    expect(await shop.totals()).toMatchObject([{ orders_count: 0, total_spent: 0 }]);
  });

  test.each(['refund-in-us-dollars', 'refund-in-us-dollars-without-lines'])(
    '%s lowers by 1,366.02 in the shop’s own money, before the order or after',
    async (name) => {
      for (const order of [
        [shape('order-shown-in-us-dollars'), shape(name)],
        [shape(name), shape('order-shown-in-us-dollars')],
      ]) {
        const shop = await shopIn('CAD');
        for (const fixture of order) await shop.taken(fixture);
        expect(await shop.orders()).toMatchObject([{ total: 136_602, refunded: 136_602, revenue: 0 }]);
        expect(await shop.totals()).toMatchObject([{ orders_count: 1, total_spent: 0 }]);
        const value = await rows<Payload>(
          `select value, customer_id is not null as known from events where source = '${shop.source}' and type = 'order-refunded'`,
        );
        expect(value).toMatchObject([{ known: true }]);
      }
    },
  );

  test('119 with 19 % tax in it, of goods that cost 60 by their own variant, leaves 40', async () => {
    const shop = await shopIn('EUR');
    const line = (shape('order-with-tax-included').payload['line_items'] as Payload[])[0];
    const product = read('products/create'.replace('/', '__'));
    const [variant] = product.payload['variants'] as Payload[];
    const variants = [
      { ...variant, id: line?.['variant_id'], inventory_item_id: 501 },
      { ...variant, id: 999, inventory_item_id: 502 },
    ];
    await shop.taken(product, { id: line?.['product_id'], variants });
    for (const [id, cost] of [
      [501, '60.00'],
      [502, '10.00'],
    ] as const)
      await shop.taken(read('inventory_items__update'), { id, cost });
    await shop.taken(shape('order-with-tax-included'));
    expect(await shop.orders()).toMatchObject([{ revenue: 11_900, cost: 6_000, margin: 4_000 }]);
  });

  test('a gift card’s fulfilment and a cancelled one put nothing on its way', async () => {
    const shop = await shopIn();
    await shop.taken(shape('order-with-two-discounts-on-a-line'), { id: 6200354537772 });
    for (const name of ['fulfilment-of-a-gift-card', 'fulfilment-cancelled']) await shop.taken(shape(name));
    expect(
      await rows(
        `select type, properties->>'deliveryStatus' as status from events where source = '${shop.source}' and type like 'order-deliver%' order by id`,
      ),
    ).toMatchObject([
      { type: 'order-delivery-updated', status: 'nothing-to-ship' },
      { type: 'order-delivery-updated', status: 'cancelled' },
    ]);
    expect(await shop.orders()).toMatchObject([{ counted: true }]);
  });

  test('of two updates with the same second, the one triggered later counts, whichever comes first', async () => {
    const order = shape('order-with-two-discounts-on-a-line');
    const told = (at: string, total: string): [Fixture, Payload] => [
      {
        ...order,
        headers: { ...order.headers, 'x-shopify-topic': 'orders/updated', 'x-shopify-triggered-at': at },
      },
      {
        total_price: total,
        total_price_set: null,
        current_total_price: total,
        current_total_price_set: null,
        line_items: null,
      },
    ];
    const earlier = told('2026-11-10T15:41:20.100000000Z', '90.00');
    const later = told('2026-11-10T15:41:20.900000000Z', '95.00');
    for (const both of [
      [earlier, later],
      [later, earlier],
    ]) {
      const shop = await shopIn();
      for (const [fixture, change] of both) await shop.taken(fixture, change);
      expect(await shop.orders()).toMatchObject([{ revenue: 9_500 }]);
    }
  });
});

test('a payload with fields missing, null or of another type is stored with what is known, or refused by the name of a field', async () => {
  const shop = await shopIn();
  const names = readdirSync(contract, { recursive: true, encoding: 'utf8' }).filter(
    // After an uninstall, webhooks would be refused for another reason.
    (name) => name.endsWith('.json') && !name.includes('checkouts__delete') && !name.includes('shop__redact'),
  );
  const fixtures = names
    .map((name) => read(name.slice(0, -5)))
    .filter((fixture) => fixture.connection === undefined);
  const fields = (payload: Payload) => Object.keys(payload);
  const change = fc.constantFrom<(value: unknown) => unknown>(
    () => undefined,
    () => null,
    String,
    (value) => [value],
    (value) => ({ value }),
    Number,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fixtures),
      fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 8 }),
      async (fixture, changes) => {
        const changed: Payload = { nonce: randomUUID() };
        for (const [place, apply] of changes) {
          const key = fields(fixture.payload)[place % fields(fixture.payload).length] ?? '';
          changed[key] = apply(fixture.payload[key]);
        }
        const before = (await rows<{ n: number }>('select count(*)::int as n from events'))[0]?.n ?? 0;
        const { status, text } = await shop.send(fixture, changed);
        if (status === 200) {
          // A repeated event with the same id counts once; every other event must be there now.
          expect(
            (await rows<{ n: number }>('select count(*)::int as n from events'))[0]?.n ?? 0,
          ).toBeGreaterThanOrEqual(before);
        } else {
          expect(
            { status, text: Object.keys(fixture.payload).some((key) => text.includes(key)) },
            text,
          ).toEqual({
            status: 422,
            text: true,
          });
        }
      },
    ),
    { numRuns: 250, seed: 5 },
  );
}, 120_000);
