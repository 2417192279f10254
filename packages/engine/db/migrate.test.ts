import { createTestDatabase } from '@millrace/tools/testing';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { earlierRelease } from './testing/earlier-release.ts';

test('a database of an earlier release is migrated with its waiting work, and may be migrated again', async () => {
  const database = await createTestDatabase({ isEmpty: true });
  const sql = await earlierRelease(database.ownerUrl, 5);
  const workspace = '0198c0de-0000-7000-8000-000000000001';
  try {
    await sql`insert into workspaces (workspace_id, name) values (${workspace}, 'Early')`;
    await sql`insert into event_queue (workspace_id, event_id, occurred_at, customer_id)
      values (${workspace}, gen_random_uuid(), now(), gen_random_uuid())`;
    await sql`insert into dispatches (workspace_id, enrolment_id, kind)
      values (${workspace}, gen_random_uuid(), 'start')`;
    await migrate(database.ownerUrl);
    await migrate(database.ownerUrl);
    // Waiting work is routed and started as before.
    expect(await sql`select wanted, type from event_queue`).toMatchObject([{ wanted: true, type: null }]);
    expect(await sql`select kind, seq, wait_until from outbox`).toMatchObject([
      { kind: 'start', seq: null, wait_until: null },
    ]);
    expect(await sql`select name from workspaces`).toMatchObject([{ name: 'Early' }]);
  } finally {
    await sql.end();
    await database.drop();
  }
});

test('a store in use keeps its waiting work and counts when its tables are renamed', async () => {
  const database = await createTestDatabase({ isEmpty: true });
  const sql = await earlierRelease(database.ownerUrl, 28);
  const writing = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  const workspace = '0198c0de-0000-7000-8000-000000000001';
  const [flow, version] = ['0198c0de-0000-7000-8000-000000000002', '0198c0de-0000-7000-8000-000000000003'];
  const counted = {
    workspace_id: workspace,
    flow_id: flow,
    version_id: version,
    node: '',
    metric: 'entered',
    hour: new Date(0),
    amount: 3,
  };
  try {
    await sql`insert into workspaces (workspace_id, name) values (${workspace}, 'In use')`;
    await sql`insert into dispatches (workspace_id, enrolment_id, kind)
      values (${workspace}, gen_random_uuid(), 'start')`;
    await sql`insert into sweeps (id, workspace_id, flow_id, kind, total)
      values (gen_random_uuid(), ${workspace}, ${flow}, 'resume', 7)`;
    await sql`insert into tallies ${sql(counted)}`;
    await sql`insert into tally_rollups ${sql(counted)}`;
    // A transaction is still writing when the migration begins. It waits, and the write is kept.
    await writing`begin`;
    await writing`insert into dispatches (workspace_id, enrolment_id, kind)
      values (${workspace}, gen_random_uuid(), 'wake')`;
    const migrated = migrate(database.ownerUrl);
    await expect
      .poll(async () => (await sql`select 1 from pg_locks where not granted`).length)
      .toBeGreaterThan(0);
    await writing`commit`;
    await migrated;
    expect(await sql`select kind from outbox order by id`).toMatchObject([
      { kind: 'start' },
      { kind: 'wake' },
    ]);
    expect(await sql`select kind, total from bulk_jobs`).toMatchObject([{ kind: 'resume', total: 7 }]);
    expect(
      await sql`select sum(amount)::int as amount
        from (select amount from counter_changes union all select amount from counter_rollups) c`,
    ).toMatchObject([{ amount: 6 }]);
    // New rows continue the old numbering, and nothing keeps an old name.
    await sql`insert into outbox (workspace_id, enrolment_id, kind)
      values (${workspace}, gen_random_uuid(), 'wake')`;
    expect(await sql`select count(distinct id)::int as ids from outbox`).toMatchObject([{ ids: 3 }]);
    const old =
      await sql`select relname as name from pg_class where relname ~ '^(dispatches|sweeps|tallies|tally_)'
      union all select polname from pg_policy where polname = 'door' union all select conname
        from pg_constraint where conname ~ '^(dispatches|sweeps|tallies|tally_)'`;
    expect(old).toEqual([]);
  } finally {
    await writing.end();
    await sql.end();
    await database.drop();
  }
});

test('events that were stored before get the goods of their order or cart', async () => {
  const database = await createTestDatabase({ isEmpty: true });
  const sql = await earlierRelease(database.ownerUrl, 49);
  const id = (last: number) => `0198c0de-0000-7000-8000-00000000000${last}`;
  const workspace = id(1);
  const lines = (...goods: object[]) => sql.json(goods as never);
  const event = (last: number, type: string, about: object) =>
    sql`insert into events ${sql({
      id: id(last),
      workspace_id: workspace,
      customer_id: id(2),
      type,
      occurred_at: new Date('2026-05-01'),
      source: 'api',
      properties: { note: type },
      ...about,
    } as never)}`;
  try {
    await sql`insert into workspaces (workspace_id, name) values (${workspace}, 'Shop')`;
    await sql`insert into customers (id, workspace_id) values (${id(2)}, ${workspace})`;
    await sql`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total, lines, placed_at)
      values (${id(3)}, ${workspace}, 'api', 'o', ${id(2)}, 'EUR', 1, ${lines(
        { productId: 'mug', category: 'Tableware' },
        { productId: 'plate', category: 'Tableware' },
        { productId: 'mug', category: null },
      )}, now()), (${id(5)}, ${workspace}, 'api', 'p', ${id(2)}, 'EUR', 1, '[]', now())`;
    await sql`insert into carts (id, workspace_id, source, external_id, customer_id, currency, lines, created_at, updated_at)
      values (${id(4)}, ${workspace}, 'api', 'c', ${id(2)}, 'EUR', ${lines({ productId: 'lamp' })}, now(), now())`;
    await event(6, 'order-placed', { order_id: id(3) });
    await event(7, 'cart-abandoned', { cart_id: id(4) });
    await event(8, 'return-requested', { order_id: id(3) });
    await event(9, 'order-paid', { order_id: id(5) });
    await migrate(database.ownerUrl);
    expect(
      Object.fromEntries(
        (await sql`select type, properties from events`).map((row) => [row['type'], row['properties']]),
      ),
    ).toEqual({
      'order-placed': { note: 'order-placed', productIds: ['mug', 'plate'], categories: ['Tableware'] },
      'cart-abandoned': { note: 'cart-abandoned', productIds: ['lamp'] },
      'return-requested': { note: 'return-requested' },
      'order-paid': { note: 'order-paid' },
    });
  } finally {
    await sql.end();
    await database.drop();
  }
});

test('a database of a newer release is left unchanged, with an error', async () => {
  const database = await createTestDatabase();
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at)
      values ('of tomorrow', 9999999999999)`;
    await expect(migrate(database.ownerUrl)).rejects.toThrow('newer Millrace');
  } finally {
    await sql.end();
    await database.drop();
  }
});
