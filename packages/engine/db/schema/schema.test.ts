import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statementsForAll, statementsSince } from './generate.ts';
import { describeDatabase } from './testing/describe-database.ts';

let migrated: TestDatabase;
let fresh: TestDatabase;
let sqls: postgres.Sql[] = [];
beforeAll(async () => {
  migrated = await createTestDatabase();
  fresh = await createTestDatabase({ isEmpty: true });
  sqls = [migrated, fresh].map(({ ownerUrl }) => postgres(ownerUrl, { max: 1, onnotice: () => undefined }));
});
afterAll(async () => {
  await Promise.all(sqls.map((sql) => sql.end()));
  await Promise.all([migrated.drop(), fresh.drop()]);
});

test('the migrations create exactly the tables of the schema: columns, keys, indexes and policies', async () => {
  const [byMigrations, bySchema] = sqls as [postgres.Sql, postgres.Sql];
  // Drizzle cannot define functions, and some indexes use them.
  const functions = await byMigrations<{ def: string }[]>`
    select pg_get_functiondef(p.oid) as def from pg_proc p
      where pronamespace = 'public'::regnamespace and provolatile = 'i'`;
  for (const { def } of functions) await bySchema.unsafe(def);
  for (const statement of await statementsForAll()) await bySchema.unsafe(statement);
  const [wanted, made] = [await describeDatabase(bySchema), await describeDatabase(byMigrations)];
  expect(Object.keys(made)).toEqual(Object.keys(wanted));
  expect(Object.keys(made).length).toBeGreaterThan(50);
  for (const [table, description] of Object.entries(wanted)) expect(made[table], table).toEqual(description);
});

test('every change of the schema has its migration', async () => {
  expect(await statementsSince()).toEqual([]);
});
