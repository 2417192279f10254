import { getCustomer, listCustomers } from '@millrace/services/customers';
import { shopOf, testStore, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from './ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const ingest = (events: unknown[]) => ingestEvents(store.context, API, events);
const rows = (query: string) => store.db.inWorkspace(store.context.workspaceId, (tx) => tx.unsafe(query));

test('one bad event in a batch is refused alone, with the reason', async () => {
  const report = await ingest([
    {
      id: 'good',
      type: 'product-viewed',
      customer: { email: 'a@example.com' },
      properties: { productId: 'p' },
    },
    { id: 'bad', type: 'cart-updated', customer: { email: 'a@example.com' }, properties: {} },
    { type: 'no-id', customer: { email: 'a@example.com' } },
    {
      id: 'future',
      type: 'product-viewed',
      occurredAt: '2090-01-01T00:00:00Z',
      customer: { email: 'a@example.com' },
    },
    { id: 'ours', type: 'message-opened', customer: { email: 'a@example.com' } },
  ]);
  expect(report.accepted.map((item) => item.id)).toEqual(['good']);
  expect(report.refused.map((item) => item.problem.split(':')[0])).toEqual([
    'properties.cartId',
    'id',
    'occurredAt',
    'type',
  ]);
});

test('the same id twice is one event, in one batch and in many at once', async () => {
  const event = {
    id: 'twice',
    type: 'product-viewed',
    customer: { email: 'twice@example.com' },
    properties: { productId: 'p' },
  };
  const first = await ingest([event, event]);
  expect(first.accepted.map((item) => item.duplicate)).toEqual([false, true]);
  const many = await Promise.all(Array.from({ length: 8 }, () => ingest([event, { ...event, id: 'raced' }])));
  expect(new Set(many.map((report) => report.accepted[1]?.eventId)).size).toBe(1);
  expect(many.filter((report) => !report.accepted[1]?.duplicate)).toHaveLength(1);
  expect(
    await rows(
      "select 1 from events e join customers c on c.id = e.customer_id where c.email = 'twice@example.com'",
    ),
  ).toHaveLength(2);
});

test('a visitor who later gives a name keeps their earlier events', async () => {
  await ingest([
    {
      id: 'v1',
      type: 'product-viewed',
      customer: { anonymousId: 'browser-1' },
      properties: { productId: 'p' },
    },
  ]);
  await ingest([
    {
      id: 'v2',
      type: 'customer-updated',
      customer: { email: 'known@example.com', phone: '+14155550100', externalId: '77' },
    },
  ]);
  await ingest([
    {
      id: 'v3',
      type: 'product-viewed',
      customer: { anonymousId: 'browser-1', email: 'Known@Example.com' },
      properties: { productId: 'q' },
    },
  ]);
  const found = await listCustomers(store.context, { email: 'known@example.com' });
  expect(found.items).toHaveLength(1);
  expect(found.items[0]?.identities.map((identity) => identity.kind).sort()).toEqual([
    'anonymous',
    'email',
    'external:api',
    'phone',
  ]);
  expect(await rows(`select 1 from events where customer_id = '${found.items[0]?.id}'`)).toHaveLength(3);
});

test('a shared phone does not merge two people with different e-mail addresses', async () => {
  await ingest([
    { id: 'f1', type: 'customer-updated', customer: { email: 'mother@example.com', phone: '+14155550177' } },
  ]);
  await ingest([
    { id: 'f2', type: 'customer-updated', customer: { email: 'son@example.com', phone: '+14155550177' } },
  ]);
  const [mother, son] = await Promise.all(
    ['mother@example.com', 'son@example.com'].map(
      async (email) => (await listCustomers(store.context, { email })).items[0]?.id,
    ),
  );
  expect(mother).toBeDefined();
  expect(son).toBeDefined();
  expect(mother).not.toBe(son);
});

test('an update that arrives late does not overwrite a newer one', async () => {
  const now = store.clock.now();
  const cart = (id: string, price: string, at: number) => ({
    id,
    type: 'cart-updated',
    customer: { email: 'late@example.com' },
    properties: { cartId: 'late', lines: [{ productId: 'p', price }], updatedAt: new Date(at).toISOString() },
  });
  await ingest([cart('late-2', '20.00', now - HOUR)]);
  await ingest([cart('late-1', '10.00', now - 2 * HOUR)]);
  expect(await rows("select total from carts where external_id = 'late'")).toMatchObject([{ total: 2000 }]);
  const named = (id: string, firstName: string, at: number) => ({
    id,
    type: 'customer-updated',
    customer: { email: 'late@example.com', firstName },
    properties: { updatedAt: new Date(at).toISOString() },
  });
  await ingest([named('n2', 'New', now - HOUR)]);
  await ingest([named('n1', 'Old', now - 2 * HOUR)]);
  expect((await listCustomers(store.context, { email: 'late@example.com' })).items[0]?.firstName).toBe('New');
});

test('an order completes its cart and counts for the customer, and its refund is subtracted', async () => {
  await ingest([
    {
      id: 'p1',
      type: 'product-created',
      properties: { productId: 'lamp', title: 'Lamp', price: '50.00', cost: '20.00', stock: 9 },
    },
  ]);
  await ingest([
    {
      id: 'c1',
      type: 'cart-updated',
      customer: { email: 'buyer@example.com' },
      properties: {
        cartId: 'cart-9',
        aliases: ['token-9'],
        lines: [{ productId: 'lamp', price: '50.00', quantity: 2 }],
      },
    },
  ]);
  await ingest([
    {
      id: 'o1',
      type: 'order-placed',
      customer: { email: 'buyer@example.com' },
      properties: {
        orderId: 'o9',
        cartId: 'token-9',
        lines: [{ productId: 'lamp', price: '50.00', quantity: 2 }],
        discount: '10.00',
      },
    },
  ]);
  await ingest([
    { id: 'r1', type: 'order-refunded', properties: { orderId: 'o9', refundId: 'r9', amount: '30.00' } },
    {
      id: 'r1-again',
      type: 'order-refunded',
      properties: { orderId: 'o9', refundId: 'r9', amount: '30.00' },
    },
  ]);
  expect(
    await rows("select total, margin, refunded, revenue, counted from orders where external_id = 'o9'"),
  ).toMatchObject([{ total: 9000, margin: 3333, refunded: 3000, revenue: 6000, counted: true }]);
  expect(
    await rows(
      "select completed_at is not null as done, abandon_due_at from carts where external_id = 'cart-9'",
    ),
  ).toMatchObject([{ done: true, abandon_due_at: null }]);
  expect((await listCustomers(store.context, { email: 'buyer@example.com' })).items[0]).toMatchObject({
    ordersCount: 1,
    totalSpent: 6000,
  });
  expect(
    await rows(
      "select type from events e join customers c on c.id = e.customer_id where c.email = 'buyer@example.com' and type = 'order-refunded'",
    ),
  ).toHaveLength(2);
});

test('with an event of an order stay the products and categories it was about, also where only the order says them', async () => {
  const order = {
    orderId: 'o-1',
    lines: [
      { productId: 'p-1', category: 'Shirts', price: '10.00' },
      { productId: 'p-2', price: '5.00', lineId: 'l-2' },
    ],
  };
  await ingest([
    { id: 'goods-1', type: 'order-placed', customer: { email: 'goods@example.com' }, properties: order },
    { id: 'goods-2', type: 'order-delivered', properties: { orderId: 'o-1' } },
    {
      id: 'goods-3',
      type: 'order-refunded',
      properties: { orderId: 'o-1', amount: '5.00', lines: [{ productId: 'p-2' }] },
    },
    { id: 'goods-4', type: 'shipment-delayed', properties: { orderId: 'o-1', carrier: 'DHL' } },
  ]);
  const all = { productIds: ['p-1', 'p-2'], categories: ['Shirts'] };
  expect(
    await rows(
      "select type, e.properties from events e join customers c on c.id = e.customer_id where c.email = 'goods@example.com' order by type",
    ),
  ).toEqual([
    { type: 'order-delivered', properties: { orderId: 'o-1', ...all } },
    { type: 'order-placed', properties: { orderId: 'o-1', ...all } },
    { type: 'order-refunded', properties: { orderId: 'o-1', amount: '5.00', productIds: ['p-2'] } },
    { type: 'shipment-delayed', properties: { orderId: 'o-1', carrier: 'DHL' } },
  ]);
});

test('emoji, right-to-left names and hostile strings are stored unchanged', async () => {
  const names = [
    '🛒🔥',
    'مرحبا بالعالم',
    "Robert'); drop table customers;--",
    '\u202Eevil',
    '{{ 7 | times: 7 }}',
  ];
  await ingest(
    names.map((firstName, index) => ({
      id: `s${index}`,
      type: 'customer-updated',
      customer: { email: `s${index}@example.com`, firstName },
    })),
  );
  for (const [index, name] of names.entries())
    expect((await listCustomers(store.context, { email: `s${index}@example.com` })).items[0]?.firstName).toBe(
      name,
    );
});

test('no workspace sees customers of another', async () => {
  const other = await store.other();
  const [mine] = (await listCustomers(store.context, { email: 'buyer@example.com' })).items;
  expect((await listCustomers(other, { email: 'buyer@example.com' })).items).toHaveLength(0);
  await expect(getCustomer(other, { id: mine?.id ?? '' })).rejects.toMatchObject({ code: 'not-found' });
  const bare = await store.db.sql`select count(*)::int as n from customers`;
  expect(bare[0]).toMatchObject({ n: 0 });
  await expect(
    store.db.inWorkspace(
      other.workspaceId,
      (tx) => tx`insert into customers (id, workspace_id) values (uuidv7(), ${store.context.workspaceId})`,
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test("an anonymous cart becomes a customer's when they give a name", async () => {
  const shop = shopOf(store);
  await ingest([
    {
      id: 'ac1',
      type: 'cart-updated',
      customer: { anonymousId: 'token-a' },
      properties: { cartId: 'token-a', lines: [{ productId: 'lamp', price: '50.00' }] },
    },
  ]);
  await shop.send(
    'checkout-started',
    { email: 'later@example.com', anonymousId: 'token-a' },
    { cartId: 'token-a', lines: [{ productId: 'lamp', price: '50.00' }] },
  );
  expect(
    await rows(
      "select c.email from carts k join customers c on c.id = k.customer_id where k.external_id = 'token-a'",
    ),
  ).toMatchObject([{ email: 'later@example.com' }]);
});
