import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@millrace/tools/testing';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { migrate } from './migrate.ts';

const all = fileURLToPath(new URL('./migrations', import.meta.url));

/** The migrations as they were when so many of them had been released. */
function migrationsOf(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-migrations-'));
  cpSync(all, folder, { recursive: true });
  const journal = JSON.parse(readFileSync(join(all, 'meta/_journal.json'), 'utf8')) as { entries: unknown[] };
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return folder;
}

test('a database of an earlier release comes forward with what waits in it, and may be migrated again', async () => {
  const database = await createTestDatabase({ isEmpty: true });
  const released = migrationsOf(5);
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  const workspace = '0198c0de-0000-7000-8000-000000000001';
  try {
    await runMigrations(drizzle(sql), { migrationsFolder: released });
    await sql`insert into workspaces (workspace_id, name) values (${workspace}, 'Early')`;
    await sql`insert into event_queue (workspace_id, event_id, occurred_at, customer_id) values (${workspace}, gen_random_uuid(), now(), gen_random_uuid())`;
    await sql`insert into dispatches (workspace_id, enrolment_id, kind) values (${workspace}, gen_random_uuid(), 'start')`;
    await migrate(database.ownerUrl);
    await migrate(database.ownerUrl);
    // What waited is routed and started as it would have been.
    expect(await sql`select wanted, type from event_queue`).toMatchObject([{ wanted: true, type: null }]);
    expect(await sql`select kind, seq, wait_until from dispatches`).toMatchObject([{ kind: 'start', seq: null, wait_until: null }]);
    expect(await sql`select name from workspaces`).toMatchObject([{ name: 'Early' }]);
  } finally {
    await sql.end();
    await database.drop();
    rmSync(released, { recursive: true, force: true });
  }
});

test('a database of a newer release is left alone, with a sentence', async () => {
  const database = await createTestDatabase();
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 9999999999999)`;
    await expect(migrate(database.ownerUrl)).rejects.toThrow('newer Millrace');
  } finally {
    await sql.end();
    await database.drop();
  }
});
