import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDriver } from './driver.ts';
import { connect, enterWorkspace, newId, refusePowerfulRole, type Database } from './index.ts';

/** What an attacker with one of our database sessions could do beyond what the product does. */
let database: TestDatabase;
let db: Database;
let app: postgres.Sql;
let auth: postgres.Sql;
let owner: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url, { max: 2 });
  app = openDriver(database.url, { max: 1 });
  auth = openDriver(database.authUrl, { max: 1 });
  owner = openDriver(database.ownerUrl, { max: 1 });
});
afterAll(async () => {
  await Promise.all([db.close(), app.end(), auth.end(), owner.end()]);
  await database.drop();
});
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const DENIED = '42501';

describe('the session of the web app and the workers', () => {
  test.each([
    ['reset role', 'done'],
    ['set role none', 'done'],
    ['set session authorization default', 'done'],
    ['set role postgres', DENIED],
    ['set role millrace_auth', DENIED],
    ['set session authorization postgres', DENIED],
    ['set local role pg_read_all_data', DENIED],
  ])('says "%s", and is nobody else and sees no more for it', async (statement, expected) => {
    const workspace = newId();
    await owner`insert into workspaces (workspace_id, name) values (${workspace}, 'Theirs')`;
    expect(await outcome(app.unsafe(statement))).toBe(expected);
    const [who] =
      await app`select current_user = session_user as same, (select rolsuper or rolbypassrls from pg_roles
        where rolname = current_user) as powerful`;
    expect(who).toEqual({ same: true, powerful: false });
    expect(await app`select * from workspaces`).toHaveLength(0);
  });

  test.each([
    'alter table workspaces disable row level security',
    'alter table workspaces no force row level security',
    'drop policy workspace on workspaces',
    'create policy mine on workspaces using (true)',
    'create table mine (id int)',
    'create schema mine',
    'create function mine() returns int language sql as $$ select 1 $$',
    'create role mine superuser',
    'grant millrace_app to millrace_auth',
    'alter role current_user superuser',
    'alter role current_user bypassrls',
    'drop table workspaces cascade',
    'truncate events',
    'select * from auth.session',
    'select * from drizzle.__drizzle_migrations',
    "select pg_read_file('postgresql.conf')",
    "copy workspaces to program 'cat'",
    "copy workspaces from program 'cat'",
    "load 'auto_explain'",
    'select pg_reload_conf()',
    "select lo_import('/etc/passwd')",
    'select enforce_workspaces()',
  ])('may not say: %s', async (statement) => {
    expect(await outcome(app.unsafe(statement))).toMatch(/^(42501|3F000|0LP01)$/);
  });

  test('gets an error when it turns row-level security off for itself', async () => {
    await app`set row_security = off`;
    expect(await outcome(app`select * from workspaces`)).toBe(DENIED);
    await app`set row_security = on`;
  });

  test('is a member of its group only, and so is that of sign-in', async () => {
    for (const [sql, group] of [
      [app, 'millrace_app'],
      [auth, 'millrace_auth'],
    ] as const) {
      const rows = await sql<{ rolname: string }[]>`select rolname from pg_roles
        where pg_has_role(session_user, oid, 'MEMBER') and rolname <> session_user`;
      expect(rows.map((row) => row.rolname)).toEqual([group]);
      await refusePowerfulRole(sql);
    }
  });

  test('is refused by web and worker when its role is powerful', async () => {
    await expect(refusePowerfulRole(owner)).rejects.toMatchObject({ code: 'login-powerful' });
  });
});

describe('the session of sign-in', () => {
  test('sees accounts and no data of any store', async () => {
    expect(await auth`select * from auth.session`).toHaveLength(0);
    const tables = await owner<{ name: string }[]>`select c.oid::regclass::text as name from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S')`;
    const seen: string[] = [];
    for (const { name } of tables)
      if ((await outcome(auth.unsafe(`select * from ${name} limit 1`))) === 'done') seen.push(name);
    expect(seen).toEqual([]);
  });
});

describe('our functions', () => {
  interface Row {
    readonly name: string;
    readonly definer: boolean;
    readonly path: string | null;
    readonly anybody: boolean;
    readonly app: boolean;
    readonly auth: boolean;
  }
  const functions = () => owner<Row[]>`
    select p.oid::regprocedure::text as name, p.prosecdef as definer,
      array_to_string(p.proconfig, ';') as path,
      exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where a.grantee = 0) as anybody,
      has_function_privilege('millrace_app', p.oid, 'EXECUTE') as app,
      has_function_privilege('millrace_auth', p.oid, 'EXECUTE') as auth
    from pg_proc p
    where p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      and p.pronamespace::regnamespace::text not like 'pg\\_toast%'
    order by 1`;

  test('can be executed only by the roles they are granted to', async () => {
    const all = await functions();
    expect(all.length).toBeGreaterThan(5);
    expect(all.filter((row) => row.anybody || row.auth).map((row) => row.name)).toEqual([]);
    expect(all.filter((row) => row.app && row.definer).map((row) => row.name)).toEqual([
      'carts_due(timestamp with time zone,integer)',
      'drop_months_before(text,date)',
      'ensure_month_partitions(text,date,date)',
      'known_workspaces()',
      'workspace_members()',
      'workspace_owners()',
    ]);
  });

  test('that run as the owner look up names in our schema first, and last where anybody may create some', async () => {
    for (const row of (await functions()).filter((each) => each.definer))
      expect(row.path, row.name).toBe('search_path=pg_catalog, public, pg_temp');
  });

  test('of a later release belong to the app and not to everybody', async () => {
    await owner.unsafe('create function of_tomorrow() returns int language sql as $$ select 1 $$');
    const row = (await functions()).find((each) => each.name === 'of_tomorrow()');
    expect(row).toMatchObject({ anybody: false, app: true, auth: false });
    await owner.unsafe('drop function of_tomorrow()');
  });

  test('about months drop no recent month and create no distant one, whoever calls them', async () => {
    for (const statement of [
      "select drop_months_before('events', now()::date)",
      "select drop_months_before('events', '2999-01-01')",
      "select drop_months_before('workspaces', '2000-01-01')",
      "select ensure_month_partitions('events', '2000-01-01', '9999-01-01')",
      "select ensure_month_partitions('workspaces', now()::date, now()::date)",
    ])
      expect(await outcome(app.unsafe(statement)), statement).toBe('P0001');
    const before =
      await owner`select count(*)::int as months from pg_inherits where inhparent = 'events'::regclass`;
    expect(before[0]?.['months']).toBeGreaterThan(25);
    expect(
      await outcome(
        app`select ensure_month_partitions('events', now()::date, (now() + interval '3 months')::date)`,
      ),
    ).toBe('done');
  });
});

describe('the router', () => {
  /** Puts a row of another workspace in every table, and tries everything on it as the router. */
  async function reach(): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    const tables = await owner<{ name: string }[]>`
      select c.relname as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        order by 1`;
    for (const { name } of tables) {
      const commands = [
        ['read', `select 1 from "${name}" where workspace_id = '${THEIRS}'`],
        ['lock', `select 1 from "${name}" where workspace_id = '${THEIRS}' for update`],
        ['delete', `delete from "${name}" where workspace_id = '${THEIRS}' returning 1`],
        [
          'update',
          `update "${name}" set workspace_id = workspace_id where workspace_id = '${THEIRS}' returning 1`,
        ],
        [
          'take',
          `update "${name}" set workspace_id = '${newId()}' where workspace_id = '${THEIRS}' returning 1`,
        ],
      ] as const;
      for (const [command, statement] of commands) {
        const rows = await db.asRouter((tx) => tx.unsafe(statement)).catch(() => []);
        if (rows.length > 0) (found[name] ??= []).push(command);
      }
    }
    return found;
  }
  const THEIRS = newId();
  beforeAll(async () => {
    const tables = await owner<{ name: string; columns: string; values: string }[]>`
      select c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns, string_agg(case
        when a.attname = 'workspace_id' then quote_literal(${THEIRS}::text)
        when a.atttypid = 'uuid'::regtype then 'gen_random_uuid()'
        when a.atttypid = 'timestamptz'::regtype then 'now()'
        when a.atttypid = 'jsonb'::regtype then $$'{}'$$ when a.atttypid = 'bytea'::regtype then $$'\\x00'$$
        when a.atttypid = 'boolean'::regtype then 'false'
        when a.atttypid = 'text[]'::regtype then $$'{}'$$ when a.atttypid = 'text'::regtype then $$'x'$$
        else '1' end, ', ') as values
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and a.attidentity = ''
        and (a.attnotnull and not a.atthasdef or a.attname in ('workspace_id', 'abandon_due_at'))
      group by c.relname`;
    for (const { name, columns, values } of tables)
      await owner.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx.unsafe(`insert into "${name}" (${columns}) values (${values})`);
      });
  });

  test('reads and locks rows of queues, changes none, and sees no other table', async () => {
    expect(await reach()).toEqual({
      outbox: ['read', 'lock'],
      anomaly_checks: ['read'],
      entry_counts: ['read'],
      event_queue: ['read', 'lock'],
      product_changes: ['read', 'lock'],
      report_day_runs: ['read'],
      rechecks: ['read', 'lock'],
      segment_checks: ['read', 'lock'],
      segment_members: ['read'],
      segment_scans: ['read'],
      bulk_jobs: ['read', 'lock'],
      counter_changes: ['read'],
      trigger_sources: ['read'],
      visit_checks: ['read'],
    });
  });

  test('reads ids, instants, numbers and names of things in those tables, and no personal data', async () => {
    const columns = await owner<{ name: string }[]>`
      select c.relname || '.' || a.attname as name from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relname in ('outbox', 'event_queue', 'product_changes', 'rechecks', 'segment_checks', 'segment_members', 'segment_scans',
        'bulk_jobs', 'counter_changes', 'trigger_sources', 'visit_checks')
        and c.relnamespace = 'public'::regnamespace
        and a.atttypid not in ('uuid'::regtype, 'timestamptz'::regtype, 'bigint'::regtype, 'integer'::regtype,
          'boolean'::regtype) order by 1`;
    expect(columns.map((row) => row.name)).toEqual([
      'bulk_jobs.choice',
      'bulk_jobs.kind',
      'counter_changes.metric',
      'counter_changes.node',
      'event_queue.last_error',
      'event_queue.subject',
      'event_queue.type',
      'outbox.kind',
      'trigger_sources.fingerprint',
      'trigger_sources.plan_hash',
      'trigger_sources.type',
    ]);
  });

  test('can list the workspaces and the carts that are due, and nothing more of them', async () => {
    expect(await db.asRouter((tx) => tx`select * from known_workspaces()`)).toEqual([
      expect.objectContaining({ workspace_id: expect.any(String) as string, demo: false }),
      ...(await owner`select 1 from workspaces offset 1`).map(() => expect.anything() as unknown),
    ]);
    const due = await db.asRouter((tx) => tx`select * from carts_due('infinity', 10)`);
    expect(due.map((row) => Object.keys(row))).toEqual([['id', 'workspace_id', 'due']]);
  });

  test('works on claimed rows inside their workspace, where it has no rights of a router', async () => {
    const mine = newId();
    const seen = await db.asRouter(async (tx) => {
      const before = await tx`select 1 from event_queue`;
      await enterWorkspace(tx, mine);
      return [before.length, (await tx`select 1 from event_queue`).length];
    });
    expect(seen).toEqual([1, 0]);
  });
});
