import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestPostgres, type TestPostgres } from '@millrace/tools/testing';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDriver } from './driver.ts';
import { connect, ensureLoginRoles, migrate, newId, type LoginUrls } from './index.ts';
import { scramVerifier } from './scram.ts';

/** A separate server, because roles belong to the whole server. */
let folder: string;
let server: TestPostgres;
let superuser: postgres.Sql;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-roles-'));
  chmodSync(folder, 0o755);
  server = await startTestPostgres(folder);
  superuser = openDriver(server.ownerUrl, { max: 1 });
});
afterAll(async () => {
  await superuser.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function address(user: string, password: string, database: string): string {
  const url = new URL(server.ownerUrl);
  Object.assign(url, { username: user, password, pathname: `/${database}` });
  return url.href;
}
const loginsOf = (database: string, password = 'secret'): LoginUrls => ({
  app: address(`${database}_app_login`, password, database),
  auth: address(`${database}_auth_login`, password, database),
});
/** @returns the address of its owner */
async function installation(database: string, owner = 'postgres'): Promise<string> {
  await superuser.unsafe(`create database "${database}" owner "${owner}"`);
  const url =
    owner === 'postgres' ? address('postgres', 'for-tests', database) : address(owner, 'owner', database);
  await migrate(url);
  await ensureLoginRoles(url, loginsOf(database));
  return url;
}
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
async function ask(url: string, statement: string): Promise<string> {
  const sql = openDriver(url, { max: 1 });
  try {
    return await outcome(sql.unsafe(statement));
  } finally {
    await sql.end();
  }
}

test('installations on one server have separate roles, and no role can enter another’s database', async () => {
  await installation('first');
  await installation('second');
  for (const kind of ['app', 'auth'] as const) {
    expect(await ask(loginsOf('first')[kind], 'select 1')).toBe('done');
    const inTheOther = new URL(loginsOf('first')[kind]);
    inTheOther.pathname = '/second';
    expect(await ask(inTheOther.href, 'select 1'), kind).toBe('42501');
  }
  expect(await ask(loginsOf('first').app, 'create temporary table mine (id int)')).toBe('42501');
});

test('a start with a new password sets it, and repeating it changes nothing', async () => {
  const owner = await installation('third');
  await ensureLoginRoles(owner, loginsOf('third'));
  expect(await ask(loginsOf('third').app, 'select 1')).toBe('done');
  await ensureLoginRoles(owner, loginsOf('third', 'an/other:p@ss wörd'));
  expect(await ask(loginsOf('third', 'an/other:p@ss wörd').app, 'select 1')).toBe('done');
  expect(await ask(loginsOf('third').app, 'select 1')).toBe('28P01');
});

test('many starts at once, of several installations, all succeed', async () => {
  const owners = [await installation('fourth'), await installation('fifth')];
  const all = owners.flatMap((owner, index) =>
    Array.from({ length: 4 }, () => ensureLoginRoles(owner, loginsOf(index === 0 ? 'fourth' : 'fifth'))),
  );
  expect(await Promise.all(all.map(outcome))).toEqual(all.map(() => 'done'));
});

test('an owner that is no superuser can do all of it', async () => {
  await superuser.unsafe(`create role plain login createrole password 'owner'`);
  await superuser.unsafe('grant millrace_app, millrace_auth to plain with admin option');
  await installation('sixth', 'plain');
  const workspace = newId();
  const db = connect(loginsOf('sixth').app, { max: 2 });
  await db.inWorkspace(
    workspace,
    (tx) => tx`insert into workspaces (workspace_id, name) values (${workspace}, 'Plain')`,
  );
  await db.inWorkspace(
    workspace,
    (tx) =>
      tx`insert into carts (id, workspace_id, source, external_id, currency, created_at, updated_at,
        abandon_due_at) values (${newId()}, ${workspace}, 's', 'c', 'USD', now(), now(), now())`,
  );
  // Functions that run as the owner see the rows they need.
  expect(await db.asRouter((tx) => tx`select workspace_id from known_workspaces()`)).toEqual([
    { workspace_id: workspace },
  ]);
  expect(await db.asRouter((tx) => tx`select workspace_id from carts_due('infinity', 5)`)).toEqual([
    { workspace_id: workspace },
  ]);
  await db.sql`select ensure_month_partitions('events', now()::date, (now() + interval '6 months')::date)`;
  await db.close();
});

test('migrations by an owner that is no superuser reach the rows, although the policies apply to it', async () => {
  const early = join(folder, 'early');
  cpSync(fileURLToPath(new URL('migrations', import.meta.url)), early, { recursive: true });
  const file = join(early, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.filter(({ idx }) => idx <= 4) }));
  await superuser.unsafe('create database early owner plain');
  const owner = address('plain', 'owner', 'early');
  await migrate(owner, early);
  const [workspace, key] = [newId(), newId()];
  await superuserIn(
    'early',
    `insert into workspaces (workspace_id, name) values ('${workspace}', 'Early');
     insert into event_queue (workspace_id, event_id, occurred_at)
       values ('${workspace}', '${newId()}', now());
     insert into api_keys (id, workspace_id, name, prefix, hash, scopes)
       values ('${key}', '${workspace}', 'Key', 'mill_', 'hash', '{customers:read}')`,
  );
  await migrate(owner);
  expect(await superuserIn('early', 'select wanted from event_queue')).toEqual([{ wanted: true }]);
  expect(await superuserIn('early', 'select scopes from api_keys')).toEqual([
    { scopes: ['customers:read', 'customers:export'] },
  ]);
  expect(
    await superuserIn(
      'early',
      `select relname from pg_class
        where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity`,
    ),
  ).toEqual([]);
});

test('roles created by hand are used unchanged by an owner that may create none', async () => {
  await superuser.unsafe(`create role modest login password 'owner'`);
  await superuser.unsafe('create database by_hand owner modest');
  const owner = address('modest', 'owner', 'by_hand');
  await migrate(owner);
  const logins = loginsOf('by_hand', 'chosen');
  await superuser.unsafe(`create role by_hand_app_login login password 'chosen' in role millrace_app`);
  await superuser.unsafe(`create role by_hand_auth_login login password 'chosen'`);
  await expect(ensureLoginRoles(owner, logins)).rejects.toMatchObject({ code: 'roles-rights' });
  await superuser.unsafe('grant millrace_auth to by_hand_auth_login');
  await ensureLoginRoles(owner, logins);
  expect(await ask(logins.app, 'select 1')).toBe('done');
  await expect(ensureLoginRoles(owner, loginsOf('by_hand', 'another'))).rejects.toMatchObject({
    code: 'login-refused',
  });
});

async function superuserIn(database: string, statement: string): Promise<unknown[]> {
  const sql = openDriver(address('postgres', 'for-tests', database), { max: 1 });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

test('an owner that may not create roles is told what to do, and who can do it', async () => {
  await superuser.unsafe(`create role poor login password 'owner'`);
  await superuser.unsafe('create database seventh owner poor');
  const owner = address('poor', 'owner', 'seventh');
  await migrate(owner);
  await expect(ensureLoginRoles(owner, loginsOf('seventh'))).rejects.toMatchObject({
    code: 'roles-rights',
    message: expect.stringContaining('The role poor may not create the role seventh_app_login') as string,
    next: expect.stringContaining('alter role "poor" createrole') as string,
  });
});

test('one role for two uses, an address of another database, and a role that may not connect are each named', async () => {
  const owner = await installation('eighth');
  const logins = loginsOf('eighth');
  await expect(ensureLoginRoles(owner, { ...logins, app: owner })).rejects.toMatchObject({
    code: 'login-not-apart',
  });
  await expect(ensureLoginRoles(owner, { ...logins, auth: logins.app })).rejects.toMatchObject({
    code: 'login-not-apart',
  });
  await superuser.unsafe('create database elsewhere');
  const elsewhere = new URL(logins.app);
  elsewhere.pathname = '/elsewhere';
  await expect(ensureLoginRoles(owner, { ...logins, app: elsewhere.href })).rejects.toMatchObject({
    code: 'login-elsewhere',
  });
  await superuser.unsafe('alter role eighth_app_login connection limit 0');
  await expect(ensureLoginRoles(owner, logins)).rejects.toMatchObject({ code: 'login-refused' });
});

test('passwords are stored in the server’s form: RFC 7677, section 3', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  // Only this key gives the server signature of the exchange in that section.
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});
