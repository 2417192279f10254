import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestDatabase,
  startTestPostgres,
  unreliableLink,
  type TestDatabase,
} from '@millrace/tools/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, isDatabaseGone, newId, withDeadline, type Database } from './index.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Two stores write all the time, two rows in each transaction, each with its own store's id. A confirmed
 * transaction must be there; a failed one may be. None may be there in part, or in the other store's rows.
 */
function traffic(db: Database, workspaces: readonly string[], lanes: number) {
  const confirmed: string[] = [];
  const failures = new Map<string, number>();
  const unknown: unknown[] = [];
  let slowest = 0;
  let stopped = false;
  const lane = async (workspace: string, number: number) => {
    for (let round = 0; !stopped; round += 1) {
      const id = `${workspace}/${number}/${round}`;
      const began = performance.now();
      try {
        await db.inWorkspace(workspace, async (tx) => {
          const write = (half: string) =>
            tx`insert into suppressions (workspace_id, channel, address, reason)
              values (nullif(current_setting('app.ws', true), '')::uuid, ${half}, ${id},
              ${'x'.repeat((round % 7) * 300)})`;
          await write('one');
          if (round % 3 === 0) await pause(1);
          await write('two');
        });
        confirmed.push(id);
      } catch (error) {
        if (!isDatabaseGone(error)) unknown.push(error);
        const { code } = error as { code: string };
        failures.set(code, (failures.get(code) ?? 0) + 1);
        await pause(5);
      }
      slowest = Math.max(slowest, performance.now() - began);
    }
  };
  const running = Promise.all(
    workspaces.flatMap((workspace) => Array.from({ length: lanes }, (_, number) => lane(workspace, number))),
  );
  return {
    confirmed,
    failures,
    unknown,
    get slowest() {
      return slowest;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function check(owner: postgres.Sql, confirmed: readonly string[]): Promise<void> {
  const rows = await owner<{ workspace: string; id: string; halves: number }[]>`
    select workspace_id as workspace, address as id, count(*)::int as halves from suppressions group by 1, 2`;
  expect(rows.filter((row) => row.halves !== 2)).toEqual([]);
  expect(rows.filter((row) => !row.id.startsWith(row.workspace))).toEqual([]);
  const there = new Set(rows.map((row) => row.id));
  expect(confirmed.filter((id) => !there.has(id))).toEqual([]);
}

describe('the pool', () => {
  let database: TestDatabase;
  let owner: postgres.Sql;
  beforeAll(async () => {
    database = await createTestDatabase();
    owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  test('loses all connections repeatedly under load: confirmed work is there, and the pool recovers each time', async () => {
    const db = connect(database.url, { max: 8, patience: 4_000 });
    const load = traffic(db, [newId(), newId()], 10);
    for (let round = 0; round < 15; round += 1) {
      await pause(120);
      await owner`select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = 'millrace' and datname = current_database()`;
    }
    const before = load.confirmed.length;
    await pause(500);
    await load.stop();
    expect(load.unknown).toEqual([]);
    expect(load.confirmed.length - before, 'writes confirmed after the last loss').toBeGreaterThan(20);
    expect(load.failures.size, 'the losses hit running work').toBeGreaterThan(0);
    await check(owner, load.confirmed);
    const [row] = await owner`select count(*)::int as open from pg_stat_activity
        where application_name = 'millrace' and datname = current_database()`;
    expect(row?.['open']).toBeLessThanOrEqual(8);
    await db.close();
  });

  const through = async () => {
    const link = await unreliableLink(Number(new URL(database.url).port));
    const url = new URL(database.url);
    url.port = String(link.port);
    return { link, url: url.href };
  };

  test('is cut off at any moment of many transactions, and each of them ends with success or an error', async () => {
    const { link, url } = await through();
    const db = connect(url, { max: 3, patience: 2_000 });
    const outcomes = new Set<string>();
    for (let round = 0; round < 60; round += 1) {
      const work = Array.from({ length: 20 }, () =>
        db
          .inWorkspace(newId(), (tx) => tx`select ${'x'.repeat(3_000)}::text`)
          .then(
            () => 'done',
            (error: unknown) => (isDatabaseGone(error) ? 'gone' : String(error)),
          ),
      );
      await pause(round % 30);
      link.cut();
      const all = await Promise.race([
        Promise.all(work),
        pause(15_000).then(() => [`hangs in round ${round}`]),
      ]);
      for (const each of all) outcomes.add(each);
    }
    expect([...outcomes].toSorted()).toEqual(['done', 'gone']);
    await db.close();
    await link.close();
  }, 120_000);

  test('waits out a short outage without an error', async () => {
    const { link, url } = await through();
    link.set('hang up');
    const db = connect(url, { max: 2, patience: 8_000 });
    const work = Promise.all(
      [1, 2, 3, 4].map((value) =>
        db.inWorkspace(newId(), async (tx) => (await tx`select ${value}::int as value`)[0]?.['value']),
      ),
    );
    await pause(400);
    link.set('pass');
    expect(await work).toEqual([1, 2, 3, 4]);
    await db.close();
    await link.close();
  });

  test('reports after its patience that the database is away, and leaves no work behind for its return', async () => {
    const { link, url } = await through();
    link.set('hang up');
    const db = connect(url, { max: 2, patience: 300 });
    let done = 0;
    const work = Array.from({ length: 200 }, () =>
      db
        .inWorkspace(newId(), async () => (done += 1))
        .then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
    );
    expect(new Set(await Promise.all(work))).toEqual(new Set(['database-unavailable']));
    link.set('pass');
    await db.inWorkspace(newId(), (tx) => tx`select 1`);
    expect(done).toBe(0);
    await db.close();
    await link.close();
  });

  test('gives all transactions of one request together no more patience than one', async () => {
    const { link, url } = await through();
    link.set('hang up');
    const db = connect(url, { max: 2, patience: 60_000 });
    const id = newId();
    const outcome = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    // Without the deadline this would take three minutes, and the test with it.
    const all = await withDeadline(300, async () => [
      await outcome(db.inWorkspace(id, (tx) => tx`select 1`)),
      await outcome(db.inWorkspace(id, (tx) => tx`select 1`)),
      await outcome(db.inWorkspace(id, (tx) => tx`select 1`)),
    ]);
    expect(all).toEqual(['database-unavailable', 'database-unavailable', 'database-unavailable']);
    await db.close();
    await link.close();
  });

  test('notices a server that goes silent in the middle of work, and recovers when it responds again', async () => {
    const { link, url } = await through();
    const db = connect(url, { max: 3, patience: 2_000, silence: 1_000 });
    const id = newId();
    await Promise.all([1, 2, 3].map(() => db.inWorkspace(id, (tx) => tx`select 1`)));
    const outcomes = [
      db.inWorkspace(id, async (tx) => {
        await tx`select 1`;
        link.set('frozen');
        await tx`select 2`;
      }),
      db.sql`select pg_sleep(0.8)`,
      db.inWorkspace(id, (tx) => tx`select pg_sleep(0.8)`),
    ].map((work) =>
      work.then(
        () => 'done',
        (error: unknown) => (isDatabaseGone(error) ? 'gone' : String(error)),
      ),
    );
    expect(await Promise.all(outcomes)).toEqual(['gone', 'gone', 'gone']);
    link.set('pass');
    await db.inWorkspace(id, (tx) => tx`select 1`);
    await db.close();
    await link.close();
  });

  test('accepts a long response', async () => {
    const db = connect(database.url, { max: 2, silence: 500 });
    expect(
      await db.inWorkspace(
        newId(),
        async (tx) => (await tx`select pg_sleep(4), 'there' as word`)[0]?.['word'],
      ),
    ).toBe('there');
    await db.close();
  });
});

test('Postgres is killed under load and returns: confirmed work is there, and the pool works at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-loss-'));
  chmodSync(folder, 0o755);
  const server = await startTestPostgres(folder);
  try {
    await server.prepare();
    const db = connect(server.url, { max: 8, patience: 4_000 });
    const load = traffic(db, [newId(), newId()], 8);
    for (let round = 0; round < 2; round += 1) {
      await pause(600);
      await server.kill();
      await pause(300);
      await server.start();
      const before = load.confirmed.length;
      for (let tries = 0; load.confirmed.length < before + 20 && tries < 300; tries += 1) await pause(50);
      expect(load.confirmed.length - before, `writes confirmed after kill ${round}`).toBeGreaterThanOrEqual(
        20,
      );
    }
    await load.stop();
    expect(load.unknown).toEqual([]);
    const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => undefined });
    await check(owner, load.confirmed);
    await owner.end();
    await db.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
