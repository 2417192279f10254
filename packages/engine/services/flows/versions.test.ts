import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR, MINUTE } from '@millrace/base';
import { readGraph } from '@millrace/core/plans';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlow } from './create-flow.ts';
import { getFlow } from './list-flows.ts';
import { listVersions, readVersion } from './versions.ts';
import { publishFlow } from './publish-flow.ts';
import { saveFlow } from './save-flow.ts';
import { cartTrigger, email, graphOf, node, shopOf, testStore, VirtualHost, wait } from '../testing/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const FIRST = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]);
const SECOND = graphOf([cartTrigger(), wait('hour', 2, 'hours'), node('end', 'end')]);

test('versions say who published them when and how many people are in each now', async () => {
  const store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  const host = new VirtualHost(store);
  const shop = shopOf(store);
  const { id } = await createFlow(store.context, { name: 'Carts', graph: FIRST });
  expect(await listVersions(store.context, { id })).toEqual([]);
  await publishFlow(store.context, { id, note: 'The first one' });
  await shop.fillCart('ann', 'a1');
  await shop.fillCart('bea', 'b1');
  await host.pass(20 * MINUTE);
  await saveFlow(store.context, { id, graph: SECOND });
  await publishFlow(store.context, { id });
  await shop.fillCart('cleo', 'c1');
  await host.pass(20 * MINUTE);

  expect(await listVersions(store.context, { id })).toMatchObject([
    {
      number: 2,
      publishedAt: Date.UTC(2026, 5, 10, 12, 20),
      publishedBy: 'Test',
      note: null,
      inside: 1,
      live: true,
    },
    {
      number: 1,
      publishedAt: Date.UTC(2026, 5, 10, 12),
      publishedBy: 'Test',
      note: 'The first one',
      inside: 2,
      live: false,
    },
  ]);
  await host.pass(2 * HOUR);
  expect((await listVersions(store.context, { id })).map((version) => version.inside)).toEqual([0, 0]);
  await store.close();
});

test('a version is read as it was published, and reading it changes nothing', async () => {
  const store = await testStore(database.url);
  const { id } = await createFlow(store.context, { name: 'Carts', graph: FIRST });
  await publishFlow(store.context, { id });
  await saveFlow(store.context, { id, graph: SECOND });
  const version = await readVersion(store.context, { id, number: 1 });
  expect(version).toMatchObject({ number: 1, inside: 0, live: true });
  expect(version.graph).toEqual(readGraph(FIRST));
  expect((await getFlow(store.context, { id })).graph).toEqual(readGraph(SECOND));

  // A restored version is a draft like any other, until somebody publishes it.
  await saveFlow(store.context, { id, graph: version.graph });
  expect(await getFlow(store.context, { id })).toMatchObject({ liveVersion: 1, graph: readGraph(FIRST) });
  await store.close();
});

test('a version that does not exist, or belongs to another workspace, is not found', async () => {
  const store = await testStore(database.url);
  const { id } = await createFlow(store.context, { name: 'Carts', graph: FIRST });
  await publishFlow(store.context, { id });
  await expect(readVersion(store.context, { id, number: 2 })).rejects.toMatchObject({ code: 'not-found' });
  const stranger = await store.other();
  await expect(readVersion(stranger, { id, number: 1 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(listVersions(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
  await store.close();
});
