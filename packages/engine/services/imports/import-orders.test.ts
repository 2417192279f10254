import { describe, expect, test } from 'vitest';
import { ingestEvents } from '@millrace/run/intake';
import { listCustomers } from '../customers/read-customers.ts';
import { createConnection } from '../settings/connections.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { finishImports, importFile, upload } from '../testing/upload.ts';
import { getImport } from './read-imports.ts';
import { checkImport, setImportSettings, startImport } from './steer-import.ts';

let here: Here;
storeForEach({ recounts: true }, (made) => void (here = made));

const inStore = <Result>(run: Parameters<typeof here.store.db.inWorkspace<Result>>[1]) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, run);
const orders = () =>
  inStore(
    (tx) => tx<Record<string, unknown>[]>`
      select external_id, number, source, total, revenue, units, counted, placed_at, jsonb_array_length(lines) as lines from orders order by external_id`,
  );
const customer = async (email: string) => (await listCustomers(here.store.context, { email })).items[0];

/** As Shopify exports orders: an order's later rows have only its name, the e-mail and the item. */
const FILE = `Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Id,Cancelled at,Refunded Amount,Created at
#1001,ann@example.com,paid,2024-03-02 10:00:00 +0100,USD,90.00,5.00,0.00,95.00,0.00,2,Kettle,30.00,KET,551,,0.00,2024-03-02 09:59:00 +0100
#1001,ann@example.com,,,,,,,,,1,Cup,30.00,CUP,,,,2024-03-02 09:59:00 +0100
#1002,bea@example.com,refunded,2024-03-03 10:00:00 +0100,USD,20.00,0.00,0.00,20.00,0.00,1,Cup,20.00,CUP,552,,20.00,2024-03-03 10:00:00 +0100
#1003,bea@example.com,voided,,USD,20.00,0.00,0.00,20.00,0.00,1,Cup,20.00,CUP,553,2024-03-05 10:00:00 +0100,0.00,2024-03-04 10:00:00 +0100
#1004,ann@example.com,paid,,EUR,20.00,0.00,0.00,20.00,0.00,1,Cup,20.00,CUP,554,,0.00,2024-03-04 10:00:00 +0100
#1005,ann@example.com,paid,,USD,20.00,0.00,0.00,many,0.00,1,Cup,20.00,CUP,555,,0.00,2024-03-04 10:00:00 +0100
#1005,ann@example.com,,,,,,,,,1,Kettle,20.00,KET,,,,
`;

describe('orders from a file', () => {
  test('of several rows are one order, counted by the day on which it was placed', async () => {
    const { checked, done } = await importFile(here.store, 'orders', FILE);
    expect(done.counts).toMatchObject({ rows: 7, new: 3, refused: 2 });
    expect(done.counts).toEqual(checked.counts);
    expect(await orders()).toMatchObject([
      {
        external_id: '551',
        number: '#1001',
        source: 'import',
        total: 9_500,
        revenue: 9_500,
        units: 3,
        lines: 2,
        counted: true,
        placed_at: Date.UTC(2024, 2, 2, 8, 59),
      },
      { external_id: '552', revenue: 0 },
      { external_id: '553', counted: false },
    ]);
    expect(await customer('ann@example.com')).toMatchObject({
      ordersCount: 1,
      totalSpent: 9_500,
      lastSeenAt: null,
    });
    expect(await inStore((tx) => tx`select 1 from event_queue where not is_late`)).toHaveLength(0);
  });

  test('change nothing the second time, and what changed the third', async () => {
    await importFile(here.store, 'orders', FILE);
    const before = await orders();
    here.store.clock.set(here.store.clock.now() + 60_000);
    expect((await importFile(here.store, 'orders', FILE)).done.counts).toMatchObject({
      new: 0,
      updated: 0,
      unchanged: 3,
      refused: 2,
    });
    expect(await orders()).toEqual(before);
    const refunded = FILE.replace('551,,0.00,', '551,,15.00,');
    expect((await importFile(here.store, 'orders', refunded)).done.counts).toMatchObject({
      updated: 1,
      unchanged: 2,
    });
    expect((await orders())[0]).toMatchObject({ revenue: 8_000 });
  });

  test('are whole wherever a page ends', async () => {
    const rows = Array.from({ length: 400 }, (_, at) =>
      Array.from(
        { length: 1 + (at % 4) },
        (_, item) => `${at},p${at}@example.com,2024-01-01,${item},10.00\n`,
      ).join(''),
    ).join('');
    const { done } = await importFile(
      here.store,
      'orders',
      `order number,email,date,sku,price\n${rows}`,
      {},
      { piece: 3_000 },
    );
    expect(done.counts).toMatchObject({ rows: 1_000, new: 400, refused: 0 });
    const all = await orders();
    expect(all).toHaveLength(400);
    for (const order of all) expect(order['lines']).toBe(1 + (Number(order['external_id']) % 4));
  });

  test('of a connected shop are its own: what it reported stays, and what it reports later counts once', async () => {
    const { context } = here.store;
    const { id: shop } = await createConnection(context, {
      connector: 'shopify',
      config: { shopDomain: 'fern.myshopify.com', webhookSecret: 'not-a-real-secret' },
    });
    await inStore((tx) => tx`update connections set shop = 'fern.myshopify.com' where id = ${shop}`);
    const source = { id: 'shopify:fern.myshopify.com', clock: { pace: 1, anchor: 0 } } as const;
    const said = (id: string, orderId: string, total: string) => ({
      id,
      type: 'order-placed',
      occurredAt: '2024-03-02T08:59:00Z',
      customer: { email: 'ann@example.com' },
      properties: {
        orderId,
        currency: 'USD',
        total,
        number: '#1001',
        placedAt: '2024-03-02T08:59:00Z',
        updatedAt: '2024-04-01T00:00:00Z',
        lines: [{ productId: '7', title: 'Kettle', quantity: 1, price: total }],
      },
    });
    await ingestEvents(context, source, [said('a', '551', '94.00')]);
    const { done } = await importFile(here.store, 'orders', FILE, { shop });
    expect(done.counts).toMatchObject({ unchanged: 1, new: 2 });
    expect((await orders())[0]).toMatchObject({ revenue: 9_400, source: source.id });
    await ingestEvents(context, source, [said('b', '552', '21.00')]);
    const after = await orders();
    expect(after).toHaveLength(3);
    expect(after[1]).toMatchObject({ external_id: '552', total: 2_100 });
  });

  test('of a shop that is not connected are left alone when a connected one reported the same', async () => {
    await ingestEvents(
      here.store.context,
      { id: 'shopify:fern.myshopify.com', clock: { pace: 1, anchor: 0 } },
      [
        {
          id: 'a',
          type: 'order-placed',
          customer: { email: 'ann@example.com' },
          properties: { orderId: '99', number: '1001', currency: 'USD', total: '95.00' },
        },
      ],
    );
    const { done } = await importFile(here.store, 'orders', FILE);
    expect(done.counts).toMatchObject({ new: 2, unchanged: 1 });
    expect(done.counts.reasons.map(({ reason }) => reason)).toContain('known-order');
    expect(await customer('ann@example.com')).toMatchObject({ ordersCount: 1 });
  });

  test('give way to those of a shop that is connected later, which has other ids', async () => {
    const { context } = here.store;
    await importFile(here.store, 'orders', FILE);
    const source = { id: 'shopify:fern.myshopify.com', clock: { pace: 1, anchor: 0 } } as const;
    const said = (id: string, email: string, more: object = {}) => ({
      id,
      type: 'order-placed',
      occurredAt: '2024-03-02T08:59:00Z',
      customer: { email },
      properties: {
        orderId: `7700${id}`,
        number: '1001',
        currency: 'USD',
        total: '94.00',
        placedAt: '2024-03-02T08:59:00Z',
        updatedAt: '2024-03-02T09:00:00Z',
        ...more,
      },
    });
    const history = { ...source, isHistory: true };
    await ingestEvents(context, history, [said('1', 'ann@example.com')]);
    expect(await customer('ann@example.com')).toMatchObject({ ordersCount: 1, totalSpent: 9_400 });
    // What else a file said of it is gone: it is one order in every count.
    const events = await inStore(
      (tx) => tx`select e.source from events e join customers c on c.id = e.customer_id
        where c.email = 'ann@example.com' and e.type = 'order-placed'`,
    );
    expect(events).toEqual([{ source: source.id }]);
    expect(await orders()).toMatchObject([
      { external_id: '552', source: 'import' },
      { external_id: '553', source: 'import' },
      { external_id: '77001', source: source.id, total: 9_400 },
    ]);
    // The same number with another person is another order, and so is one that is reported again.
    await ingestEvents(context, history, [said('2', 'cy@example.com'), said('1', 'ann@example.com')]);
    expect(await orders()).toHaveLength(4);
    // The file once more brings nothing back.
    expect((await importFile(here.store, 'orders', FILE)).done.counts).toMatchObject({
      new: 0,
      unchanged: 3,
    });
    expect(await orders()).toHaveLength(4);
  });

  test('of two shops with the same numbers are kept apart by their names', async () => {
    const file = 'order number,email,date,total\n1,ann@example.com,2024-01-01,10.00\n';
    await importFile(here.store, 'orders', file, { shopName: 'Old shop' });
    await importFile(here.store, 'orders', file.replace('ann@', 'bea@'), { shopName: 'Market' });
    expect((await orders()).map(({ source }) => source).sort()).toEqual(['import:market', 'import:old-shop']);
  });

  test('go on after a crash at any transaction, and count once', async () => {
    const { context } = here.store;
    const file = `order number,email,date,total\n${Array.from({ length: 700 }, (_, at) => `${at},p${at % 50}@example.com,2024-01-01,10.00\n`).join('')}`;
    const { id } = await upload(context, 'orders', file);
    await setImportSettings(context, { id, settings: {} });
    await checkImport(context, { id });
    await finishImports(here.store);
    await startImport(context, { id });
    for (let after = 0; after < 4; after += 1) {
      here.crashing.crashAfter(after, after % 2 === 0);
      await finishImports(here.crashing).catch(() =>
        here.store.clock.set(here.store.clock.now() + 10 * 60_000),
      );
    }
    await finishImports(here.store);
    expect(await getImport(context, { id })).toMatchObject({
      state: 'done',
      counts: { new: 700, rows: 700 },
    });
    const [sum] = await inStore(
      (tx) => tx<{ orders: number; spent: number }[]>`
      select sum(orders_count)::int as orders, sum(total_spent)::int as spent from customers`,
    );
    expect(sum).toEqual({ orders: 700, spent: 700_000 });
  });
});
