import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node, testStore, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { routeNext } from './route-events.ts';
import { filterEvents } from './filter-events.ts';

let database: TestDatabase;
let store: TestStore;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  const start = node('trigger', 'event-trigger', {
    event: 'signed-up',
    key: 'customer',
    reentry: { rule: 'always' },
    exits: [{ event: 'changed-mind', match: 'customer' }],
  });
  const flow = await createFlow(store.context, {
    name: 'Welcome',
    graph: graphOf([start, wait('day', 1, 'days'), node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
});
afterEach(async () => {
  while (await filterEvents(store.db));
  await route();
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

let made = 0;
const send = async (type: string, name: string) => {
  made += 1;
  await ingestEvents(store.context, API, [
    { id: `e${made}`, type, customer: { email: `${name}@example.com` } },
  ]);
};
const inStore = <Row>(query: string) =>
  store.db.inWorkspace(store.context.workspaceId, (tx) => tx.unsafe(query)) as unknown as Promise<Row[]>;
const queue = async () =>
  (await inStore<{ type: string; wanted: boolean }>('select type, wanted from event_queue order by id')).map(
    ({ type, wanted }) => `${type}${wanted ? ' wanted' : ''}`,
  );
const route = async () => {
  while (
    await routeNext(store.db, store.clock.now(), (error) => {
      throw error;
    })
  );
};
const running = async (name: string) =>
  (
    await inStore<{ state: string }>(
      `select e.state from enrolments e join customers c on c.id = e.customer_id
        where c.email = '${name}@example.com' order by e.entered_at`,
    )
  ).map((row) => row.state);

test('drops events that no flow uses, also orders of people in no flow, and keeps those that start one', async () => {
  await send('looked-around', 'ann');
  await send('signed-up', 'ben');
  await send('changed-mind', 'cleo');
  await ingestEvents(store.context, API, [
    {
      id: 'o1',
      type: 'order-placed',
      customer: { email: 'dan@example.com' },
      properties: { orderId: 'o1', total: '10.00' },
    },
  ]);
  expect(await filterEvents(store.db)).toEqual({ filtered: 4, wanted: 1 });
  expect(await queue()).toEqual(['signed-up wanted']);
  expect(await filterEvents(store.db)).toBeNull();
  await route();
  expect(await queue()).toEqual([]);
  expect(await running('ben')).toEqual(['running']);
});

test('keeps events that a person’s running flow listens for', async () => {
  await send('signed-up', 'eve');
  await filterEvents(store.db);
  await route();
  await send('changed-mind', 'eve');
  await send('changed-mind', 'frank');
  expect(await filterEvents(store.db)).toEqual({ filtered: 2, wanted: 1 });
  await route();
  expect(await running('eve')).toEqual(['exited']);
});

test('keeps orders of people who were in a flow, also after it ended: they are outcomes', async () => {
  await send('signed-up', 'olga');
  await filterEvents(store.db);
  await route();
  await send('changed-mind', 'olga');
  await filterEvents(store.db);
  await route();
  await ingestEvents(store.context, API, [
    {
      id: 'o2',
      type: 'order-placed',
      customer: { email: 'olga@example.com' },
      properties: { orderId: 'o2', total: '10.00' },
    },
  ]);
  expect(await filterEvents(store.db)).toEqual({ filtered: 1, wanted: 1 });
});

test('never drops an event behind one that waits to be routed', async () => {
  await send('signed-up', 'gus');
  await filterEvents(store.db);
  // The first event is not routed yet. Nothing listens for the second, until the first starts a flow that
  // does.
  await send('changed-mind', 'gus');
  await filterEvents(store.db);
  expect(await queue()).toEqual(['signed-up wanted', 'changed-mind wanted']);
  await send('signed-up', 'hal');
  await send('changed-mind', 'hal');
  await filterEvents(store.db);
  await route();
  expect([await running('gus'), await running('hal')]).toEqual([['exited'], ['exited']]);
});

test('does not wait for a locked person, and loses none of their events', async () => {
  await send('looked-around', 'ida');
  await send('looked-around', 'jo');
  const [ida] = await inStore<{ id: string }>("select id from customers where email = 'ida@example.com'");
  await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${ida?.id ?? ''}, 0))`;
    expect(await filterEvents(store.db)).toEqual({ filtered: 2, wanted: 1 });
  });
  expect(await queue()).toEqual(['looked-around wanted']);
});

test('with several filters and routers at once everybody enters exactly once', async () => {
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      send(index % 2 === 0 ? 'signed-up' : 'looked-around', `many${index % 20}`),
    ),
  );
  await Promise.all([filterEvents(store.db), filterEvents(store.db), route()]);
  while (await filterEvents(store.db));
  await route();
  expect(await queue()).toEqual([]);
  const rows = await inStore<{ count: number }>(
    "select count(*)::int as count from enrolments e join customers c on c.id = e.customer_id where c.email like 'many%' group by c.id",
  );
  expect(rows.map((row) => row.count)).toEqual(Array.from({ length: 10 }, () => 1));
});
