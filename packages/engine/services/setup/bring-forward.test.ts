import type { Context } from '@millrace/core/verb';
import { ingestEvents } from '@millrace/run/intake';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { connect, migrate, newId, type Database } from '@millrace/db';
import { earlierRelease } from '@millrace/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recountMoney } from '../testing/index.ts';
import { bringForward } from './bring-forward.ts';

const WORKSPACE = newId();
const [OLD, NEW] = [newId(), newId()];
const SHOP = 'shopify:harbour-lane.myshopify.com';
const DAY = 86_400_000;
const PLACED = Date.UTC(2026, 9, 20);

let database: TestDatabase;
let db: Database;
let context: Context;

/**
 * A store as the last release left it: its Shopify connected, removed and connected again, with all data
 * twice.
 */
async function earlierStore(url: string): Promise<void> {
  const sql = await earlierRelease(url, 7);
  try {
    const at = (days: number) => new Date(PLACED + days * DAY).toISOString();
    await sql`insert into workspaces (workspace_id, name, currency) values (${WORKSPACE}, 'Early', 'USD')`;
    await sql`insert into connections (id, workspace_id, connector, name, config)
      values (${NEW}, ${WORKSPACE}, 'shopify', 'Shopify',
      ${sql.json({ shopDomain: 'harbour-lane.myshopify.com', currency: 'USD' })})`;
    // Ann has an e-mail, so she is one customer already; Ben is known only by the store's id and became two.
    const people = { ann: newId(), ben1: newId(), ben2: newId() };
    for (const [name, id] of Object.entries(people))
      await sql`insert into customers (id, workspace_id, email, source, orders_count, total_spent)
        values (${id}, ${WORKSPACE}, ${name === 'ann' ? 'ann@example.com' : null},
        ${name === 'ben2' ? NEW : OLD}, ${name === 'ann' ? 2 : 1}, ${name === 'ann' ? 18_000 : 5_000})`;
    for (const [kind, value, id] of [
      ['email', 'ann@example.com', people.ann],
      [`external:${OLD}`, '11', people.ann],
      [`external:${NEW}`, '11', people.ann],
      [`external:${OLD}`, '12', people.ben1],
      [`external:${NEW}`, '12', people.ben2],
    ] as const)
      await sql`insert into customer_identities (workspace_id, kind, value, customer_id)
        values (${WORKSPACE}, ${kind}, ${value}, ${id})`;
    const flow = newId();
    const version = newId();
    await sql`insert into flows (id, workspace_id, name, state, draft, salt)
      values (${flow}, ${WORKSPACE}, 'Carts', 'live', ${sql.json({})}, 'salt')`;
    await sql`insert into plans (workspace_id, hash, plan)
      values (${WORKSPACE}, 'hash',
      ${sql.json({ planVersion: 1, nodes: [], settings: { outcomeDays: 30, attribution: {} }, trigger: { event: 'cart-abandoned', exits: [] } })})`;
    await sql`insert into flow_versions (id, workspace_id, flow_id, number, graph, plan_hash)
      values (${version}, ${WORKSPACE}, ${flow}, 1, ${sql.json({})}, 'hash')`;
    await sql`update flows set live_version_id = ${version}`;
    for (const [id, sums] of [
      [people.ann, 18_000],
      [people.ben1, 5_000],
      [people.ben2, 5_000],
    ] as const)
      await sql`insert into flow_people (workspace_id, flow_id, customer_id, held_out, share,
        first_entered_at, last_entered_at, orders, revenue, margin)
        values (${WORKSPACE}, ${flow}, ${id}, false, 0.1, ${at(id === people.ben2 ? -1 : -2)}, ${at(-1)},
        ${sums / 9_000 >= 2 ? 2 : 1}, ${sums}, ${sums / 2})`;
    await sql`insert into arm_sums (workspace_id, flow_id, held_out, share, shard, people, converted, orders,
      revenue, margin, margin_squared)
      values (${WORKSPACE}, ${flow}, false, 0.1, 0, 3, 3, 4, 28000, 14000, 93500000)`;
    const lines = [
      {
        productId: '77',
        variantId: '78',
        title: 'Mug',
        category: null,
        quantity: 2,
        price: 4_500,
        cost: 2_000,
        image: null,
        url: null,
        stock: null,
      },
    ];
    for (const source of [OLD, NEW]) {
      const product = newId();
      await sql`insert into products (id, workspace_id, source, external_id, title, price, source_updated_at)
        values (${product}, ${WORKSPACE}, ${source}, '77', ${source === NEW ? 'Mug, blue' : 'Mug'}, 4500,
        ${at(source === NEW ? 2 : 0)})`;
      await sql`insert into product_variants (workspace_id, source, external_id, product_id, price)
        values (${WORKSPACE}, ${source}, '78', ${product}, 4500)`;
      const cart = newId();
      await sql`insert into carts (id, workspace_id, source, external_id, customer_id, currency, total,
        created_at, updated_at, completed_at)
        values (${cart}, ${WORKSPACE}, ${source}, 'token', ${people.ann}, 'USD', 9000, ${at(-1)}, ${at(-1)},
        ${at(0)})`;
      await sql`insert into cart_aliases (workspace_id, source, alias, cart_id)
        values (${WORKSPACE}, ${source}, 'token', ${cart})`;
      const [order, ben] = [newId(), newId()];
      await sql`insert into orders (id, workspace_id, source, external_id, customer_id, cart_id, currency,
        total, margin, lines, placed_at, source_updated_at)
        values (${order}, ${WORKSPACE}, ${source}, '1', ${people.ann}, ${cart}, 'USD', 9000, 5000,
        ${sql.json(lines)}, ${at(0)}, ${at(source === NEW ? 1 : 0)})`;
      await sql`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total,
        margin, placed_at, source_updated_at)
        values (${ben}, ${WORKSPACE}, ${source}, '2', ${source === NEW ? people.ben2 : people.ben1}, 'USD',
        5000, 2500, ${at(0)}, ${at(0)})`;
      await sql`insert into refunds (workspace_id, source, external_id, order_id, amount, margin, at)
        values (${WORKSPACE}, ${source}, 'r1', ${order}, 1000, 1000, ${at(1)})`;
      await sql`update orders set refunded = 1000 where id = ${order}`;
      await sql`insert into attributions (workspace_id, order_id, flow_id, version_id, node, message_id,
        customer_id, revenue, margin, discount, how, at)
        values (${WORKSPACE}, ${order}, ${flow}, ${version}, 'mail', ${newId()}, ${people.ann}, 9000, 5000, 0,
        'opened', ${at(0)})`;
      for (const [metric, amount] of [
        ['orders', 1],
        ['revenue', 9_000],
        ['margin', 5_000],
      ] as const)
        await sql`insert into tallies (workspace_id, flow_id, version_id, node, metric, hour, amount)
          values (${WORKSPACE}, ${flow}, ${version}, 'mail', ${metric}, ${at(0)}, ${amount})`;
      const event = newId();
      await sql`insert into events (id, workspace_id, customer_id, type, occurred_at, source, order_id,
        cart_id) values (${event}, ${WORKSPACE}, ${people.ann}, 'order-placed', ${at(0)}, ${source}, ${order},
        ${cart})`;
      await sql`insert into event_keys (workspace_id, key, event_id)
        values (${WORKSPACE}, ${`${source}/shopify:orders/create:1`}, ${event})`;
    }
    // A parcel of an unknown order had created an order worth nothing.
    await sql`insert into orders (id, workspace_id, source, external_id, customer_id, currency,
      fulfilment_status, placed_at, delivered_at)
      values (${newId()}, ${WORKSPACE}, ${NEW}, '3', ${people.ann}, 'USD', 'delivered', ${at(1)}, ${at(1)})`;
  } finally {
    await sql.end();
  }
}

beforeAll(async () => {
  database = await createTestDatabase({ isEmpty: true });
  await earlierStore(database.ownerUrl);
  await migrate(database.ownerUrl);
  db = connect(database.url, { max: 4 });
  context = {
    workspaceId: WORKSPACE,
    actor: { type: 'set-up', id: null, name: 'Set-up', permissions: 'all' },
    db,
    now: () => PLACED + 10 * DAY,
    secret: Buffer.alloc(32, 7),
    publicUrl: 'https://millrace.test',
  };
  for (let start = 0; start < 2; start += 1)
    await bringForward(
      db,
      () => context,
      () => undefined,
    );
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const rows = (query: string) =>
  db.inWorkspace(WORKSPACE, async (tx) => (await tx.unsafe(query)).map((row) => ({ ...row })));

test('a store that was connected twice has every order, and its amounts, once', async () => {
  expect(
    await rows(
      'select source, external_id, counted, revenue, total, refunded, margin from orders order by external_id',
    ),
  ).toEqual([
    {
      source: SHOP,
      external_id: '1',
      counted: true,
      revenue: 8_000,
      total: 9_000,
      refunded: 1_000,
      margin: 4_444,
    },
    { source: SHOP, external_id: '2', counted: true, revenue: 5_000, total: 5_000, refunded: 0, margin: 0 },
    { source: SHOP, external_id: '3', counted: false, revenue: 0, total: 0, refunded: 0, margin: 0 },
  ]);
  expect(
    await rows(
      'select email, orders_count, total_spent from customers where merged_into is null order by email',
    ),
  ).toEqual([
    { email: 'ann@example.com', orders_count: 1, total_spent: 8_000 },
    { email: null, orders_count: 1, total_spent: 5_000 },
  ]);
});

test('products, carts, names and events exist once, with the newer state', async () => {
  expect(
    await rows(
      'select p.source, p.title, v.source as of, v.external_id from products p join product_variants v on v.product_id = p.id',
    ),
  ).toEqual([{ source: SHOP, title: 'Mug, blue', of: SHOP, external_id: '78' }]);
  expect(
    await rows(
      'select c.source, c.completed_at is not null as bought, (select count(*)::int from cart_aliases) as names from carts c',
    ),
  ).toEqual([{ source: SHOP, bought: true, names: 1 }]);
  expect(
    await rows("select kind, value from customer_identities where kind like 'external%' order by value"),
  ).toEqual([
    { kind: `external:${SHOP}`, value: '11' },
    { kind: `external:${SHOP}`, value: '12' },
  ]);
  expect(await rows('select type from events')).toHaveLength(1);
  expect(await rows('select key from event_keys')).toEqual([{ key: `${SHOP}/shopify:orders/create:1` }]);
});

test('results of flows are counted once, and every sum agrees with a recount', async () => {
  expect(
    await rows(
      'select sum(people)::int as people, sum(orders)::int as orders, sum(revenue)::int as revenue from arm_sums',
    ),
  ).toEqual([{ people: 2, orders: 2, revenue: 13_000 }]);
  expect(await rows('select revenue from attributions')).toEqual([{ revenue: 8_000 }]);
  const store = { db, context } as Parameters<typeof recountMoney>[0];
  for (const [what, { kept, again }] of Object.entries(await recountMoney(store)))
    expect(kept, what).toEqual(again);
});

test('later events of the store belong to the same shop, including a repeat of an old one', async () => {
  const report = await ingestEvents(context, { id: SHOP, clock: { pace: 1, anchor: 0 } }, [
    {
      id: 'shopify:orders/create:1',
      type: 'order-placed',
      customer: { externalId: '11' },
      properties: { orderId: '1', total: '90.00' },
    },
    {
      id: 'shopify:orders/updated:1:x',
      type: 'order-updated',
      customer: { externalId: '11' },
      properties: { orderId: '1', total: '95.00' },
    },
  ]);
  expect(report.accepted.map((one) => one.duplicate)).toEqual([true, false]);
  expect(await rows('select count(*)::int as orders from orders')).toEqual([{ orders: 3 }]);
  expect(await rows("select total_spent from customers where email = 'ann@example.com'")).toEqual([
    { total_spent: 8_500 },
  ]);
});
