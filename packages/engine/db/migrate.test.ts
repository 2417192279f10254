import { createTestDatabase } from '@millrace/tools/testing';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { earlierRelease } from './testing/earlier-release.ts';

test('a database of an earlier release comes forward with what waits in it, and may be migrated again', async () => {
  const database = await createTestDatabase({ isEmpty: true });
  const sql = await earlierRelease(database.ownerUrl, 5);
  const workspace = '0198c0de-0000-7000-8000-000000000001';
  try {
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
