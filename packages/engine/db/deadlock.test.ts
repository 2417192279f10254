import { createTestDatabase } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { connect, newId } from './index.ts';

test('two transactions in a deadlock both succeed, and their work is done once', async () => {
  const database = await createTestDatabase();
  const db = connect(database.url, { max: 4 });
  const workspaceId = newId();
  let arrived = 0;
  let tries = 0;
  const bothHere = async () => {
    arrived += 1;
    while (arrived < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const work = (name: string, mine: number, theirs: number) =>
    db.inWorkspace(workspaceId, async (tx) => {
      tries += 1;
      await tx`select pg_advisory_xact_lock(${mine})`;
      await bothHere();
      await tx`insert into suppressions (workspace_id, channel, address, reason)
        values (${workspaceId}, 'email', ${name}, 'manual')`;
      await tx`select pg_advisory_xact_lock(${theirs})`;
      return name;
    });
  expect(await Promise.all([work('one', 1, 2), work('two', 2, 1)])).toEqual(['one', 'two']);
  expect(tries).toBe(3);
  const rows = await db.inWorkspace(
    workspaceId,
    (tx) => tx`select address from suppressions order by address`,
  );
  expect(rows.map((row) => row['address'])).toEqual(['one', 'two']);
  await db.close();
  await database.drop();
});
