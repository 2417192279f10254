import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import {
  createTestDatabase,
  pretendPostgres,
  unreliableLink,
  type TestDatabase,
} from '@millrace/tools/testing';
import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkDatabase } from './check-database.ts';
import { openDriver } from './driver.ts';
import { placeOf } from './explain-database.ts';

/** Every problem that can keep Millrace from its database, with a real database where one is involved. */
let database: TestDatabase;
let superuser: postgres.Sql;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase({ isEmpty: true });
  superuser = openDriver(database.ownerUrl, { max: 1 });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

const urlWith = (
  change: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'port' | 'hostname' | 'search'>>,
) => {
  const url = new URL(database.ownerUrl);
  for (const [name, value] of Object.entries(change)) url[name as 'port'] = value;
  return url.href;
};
const problem = (url: string) =>
  checkDatabase(url, 'DATABASE_URL', 3_000).then(
    () => ({ code: 'none', message: '', next: '' }),
    (error: { code: string; message: string; next: string }) => error,
  );
async function role(name: string, options: string): Promise<string> {
  await superuser.unsafe(`create role ${name} ${options} password 'word'`);
  closing.push(() => superuser.unsafe(`drop owned by ${name}; drop role ${name}`));
  return urlWith({ username: name, password: 'word' });
}
async function listen(server: Server): Promise<number> {
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('a usable database has no problem', async () => {
  expect((await problem(database.ownerUrl)).code).toBe('none');
});

describe('an address', () => {
  test.each([
    'localhost:5432/millrace',
    'mysql://root@localhost/millrace',
    'postgres://',
    'postgres:///millrace',
    'postgres://user:pass#word@localhost/millrace',
    'postgres://user:pass/word@localhost/millrace',
    'postgres://user:100%@localhost/millrace',
    'postgres://localhost:70000/millrace',
    'postgres://localhost:port/millrace',
    'nonsense',
    '',
  ])('that is none is said to be none, and its password is not repeated: %s', async (address) => {
    const { code, message, next } = await problem(address);
    expect(code).toBe('database-address');
    expect(`${message} ${next}`).not.toMatch(/pass.word|100%/);
  });

  test('an address is read as the driver reads it', () => {
    expect(placeOf('postgresql://me:p%40ss@[::1]:5433/my%20store?sslmode=require', 'X')).toEqual({
      host: '::1',
      port: '5433',
      user: 'me',
      database: 'my store',
    });
    expect(placeOf('postgres://me@one.example:5432,two.example:5432/store', 'X')).toMatchObject({
      host: 'one.example',
      database: 'store',
    });
    expect(placeOf('postgres://me@host', 'X')).toMatchObject({ port: '5432', database: 'me' });
  });
});

describe('a server that cannot be reached', () => {
  test('an unknown host', async () => {
    expect(await problem(urlWith({ hostname: 'no-such-host.invalid' }))).toMatchObject({
      code: 'database-host',
      message: 'There is no host called no-such-host.invalid.',
    });
  });

  test('a port on which nothing listens', async () => {
    expect(await problem(urlWith({ port: '1' }))).toMatchObject({
      code: 'database-refused',
      message: 'No Postgres answers at 127.0.0.1, port 1.',
    });
  });

  test('a server that sends nothing', async () => {
    const link = await unreliableLink(Number(new URL(database.url).port));
    closing.push(link.close);
    link.set('frozen');
    expect((await problem(urlWith({ port: String(link.port) }))).code).toBe('database-silent');
  });

  test('a server that hangs up, a web server, and a server with its own greeting', async () => {
    const link = await unreliableLink(Number(new URL(database.url).port));
    closing.push(link.close);
    link.set('hang up');
    const web = await listen(createHttpServer((_request, response) => response.end('hello')) as Server);
    const other = await listen(
      createServer((socket) =>
        socket
          .on('error', () => undefined)
          .resume()
          .write('SSH-2.0-OpenSSH_9.9\r\n'),
      ),
    );
    for (const port of [link.port, web, other])
      expect((await problem(urlWith({ port: String(port) }))).code, String(port)).toBe(
        'database-not-postgres',
      );
  });

  test('a server without encryption, when encryption is required', async () => {
    expect((await problem(urlWith({ search: '?sslmode=require' }))).code).toMatch(
      /^database-(encryption|not-postgres)$/,
    );
  });
});

describe('a server that refuses access', () => {
  test('a wrong password, and an unknown role', async () => {
    expect(await problem(urlWith({ password: 'wrong' }))).toMatchObject({
      code: 'database-password',
      message: 'Postgres does not accept the password of the role postgres.',
    });
    expect((await problem(urlWith({ username: 'nobody_known' }))).code).toBe('database-password');
  });

  test('a role that may not log in', async () => {
    expect((await problem(await role('locked', 'nologin'))).code).toBe('database-entry');
  });

  test('an unknown database', async () => {
    expect(await problem(urlWith({ pathname: '/never_made' }))).toMatchObject({
      code: 'database-missing',
      message: 'There is no database called never_made on that server.',
      next: expect.stringContaining('create database "never_made"') as string,
    });
  });

  test('a server with no free connection', async () => {
    expect((await problem(await role('crowded', 'login connection limit 0'))).code).toBe('database-full');
  });

  test('a server that is starting is awaited, and refused when it does not finish', async () => {
    const well = {
      user: 'me',
      major: 18,
      version: '18.4',
      read_only: false,
      may_create: true,
      owner: null,
      is_owner: null,
    };
    const starting = await pretendPostgres({ refuses: { code: '57P03', times: 2 }, row: well });
    closing.push(starting.close);
    expect((await problem(urlWith({ port: String(starting.port) }))).code).toBe('none');
    const never = await pretendPostgres({ refuses: { code: '57P03', times: 10_000 }, row: well });
    closing.push(never.close);
    expect((await problem(urlWith({ port: String(never.port) }))).code).toBe('database-starting');
  });
});

describe('a database that cannot be used', () => {
  test('a Postgres that is too old', async () => {
    const old = await pretendPostgres({
      row: {
        user: 'me',
        major: 15,
        version: '15.9 (Debian)',
        read_only: false,
        may_create: true,
        owner: null,
        is_owner: null,
      },
    });
    closing.push(old.close);
    expect(await problem(urlWith({ port: String(old.port) }))).toMatchObject({
      code: 'database-old',
      message: 'This Postgres is version 15.9 (Debian); Millrace needs 18 or later.',
    });
  });

  test('a role that may not create tables, or without a schema', async () => {
    const url = await role('reader', 'login');
    expect(await problem(url)).toMatchObject({
      code: 'database-rights',
      message: expect.stringContaining('The role reader may not create tables') as string,
    });
    await superuser.unsafe('grant create on schema public to reader');
    expect((await problem(url)).code).toBe('database-rights');
    const name = new URL(database.url).pathname.slice(1);
    await superuser.unsafe(`grant create on database ${name} to reader`);
    expect((await problem(url)).code).toBe('none');
  });

  test('tables owned by another role', async () => {
    const url = await role('late_comer', 'login');
    const name = new URL(database.url).pathname.slice(1);
    await superuser.unsafe(
      `create table workspaces (id int); grant create on database ${name} to late_comer; grant create
        on schema public to late_comer`,
    );
    expect(await problem(url)).toMatchObject({
      code: 'database-other-owner',
      message: expect.stringContaining('belong to the role postgres') as string,
    });
    await superuser.unsafe('drop table workspaces');
  });

  test('a read-only database', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await superuser.unsafe(`alter database ${name} set default_transaction_read_only = on`);
    expect((await problem(database.ownerUrl)).code).toBe('database-read-only');
    await superuser.unsafe(`alter database ${name} reset default_transaction_read_only`);
  });
});
