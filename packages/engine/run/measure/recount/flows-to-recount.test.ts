import { createFlow } from '@millrace/services/flows';
import { updateStore } from '@millrace/services/settings';
import { testStore } from '@millrace/services/testing';
import { createTestDatabase } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { maintainPartitions } from '../../operate/maintain-partitions.ts';
import { flowsToRecount } from './flows-to-recount.ts';

test('a flow from before the months that are still kept is not recounted, and a later one is', async () => {
  const database = await createTestDatabase();
  const store = await testStore(database.url);
  const inStore = store.db.inWorkspace.bind(store.db, store.context.workspaceId);
  const { id: old } = await createFlow(store.context, { name: 'Old' });
  const { id: recent } = await createFlow(store.context, { name: 'Recent' });
  await inStore(async (tx) => {
    await tx`update flows set created_at = now() - interval '1 year' where id = ${old}`;
    await tx`update flows set created_at = now() where id = ${recent}`;
  });
  expect(await inStore(flowsToRecount)).toEqual({ tooOld: [] });
  await updateStore(store.context, { settings: { keepMonths: 3 } });
  await maintainPartitions(store.db);
  expect(await inStore(flowsToRecount)).toEqual({ tooOld: [old] });
  await store.close();
  await database.drop();
});
