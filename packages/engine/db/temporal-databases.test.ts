import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPostgres, type TestPostgres } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDriver } from './driver.ts';
import { ensureTemporalDatabases } from './temporal-databases.ts';

let folder: string;
let server: TestPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-temporal-'));
  chmodSync(folder, 0o755);
  server = await startTestPostgres(folder);
  await server.prepare();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const access = { role: 'temporal', password: 'engine', databases: ['temporal', 'temporal_visibility'] };
const by = (user: string, password: string, database: string) =>
  Object.assign(new URL(server.ownerUrl), { username: user, password, pathname: `/${database}` }).href;
async function ask(url: string, statement: string): Promise<string> {
  const sql = openDriver(url, { max: 1 });
  try {
    return await sql.unsafe(statement).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  } finally {
    await sql.end();
  }
}

test('Temporal has its own role and databases, and neither side sees the other', async () => {
  await ensureTemporalDatabases(server.ownerUrl, access);
  await ensureTemporalDatabases(server.ownerUrl, access);
  for (const database of access.databases) {
    expect(
      await ask(by('temporal', 'engine', database), 'create table if not exists mine (id int)'),
      database,
    ).toBe('done');
    expect(await ask(by('millrace_app_login', 'for-tests', database), 'select 1'), database).toBe('42501');
  }
  expect(await ask(by('temporal', 'engine', 'millrace'), 'select 1')).toBe('42501');
  expect(await ask(by('temporal', 'engine', 'temporal'), 'create role another')).toBe('42501');
  expect(await ask(by('temporal', 'engine', 'temporal'), 'create database another')).toBe('42501');
});

test('tables that the superuser owned in an earlier release are handed over', async () => {
  const old = { ...access, role: 'engine_two', databases: ['old_engine'] };
  await ask(server.ownerUrl, 'create database old_engine');
  const owner = by('postgres', 'for-tests', 'old_engine');
  await ask(
    owner,
    `create table executions (id bigserial primary key,
      "Odd %Name" text); create sequence alone; create view seen as select id from executions;
     create function plus(int) returns int language sql as 'select $1 + 1'; create table shards (id int)
       partition by range (id); insert into executions default values`,
  );
  await ensureTemporalDatabases(server.ownerUrl, old);
  const engine = by('engine_two', 'engine', 'old_engine');
  for (const statement of [
    'alter table executions add column added int',
    'insert into executions default values',
    `select nextval('alone')`,
    'select * from seen',
    'select plus(1)',
    'drop table shards',
    'create table fresh (id int)',
  ])
    expect(await ask(engine, statement), statement).toBe('done');
});
