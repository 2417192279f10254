import { updateStore } from '@millrace/services/settings';
import { testStore } from '@millrace/services/testing';
import { createTestDatabase } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { maintainPartitions } from './maintain-partitions.ts';

test('expired months are dropped, and the next months exist before they begin', async () => {
  const database = await createTestDatabase();
  const store = await testStore(database.url);
  const months = async () =>
    (
      await store.db.sql<
        { name: string }[]
      >`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'events'::regclass order by 1`
    ).map((row) => row.name);
  const before = await months();
  await maintainPartitions(store.db);
  expect(await months()).toEqual(before);
  await updateStore(store.context, { settings: { keepMonths: 3 } });
  await maintainPartitions(store.db);
  const after = await months();
  expect(after.length).toBeLessThan(before.length - 15);
  const next = new Date();
  next.setUTCMonth(next.getUTCMonth() + 1, 1);
  expect(after).toContain(`events_${next.toISOString().slice(0, 7).replace('-', '_')}`);
  await store.close();
  await database.drop();
});
