import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { rehearseFlow } from '@millrace/services/rehearsal';
import { graphOf, node, testStore, VirtualHost, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY } from '@millrace/base';
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

let told = 0;
async function tell(person: string, type: string, traits: Record<string, unknown> = {}) {
  told += 1;
  const { refused } = await ingestEvents(store.context, API, [
    {
      id: `date-${told}`,
      type,
      occurredAt: store.clock.now(),
      customer: { email: `${person}@example.com`, zone: 'Europe/Berlin', ...traits },
    },
  ]);
  expect(refused).toEqual([]);
  await host.settle();
}

const ENDS = ['next', 'past', 'none'];
const renewal = () =>
  createFlow(store.context, {
    name: 'Renewal',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', { events: ['signed-up'], reentry: { rule: 'never' } }),
        node('date', 'wait-until-date', {
          fact: 'customer.properties.ends',
          when: 'before',
          offset: { amount: 2, unit: 'days' },
          at: '09:00',
        }),
        ...ENDS.map((id) => node(`end-${id}`, 'end', { label: id })),
      ],
      { holdout: 0 },
      ['trigger:next>date', ...ENDS.map((id) => `date:${id}>end-${id}`)],
    ),
  });

test('each person waits for their own date, and one that is moved meanwhile is followed, in the real run and in the rehearsal', async () => {
  const flow = await renewal();
  await publishFlow(store.context, { id: flow.id });
  for (const person of ['stays', 'later', 'earlier']) await tell(person, 'signed-up', { ends: '2026-06-20' });
  await tell('over', 'signed-up', { ends: '2026-06-11' });
  await tell('without', 'signed-up');
  await host.pass(DAY);
  await tell('later', 'customer-updated', { ends: '2026-06-25' });
  await tell('earlier', 'customer-updated', { ends: '2026-06-15' });
  await host.pass(30 * DAY);

  const { items } = await listEnrolments(store.context, { flow: flow.id });
  const went = await Promise.all(
    items.map(async ({ id }) => {
      const { trace } = await getEnrolment(store.context, { id });
      const left = trace.find(({ what, node: at }) => what === 'went' && at === 'date');
      return `${left?.port} ${new Date(left?.at ?? 0).toISOString().slice(0, 13)}`;
    }),
  );
  expect(went.toSorted()).toEqual([
    // Nine o'clock in Berlin, two days before.
    'next 2026-06-13T07',
    'next 2026-06-18T07',
    'next 2026-06-23T07',
    'none 2026-06-10T12',
    'past 2026-06-10T12',
  ]);

  const report = await rehearseFlow(store.context, { id: flow.id, days: 40, on: 'past' });
  expect(report.entered).toBe(5);
  expect(report.nodes['date']?.went).toEqual({ past: 1, none: 1, next: 3 });
});
