import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node, testStore, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { routeNext } from '../routing/route-events.ts';
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
  await filterAll();
  await route();
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

let made = 0;
const send = async (type: string, name: string) => {
  made += 1;
  const { accepted } = await ingestEvents(store.context, API, [
    { id: `e${made}`, type, customer: { email: `${name}@example.com` }, properties: { orderId: `o${made}` } },
  ]);
  return accepted[0]?.eventId ?? '';
};
/** As an earlier release queued them, and as what is stored by other paths still is: whether anybody listens is found out later. */
const sendUnfiltered = async (type: string, name: string) => {
  const id = await send(type, name);
  await inStore(`with gone as (delete from event_queue where event_id = '${id}')
    insert into event_queue (workspace_id, event_id, occurred_at, customer_id, type)
    select workspace_id, id, occurred_at, customer_id, type from events where id = '${id}'`);
};
const inStore = <Row>(query: string) =>
  store.db.inWorkspace(store.context.workspaceId, (tx) => tx.unsafe(query)) as unknown as Promise<Row[]>;
const queue = async () =>
  (await inStore<{ type: string; wanted: boolean }>('select type, wanted from event_queue order by id')).map(
    ({ type, wanted }) => `${type}${wanted ? ' wanted' : ''}`,
  );
const filterAll = async (): Promise<void> => {
  while (await filterEvents(store.db));
};
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
      `select e.state from enrolments e join customers c on c.id = e.customer_id where c.email = '${name}@example.com' order by e.entered_at`,
    )
  ).map((row) => row.state);

/** The two ways into the queue. */
describe.each([
  ['as it is stored', send, async (): Promise<void> => undefined],
  ['once it is queued', sendUnfiltered, filterAll],
])('%s', (way, tell, filter) => {
  const group = way === 'as it is stored' ? 'a' : 'b';

  test('what nobody listens for is dropped, also orders of people in no flow, and what begins one is left', async () => {
    await tell('looked-around', `ann-${group}`);
    await tell('signed-up', `ben-${group}`);
    await tell('changed-mind', `cleo-${group}`);
    await tell('order-placed', `dan-${group}`);
    await filter();
    expect(await queue()).toEqual(['signed-up wanted']);
    await route();
    expect(await queue()).toEqual([]);
    expect(await running(`ben-${group}`)).toEqual(['running']);
  });

  test('what a flow listens for is kept for the people in it', async () => {
    await tell('signed-up', `eve-${group}`);
    await filter();
    await route();
    await tell('changed-mind', `eve-${group}`);
    await tell('changed-mind', `frank-${group}`);
    await filter();
    expect(await queue()).toEqual(['changed-mind wanted']);
    await route();
    expect(await running(`eve-${group}`)).toEqual(['exited']);
  });

  test('orders of people who were in a flow are kept, also after it: they are outcomes', async () => {
    for (const type of ['signed-up', 'changed-mind']) {
      await tell(type, `olga-${group}`);
      await filter();
      await route();
    }
    await tell('order-placed', `olga-${group}`);
    await filter();
    expect(await queue()).toEqual(['order-placed wanted']);
  });

  test('an event behind one that has still to be routed is never dropped', async () => {
    await tell('signed-up', `gus-${group}`);
    await filter();
    // Not routed yet: nobody listens for the second event so far, and the first is what will make somebody listen.
    await tell('changed-mind', `gus-${group}`);
    await filter();
    expect(await queue()).toEqual(['signed-up wanted', 'changed-mind wanted']);
    await tell('signed-up', `hal-${group}`);
    await tell('changed-mind', `hal-${group}`);
    await filter();
    await route();
    expect([await running(`gus-${group}`), await running(`hal-${group}`)]).toEqual([['exited'], ['exited']]);
  });

  test('a person who is busy is not waited for, and loses nothing', async () => {
    const ida = `ida-${group}`;
    await tell('looked-around', ida);
    await filter();
    const [row] = await inStore<{ id: string }>(
      `select id from customers where email = '${ida}@example.com'`,
    );
    await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${row?.id ?? ''}, 0))`;
      await tell('looked-around', ida);
      await tell('looked-around', `jo-${group}`);
      await filter();
    });
    expect(await queue()).toEqual(['looked-around wanted']);
  });
});

test('of one batch too, what is behind the beginning of a flow is kept', async () => {
  const customer = { email: 'kim@example.com' };
  await ingestEvents(store.context, API, [
    { id: 'k1', type: 'changed-mind', customer },
    { id: 'k2', type: 'signed-up', customer },
    { id: 'k3', type: 'changed-mind', customer },
  ]);
  expect(await queue()).toEqual(['signed-up wanted', 'changed-mind wanted']);
  await route();
  expect(await running('kim')).toEqual(['exited']);
});

test('somebody who enters while their event is stored hears it, whichever is first', async () => {
  for (let round = 0; round < 20; round += 1) {
    const name = `lou${round}`;
    await send('signed-up', name);
    await Promise.all([route(), send('changed-mind', name)]);
    await filterAll();
    await route();
    expect(await running(name)).toEqual(['exited']);
  }
});

test('many at once: everybody is let in once, whoever filters and routes', async () => {
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      (index % 3 === 0 ? send : sendUnfiltered)(
        index % 2 === 0 ? 'signed-up' : 'looked-around',
        `many${index % 20}`,
      ),
    ),
  );
  await Promise.all([filterEvents(store.db), filterEvents(store.db), route()]);
  await filterAll();
  await route();
  expect(await queue()).toEqual([]);
  const rows = await inStore<{ count: number }>(
    "select count(*)::int as count from enrolments e join customers c on c.id = e.customer_id where c.email like 'many%' group by c.id",
  );
  expect(rows.map((row) => row.count)).toEqual(Array.from({ length: 10 }, () => 1));
});
