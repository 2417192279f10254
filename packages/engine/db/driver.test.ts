import {
  createTestDatabase,
  unreliableLink,
  type TestDatabase,
  type UnreliableLink,
} from '@millrace/tools/testing';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDriver, type DriverOptions } from './driver.ts';

/**
 * The driver alone, over a connection that breaks. Tests what a loss must never do to the process and to
 * other work.
 */
let database: TestDatabase;
let link: UnreliableLink;
let aside: postgres.Sql;
const opened: postgres.Sql[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  aside = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  await aside`create table kept (id int primary key)`;
  await aside`grant insert on kept to millrace_app`;
});
afterAll(async () => {
  await aside.end();
  await database.drop();
});
beforeEach(async () => {
  link = await unreliableLink(Number(new URL(database.url).port));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((sql) => sql.end({ timeout: 0 })));
  await link.close();
});

function open(options: DriverOptions = {}): postgres.Sql {
  const url = new URL(database.url);
  url.port = String(link.port);
  const sql = openDriver(url.href, { max: 1, connect_timeout: 2, ...options });
  opened.push(sql);
  return sql;
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** The result of the work. Nothing may wait longer than this test allows. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  Promise.race([
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    ),
    pause(10_000).then(() => 'hangs'),
  ]);
function gate(): { wait: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const wait = new Promise<void>((resolve) => (open = resolve));
  return { wait, open };
}

test('a transaction that lost its connection does nothing more, least of all inside another transaction', async () => {
  const sql = open();
  const late: string[] = [];
  const goOn = gate();
  const first = outcome(
    sql.begin(async (tx) => {
      await tx`select set_config('app.ws', 'first', true)`;
      link.cut();
      await goOn.wait;
      late.push(await outcome(tx`insert into kept values (1)`));
    }),
  );
  expect(await first).toBe('CONNECTION_CLOSED');
  const second = sql.begin(async (tx) => {
    await tx`select set_config('app.ws', 'second', true)`;
    goOn.open();
    await pause(200);
    await tx`insert into kept values (2)`;
    return (await tx`select current_setting('app.ws') as ws`)[0]?.['ws'] as string;
  });
  expect([await second, late]).toEqual(['second', ['CONNECTION_CLOSED']]);
  expect((await aside`select id from kept order by id`).map((row) => row['id'] as number)).toEqual([2]);
});

test('queries that wait inside a transaction fail with its connection', async () => {
  const sql = open();
  const waiting: Promise<string>[] = [];
  const whole = outcome(
    sql.begin(async (tx) => {
      waiting.push(outcome(tx`select pg_sleep(30)`), outcome(tx`select 1`), outcome(tx`select 2`));
      await pause(100);
      link.cut();
      await Promise.all(waiting);
    }),
  );
  expect(await whole).toBe('CONNECTION_CLOSED');
  expect(await Promise.all(waiting)).toEqual(['CONNECTION_CLOSED', 'CONNECTION_CLOSED', 'CONNECTION_CLOSED']);
  expect(await outcome(sql`select 1`)).toBe('done');
});

test('a query sent after its transaction ended does not reach the next one on the connection', async () => {
  const sql = open();
  const late: Promise<string>[] = [];
  const goOn = gate();
  await sql
    .begin(async (tx) => {
      const straggler = goOn.wait.then(() => void late.push(outcome(tx`select 'too late'`)));
      await Promise.all([straggler, Promise.reject(new Error('given up'))]);
    })
    .catch(() => undefined);
  await sql.begin(async (tx) => {
    goOn.open();
    await pause(20);
    await tx`select 1`;
  });
  expect(await Promise.all(late)).toEqual(['TRANSACTION_ENDED']);
});

test('connections that end during writes leave a pool that works, round after round', async () => {
  const sql = open({ max: 4 });
  const outcomes = new Set<string>();
  for (let round = 0; round < 60; round += 1) {
    const work: Promise<string>[] = [];
    for (let burst = 0; burst < 12; burst += 1) {
      work.push(
        outcome(sql`select ${burst}::int`),
        outcome(sql.begin((tx) => Promise.all([tx`select ${'x'.repeat(burst * 400)}::text`, tx`select 1`]))),
      );
      if (burst === round % 12) link.cut();
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const each of await Promise.all(work)) outcomes.add(each);
    expect(
      await outcome(Promise.all(Array.from({ length: 4 }, () => sql`select 1`))),
      `after round ${round}`,
    ).toBe('done');
  }
  outcomes.delete('ECONNRESET');
  outcomes.delete('EPIPE');
  expect([...outcomes].toSorted()).toEqual(['CONNECTION_CLOSED', 'done']);
}, 120_000);

test('a connection that ends before it was ready fails only the work that waited for it', async () => {
  const sql = open();
  link.cutAt('pg_catalog.pg_type');
  expect(await outcome(sql`select 1`)).toMatch(/CONNECTION_CLOSED|ECONNRESET/);
  link.cutAt(null);
  expect(await outcome(sql`select 1`)).toBe('done');
});

test('a server that hangs up on every connection is not called without pause', async () => {
  const sql = open();
  link.set('hang up');
  expect(await outcome(sql`select 1`)).toBe('CONNECTION_CLOSED');
  expect(link.made).toBeLessThan(4);
  link.set('pass');
  expect(await outcome(sql`select 1`)).toBe('done');
});

test('callers in the queue for an unavailable server get the error at the same time as those before them', async () => {
  const sql = open({ max: 2 });
  link.set('hang up');
  const all = await Promise.all(Array.from({ length: 300 }, () => outcome(sql`select 1`)));
  expect(new Set(all)).toEqual(new Set(['CONNECTION_CLOSED']));
  expect(link.made).toBeLessThan(100);
});

test('a transaction has its connection to itself, however full the pipeline is', async () => {
  const sql = open({ max: 3, max_pipeline: 2 });
  const outcomes = new Set<string>();
  for (let round = 0; round < 15; round += 1) {
    const work = [
      ...Array.from({ length: 3 }, () => outcome(sql`select pg_sleep(0.02)`)),
      ...Array.from({ length: 5 }, () => outcome(sql`select 1`)),
      ...Array.from({ length: 5 }, () => outcome(sql.begin((tx) => tx`select 1`))),
    ];
    for (const each of await Promise.all(work)) outcomes.add(each);
  }
  expect([...outcomes]).toEqual(['done']);
});

test('a listener gets notifications again after every loss', async () => {
  const sql = open();
  let heard = 0;
  await sql.listen('driver_test', () => (heard += 1));
  for (let round = 0; round < 5; round += 1) {
    const before = heard;
    link.cut();
    // It listens again after a moment, and only listeners get notifications, so notify until it does.
    for (let tries = 0; heard === before && tries < 200; tries += 1) {
      await aside`select pg_notify('driver_test', '')`;
      await pause(25);
    }
    expect(heard, `after loss ${round}`).toBeGreaterThan(before);
  }
});
