import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { rehearseFlow } from '@millrace/services/rehearsal';
import { graphOf, node, testStore, VirtualHost, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  host = new VirtualHost(store);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const ends = ['asked', 'good', 'poor', 'bought', 'timeout'];
const GRAPH = graphOf(
  [
    node('trigger', 'event-trigger', { events: ['signed-up'], reentry: { rule: 'never' } }),
    node('which', 'wait-for-one-of', {
      events: [
        { id: 'asked', event: 'ticket-opened' },
        {
          id: 'good',
          event: 'review-posted',
          where: { fact: 'event.properties.stars', operator: 'at-least', value: 4 },
        },
        { id: 'poor', event: 'review-posted' },
        { id: 'bought', event: 'order-placed' },
      ],
      timeout: { amount: 3, unit: 'days' },
    }),
    ...ends.map((id) => node(`end-${id}`, 'end', { label: id })),
  ],
  { holdout: 0 },
  ['trigger:next>which', ...ends.map((id) => `which:${id}>end-${id}`)],
);

let told = 0;
async function tell(person: string, type: string, properties: Record<string, unknown> = {}) {
  told += 1;
  const { refused } = await ingestEvents(store.context, API, [
    {
      id: `one-of-${told}`,
      type,
      occurredAt: store.clock.now(),
      customer: { email: `${person}@example.com`, firstName: person },
      properties,
    },
  ]);
  expect(refused).toEqual([]);
  await host.settle();
}

test('each person takes the branch of what came first, whatever comes after it, in the real run and in the rehearsal', async () => {
  const flow = await createFlow(store.context, { name: 'Answers', graph: GRAPH });
  await publishFlow(store.context, { id: flow.id });
  for (const person of ['ann', 'ben', 'cleo', 'dan', 'eve']) await tell(person, 'signed-up');
  await host.pass(HOUR);
  await tell('ann', 'ticket-opened', { ticketId: 't1' });
  await tell('ann', 'order-placed', { orderId: 'o1', total: 900 });
  await tell('ben', 'review-posted', { stars: 5 });
  await tell('cleo', 'review-posted', { stars: 2 });
  await tell('dan', 'page-viewed', {});
  await tell('dan', 'order-placed', { orderId: 'o2', total: 900 });
  await host.pass(4 * DAY);
  const { items } = await listEnrolments(store.context, { flow: flow.id });
  const ways = await Promise.all(
    items.map(async ({ id }) => {
      const { trace } = await getEnrolment(store.context, { id });
      return trace.find(({ what, node: at }) => what === 'went' && at === 'which')?.port;
    }),
  );
  expect(ways.toSorted()).toEqual(['asked', 'bought', 'good', 'poor', 'timeout']);

  const report = await rehearseFlow(store.context, { id: flow.id, days: 10, on: 'past' });
  expect(report.entered).toBe(5);
  const which = report.nodes['which'];
  expect(which?.went).toEqual({ asked: 1, bought: 1, good: 1, poor: 1, timeout: 1 });
});
