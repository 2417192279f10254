import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { updateGuardrails, updateStore } from '@millrace/services/settings';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  host = new VirtualHost(store);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  await updateStore(store.context, { settings: { assumedCostShare: 0.5 } });
  const flow = await createFlow(store.context, {
    name: 'Carts',
    graph: graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')], {
      holdout: 0,
    }),
  });
  await publishFlow(store.context, { id: flow.id });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

let made = 0;
async function tell(type: string, properties: Record<string, unknown>, name?: string) {
  made += 1;
  const customer = name
    ? { email: `${name}@example.com`, consent: { email: { state: 'subscribed', at: store.clock.now() } } }
    : undefined;
  const report = await ingestEvents(store.context, API, [
    { id: `v${made}`, type, occurredAt: store.clock.now(), ...(customer ? { customer } : {}), properties },
  ]);
  expect(report.refused).toEqual([]);
}
const product = (variants: readonly Record<string, unknown>[], more: Record<string, unknown> = {}) =>
  tell('product-updated', {
    productId: 'shirt',
    title: 'Shirt',
    price: '10.00',
    url: 'https://shop.test/shirt',
    image: 'https://shop.test/any.png',
    variants,
    ...more,
  });
const small = {
  variantId: 'small',
  price: '10.00',
  cost: '2.00',
  stock: 5,
  inventoryItemId: 'item-small',
  image: 'https://shop.test/small.png',
  url: 'https://shop.test/shirt?variant=small',
};
const large = {
  variantId: 'large',
  price: '40.00',
  cost: '30.00',
  stock: 5,
  inventoryItemId: 'item-large',
  image: 'https://shop.test/large.png',
  url: 'https://shop.test/shirt?variant=large',
};
const line = (variantId: string, price = '40.00') => [{ productId: 'shirt', variantId, quantity: 1, price }];
const rows = (query: string) =>
  store.db.inWorkspace(store.context.workspaceId, async (tx) =>
    [...(await tx.unsafe(query))].map((row) => ({ ...row })),
  );
const newest = async () => (await listMessages(store.context, { limit: 1 })).items[0];

test('a cart line has the cost, picture and link of its own variant', async () => {
  await product([small, large]);
  await tell('cart-updated', { cartId: 'c1', lines: line('large') }, 'ann');
  const [cart] = await rows(
    "select lines->0->>'cost' as cost, lines->0->>'image' as image, lines->0->>'url' as url from carts where external_id = 'c1'",
  );
  expect(cart).toEqual({ cost: '3000', image: large.image, url: large.url });
});

test('an order’s margin uses the costs of its own variants, never that of another variant', async () => {
  await tell('order-placed', { orderId: 'o1', lines: line('large') }, 'bea');
  expect(await rows("select cost, margin from orders where external_id = 'o1'")).toEqual([
    { cost: 3_000, margin: 1_000 },
  ]);
  await product([
    small,
    { ...large, variantId: 'medium', cost: null, inventoryItemId: 'item-medium' },
    large,
  ]);
  await tell('order-placed', { orderId: 'o2', lines: line('medium') }, 'bea');
  expect(await rows("select cost, margin from orders where external_id = 'o2'")).toEqual([
    { cost: 2_000, margin: 2_000 },
  ]);
  // A new cost counts, although the stock was counted since.
  await tell('inventory-changed', { inventoryItemId: 'item-medium', stock: 4 });
  store.clock.pass(-MINUTE);
  await tell('inventory-changed', { inventoryItemId: 'item-medium', cost: '31.00' });
  store.clock.pass(MINUTE);
  expect(await rows("select cost, stock from product_variants where external_id = 'medium'")).toEqual([
    { cost: 3_100, stock: 4 },
  ]);
});

test('a message shows the present price, picture and link of the cart’s variant', async () => {
  await tell(
    'checkout-started',
    { cartId: 'c2', recoveryUrl: 'https://shop.test/cart/c2', lines: line('large') },
    'cleo',
  );
  await host.pass(20 * MINUTE);
  await product([small, { ...large, price: '45.00' }]);
  await host.pass(2 * HOUR);
  const message = await newest();
  expect(message?.status).toBe('sent');
  const [stored] = await rows(
    "select html from messages where status = 'sent' order by sent_at desc limit 1",
  );
  expect(String(stored?.['html'])).toContain('$45.00');
  expect(String(stored?.['html'])).toContain('large.png');
  expect(String(stored?.['html'])).not.toContain('$10.00');
});

test.each<[string, readonly Record<string, unknown>[]]>([
  ['is sold out, though another is not', [small, { ...large, stock: 0 }]],
  ['is no longer made, though its product is', [small]],
])('nobody is reminded of a variant that %s', async (_why, variants) => {
  await product([small, large]);
  const name = `dan${made}`;
  await tell(
    'checkout-started',
    { cartId: name, recoveryUrl: 'https://shop.test/cart', lines: line('large') },
    name,
  );
  await host.pass(20 * MINUTE);
  await product(variants, { stock: 5 });
  await host.pass(2 * HOUR);
  expect(await newest()).toMatchObject({ status: 'skipped', reason: 'sold-out' });
});

test('a sold-out variant does not stop a reminder about another variant of the product', async () => {
  await product([{ ...small, stock: 0 }, large]);
  await tell(
    'checkout-started',
    { cartId: 'c5', recoveryUrl: 'https://shop.test/cart', lines: line('large') },
    'eve',
  );
  await host.pass(3 * HOUR);
  expect(await newest()).toMatchObject({ status: 'sent' });
});

test('a recommendation shows the cheapest variant in stock', async () => {
  const { buyableProducts } = await import('../models/products-now.ts');
  const wanted = { categories: [], except: [], cartId: null, currency: 'USD' };
  const recommended = async () =>
    (await store.db.inWorkspace(store.context.workspaceId, (tx) => buyableProducts(tx, [], wanted))).map(
      ({ view }) => view,
    );
  await product([{ ...small, stock: 0 }, large]);
  expect(await recommended()).toMatchObject([
    { title: 'Shirt', price: 4_000, image: large.image, url: large.url },
  ]);
  await product([
    { ...small, stock: 0 },
    { ...large, stock: 0 },
  ]);
  expect(await recommended()).toEqual([]);
});

test('a cost that arrives after the cart still counts, separately for each variant', async () => {
  await product([small, { ...large, variantId: 'huge', inventoryItemId: 'item-huge', cost: null }]);
  await tell(
    'checkout-started',
    { cartId: 'late-cost', lines: [...line('huge'), ...line('small', '10.00')] },
    'fay',
  );
  await tell('inventory-changed', { inventoryItemId: 'item-huge', cost: '29.00' });
  const { loadFacts } = await import('@millrace/core/facts');
  const [cart] = await rows("select id, customer_id from carts where external_id = 'late-cost'");
  const now = store.clock.now();
  const { facts } = await store.db.inWorkspace(store.context.workspaceId, (tx) =>
    loadFacts(tx, {
      workspaceId: store.context.workspaceId,
      customerId: String(cart?.['customer_id']),
      enrolment: { id: 'none', key: 'none', enteredAt: now },
      eventId: null,
      eventAt: null,
      cartId: String(cart?.['id']),
      orderId: null,
      needs: { events: {}, models: [] },
      now,
    }),
  );
  expect(facts.cart?.lines.map((one) => one.cost)).toEqual([2_900, 200]);
});
