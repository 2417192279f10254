import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, newId, together, type Database, type Tx } from './index.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url, { max: 1 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function word(tx: Tx): Promise<string | null> {
  const [row] = await tx<{ word: string | null }[]>`select current_setting('app.word', true) as word`;
  return row?.word ?? null;
}

test('statements written in the call are sent first, in their order, and what a function sends follows them', async () => {
  const said = await db.inWorkspace(newId(), (tx) =>
    together(
      word(tx),
      tx`select set_config('app.word', 'first', true)`,
      tx`select set_config('app.word', current_setting('app.word') || ' second', true)`,
      word(tx),
    ),
  );
  expect([said[0], said[3]]).toEqual(['first second', 'first second']);
});
