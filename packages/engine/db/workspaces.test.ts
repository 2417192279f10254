import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, newId, type Database } from './index.ts';

let database: TestDatabase;
let db: Database;
let owner: postgres.Sql;
let tables: readonly { name: string; columns: { name: string; type: string; needed: boolean }[] }[];

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url, { max: 2 });
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  tables = await owner<{ name: string; columns: { name: string; type: string; needed: boolean }[] }[]>`
    select c.relname as name, jsonb_agg(jsonb_build_object('name', a.attname, 'type',
      format_type(a.atttypid, a.atttypmod), 'needed', a.attnotnull and not a.atthasdef
        and a.attidentity = '')) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      group by c.relname order by c.relname`;
});
afterAll(async () => {
  await db.close();
  await owner.end();
  await database.drop();
});

const VALUES: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: "'x'",
  integer: '1',
  bigint: '1',
  boolean: 'false',
  jsonb: "'{}'",
  real: '1',
  'double precision': '1',
  bytea: "'\\x00'",
  numeric: '1',
  'text[]': "'{}'",
};
const valueOf = (type: string) => (type.startsWith('timestamp') ? 'now()' : (VALUES[type] ?? 'null'));

test("every table has the workspace's policy, and not even its owner can bypass it", async () => {
  expect(tables.length).toBeGreaterThan(35);
  expect(
    tables
      .filter((table) => !table.columns.some((column) => column.name === 'workspace_id'))
      .map((table) => table.name),
  ).toEqual([]);
  const open = await owner`select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and not (relrowsecurity and relforcerowsecurity)`;
  expect(open.map((row) => row['relname'] as string)).toEqual([]);
});

test('rows of one workspace cannot be read, changed, removed or inserted from another, in any table', async () => {
  const [mine, theirs] = [newId(), newId()];
  const crossed: string[] = [];
  for (const { name, columns } of tables) {
    const needed = columns.filter((column) => column.needed && column.name !== 'workspace_id');
    const insert = `insert into "${name}"
      (workspace_id${needed.map((column) => `, "${column.name}"`).join('')})
      values ('${theirs}'${needed.map((column) => `, ${valueOf(column.type)}`).join('')})`;
    // As superuser without foreign keys, because the test is about the policies only.
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx.unsafe(insert);
    });
    const seen = await db.inWorkspace(mine, (tx) => tx.unsafe(`select 1 from "${name}"`));
    if (seen.length > 0) crossed.push(`${name} read`);
    const own = await db.inWorkspace(theirs, (tx) => tx.unsafe(`select 1 from "${name}"`));
    if (own.length !== 1) crossed.push(`${name} does not show its own`);
    const removed = await db.inWorkspace(mine, (tx) => tx.unsafe(`delete from "${name}"`));
    if (removed.count > 0) crossed.push(`${name} removed`);
    const changed = await db
      .inWorkspace(mine, (tx) => tx.unsafe(`update "${name}" set workspace_id = '${mine}'`))
      .catch(() => ({ count: 0 }));
    if (changed.count > 0) crossed.push(`${name} changed`);
    await db
      .inWorkspace(mine, (tx) => tx.unsafe(insert))
      .then(
        () => crossed.push(`${name} planted`),
        () => undefined,
      );
  }
  expect(crossed).toEqual([]);
});

test('without a workspace no row is visible, and partitions cannot be read around their parents', async () => {
  const [parent] = await db.sql`select count(*)::int as rows from messages`;
  expect(parent?.['rows']).toBe(0);
  const partitions = await owner<
    { name: string }[]
  >`select c.relname as name from pg_class c where c.relispartition and c.relkind = 'r'`;
  expect(partitions.length).toBeGreaterThan(100);
  const reached: string[] = [];
  for (const { name } of partitions.slice(0, 20))
    await db.sql.unsafe(`select 1 from "${name}"`).then(
      () => reached.push(name),
      () => undefined,
    );
  expect(reached).toEqual([]);
});

test('tables that grow with traffic have partitions for this month and the next ones', async () => {
  for (const name of ['events', 'traces', 'decisions', 'messages', 'entry_refusals']) {
    for (const ahead of [0, 1, 2, 3]) {
      const [row] =
        await owner`select to_regclass(${name} || '_' || to_char(now() + make_interval(months => ${ahead}),
          'YYYY_MM')) as found`;
      expect(row?.['found'], `${name}, ${ahead} months ahead`).not.toBeNull();
    }
  }
});

test('a published plan cannot be changed or replaced', async () => {
  const workspace = newId();
  await db.inWorkspace(
    workspace,
    (tx) => tx`insert into plans (workspace_id, hash, plan) values (${workspace}, 'abc', '{"nodes": []}')`,
  );
  await expect(
    db.inWorkspace(workspace, (tx) => tx`update plans set plan = '{}' where hash = 'abc'`),
  ).rejects.toThrow(/never changes/);
  await db.inWorkspace(
    workspace,
    (tx) =>
      tx`insert into plans (workspace_id, hash, plan) values (${workspace}, 'abc', '{}')
        on conflict do nothing`,
  );
  const [row] = await db.inWorkspace(
    workspace,
    (tx) => tx<{ plan: unknown }[]>`select plan from plans where hash = 'abc'`,
  );
  expect(row?.plan).toEqual({ nodes: [] });
});
