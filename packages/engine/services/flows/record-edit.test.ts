import type { Context } from '@millrace/core/verb';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { MINUTE } from '@millrace/base';
import { createFlow } from './create-flow.ts';
import { listAudit } from '../settings/audit.ts';
import { publishFlow } from './publish-flow.ts';
import { saveFlow } from './save-flow.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cartTrigger, email, graphOf, node, testStore, wait, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
let ada: Context;
let bob: Context;
let id: string;

const flow = (hours: number, holdout = 0.1) =>
  graphOf([cartTrigger(), wait('hour', hours, 'hours'), email('mail'), node('end', 'end')], { holdout });
const edits = async () =>
  (await listAudit(store.context, { action: 'flow-edited' })).items.map(({ actorName, summary }) => [
    actorName,
    summary,
  ]);

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  const person = (name: string): Context => ({
    ...store.context,
    actor: { type: 'person', id: name.toLowerCase(), name, permissions: 'all' },
  });
  ada = person('Ada');
  bob = person('Bob');
  id = (await createFlow(ada, { name: 'Carts', graph: flow(1) })).id;
  return () => store.close();
});
afterAll(() => database.drop());

test('twenty saves of one editing session are one row with their result', async () => {
  for (let hours = 2; hours <= 21; hours += 1) {
    store.clock.pass(20_000);
    await saveFlow(ada, { id, graph: flow(hours) });
  }
  expect(await edits()).toEqual([['Ada', 'Edited the flow Carts: Changed “Wait”: wait for.']]);
  await saveFlow(ada, { id, graph: flow(1) });
  expect(await edits()).toEqual([['Ada', 'Edited the flow Carts: no change was left in the end']]);
  await saveFlow(ada, { id, name: 'Left carts', graph: flow(3, 0.2) });
  expect(await edits()).toEqual([
    ['Ada', 'Edited the flow Left carts: Renamed the flow from Carts to Left carts. And 2 more.'],
  ]);
  const [row] = (await listAudit(store.context, { action: 'flow-edited' })).items;
  expect(row?.changes).toMatchObject({
    what: [
      'Renamed the flow from Carts to Left carts.',
      'Changed “Wait”: wait for.',
      'The holdout is 20% of people.',
    ],
    more: 0,
    since: Date.UTC(2026, 5, 10, 12, 0, 20),
  });
});

test('half an hour without a save, a publication, or another editor begins a new row', async () => {
  await saveFlow(ada, { id, graph: flow(2) });
  store.clock.pass(31 * MINUTE);
  await saveFlow(ada, { id, graph: flow(3) });
  expect(await edits()).toHaveLength(2);
  store.clock.pass(MINUTE);
  await publishFlow(ada, { id });
  store.clock.pass(MINUTE);
  await saveFlow(ada, { id, graph: flow(4) });
  expect(await edits()).toHaveLength(3);
  store.clock.pass(MINUTE);
  await saveFlow(bob, { id, graph: flow(4, 0.3) });
  store.clock.pass(MINUTE);
  await saveFlow(ada, { id, graph: flow(5, 0.3) });
  // Nobody is named for a change that another person made.
  expect(await edits()).toEqual([
    ['Ada', 'Edited the flow Carts: Changed “Wait”: wait for.'],
    ['Bob', 'Edited the flow Carts: The holdout is 30% of people.'],
    ['Ada', 'Edited the flow Carts: Changed “Wait”: wait for.'],
    ['Ada', 'Edited the flow Carts: Changed “Wait”: wait for.'],
    ['Ada', 'Edited the flow Carts: Changed “Wait”: wait for.'],
  ]);
});

test('a change that was not saved is in no row', async () => {
  await expect(saveFlow(ada, { id, revision: 9, graph: flow(2) })).rejects.toMatchObject({
    code: 'revision-conflict',
  });
  expect(await edits()).toEqual([]);
});
