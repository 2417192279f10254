import { listEnrolments, getEnrolment } from '@millrace/services/enrolments';
import { createFlow, getFlow, previewPublish, publishFlow } from '@millrace/services/flows';
import { rehearseFlow } from '@millrace/services/rehearsal';
import { graphOf, node, testStore, VirtualHost, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  host = new VirtualHost(store);
});

const BROWSED = { events: ['product-viewed', 'searched', 'made-a-wish'], reentry: { rule: 'never' } };
const browseFlow = (trigger: Record<string, unknown> = BROWSED) =>
  graphOf(
    [
      node('trigger', 'event-trigger', trigger),
      node('answer', 'wait-for-event', {
        events: ['order-placed', 'ticket-opened'],
        timeout: { amount: 2, unit: 'days' },
      }),
      node('end', 'end', { label: 'Answered' }),
      node('late', 'end', { label: 'Nothing came' }),
    ],
    { holdout: 0 },
    ['trigger:next>answer', 'answer:happened>end', 'answer:timeout>late'],
  );

async function live(graph: unknown, name = 'Browsed'): Promise<string> {
  const flow = await createFlow(store.context, { name, graph });
  await publishFlow(store.context, { id: flow.id });
  return flow.id;
}

let told = 0;
async function tell(person: string, type: string, properties: Record<string, unknown> = {}) {
  told += 1;
  await ingestEvents(store.context, API, [
    {
      id: `several-${told}`,
      type,
      occurredAt: store.clock.now(),
      customer: { email: `${person}@example.com` },
      properties,
    },
  ]);
  await host.settle();
}

test('any of the events lets people in, each person once, and an event that is not in the list lets in nobody', async () => {
  const flow = await live(browseFlow());
  await tell('ann', 'searched', { query: 'linen' });
  await tell('ann', 'product-viewed');
  await tell('ben', 'product-viewed');
  await tell('cleo', 'made-a-wish');
  await tell('dan', 'page-viewed');
  const { items } = await listEnrolments(store.context, { flow });
  const sentences = await Promise.all(
    items.map(async ({ id }) => {
      const { trace } = await getEnrolment(store.context, { id });
      return trace.find(({ what, node: at }) => what === 'went' && at === 'trigger')?.sentence;
    }),
  );
  expect(sentences.toSorted()).toEqual([
    'Entered: made a wish.',
    'Entered: searched the shop.',
    'Entered: viewed a product.',
  ]);
});

test('the filter counts for each of the events', async () => {
  const flow = await live(
    browseFlow({
      ...BROWSED,
      filter: { fact: 'event.properties.query', operator: 'contains', value: 'linen' },
    }),
  );
  await tell('eve', 'searched', { query: 'LINEN shirt' });
  await tell('finn', 'searched', { query: 'mug' });
  await tell('gus', 'product-viewed');
  expect((await listEnrolments(store.context, { flow })).items).toHaveLength(1);
});

test('a wait goes on with the first of its events, and by the time limit without any', async () => {
  const flow = await live(browseFlow());
  for (const person of ['hal', 'ida', 'jo']) await tell(person, 'searched', { query: 'tea' });
  await host.pass(HOUR);
  await tell('hal', 'ticket-opened', { ticketId: 't1' });
  await tell('ida', 'order-placed', { orderId: 'o1', total: 900 });
  await host.pass(3 * DAY);
  const { items } = await listEnrolments(store.context, { flow });
  const ends = await Promise.all(
    items.map(async ({ id }) => (await getEnrolment(store.context, { id })).trace.at(-1)?.node),
  );
  expect(ends.toSorted()).toEqual(['end', 'end', 'late']);
});

test('a rehearsal lets in the same people by the same events', async () => {
  for (const [person, type] of [
    ['kim', 'searched'],
    ['lou', 'product-viewed'],
    ['moe', 'page-viewed'],
  ] as const)
    await tell(person, type, { query: 'x' });
  const flow = await createFlow(store.context, { name: 'Tried', graph: browseFlow() });
  const report = await rehearseFlow(store.context, { id: flow.id, days: 5, on: 'past' });
  expect(report.entered).toBe(2);
});

test('a flow of an earlier release, with one event, is shown and published with a list of one', async () => {
  const old = browseFlow({ event: 'searched' });
  const flow = await createFlow(store.context, { name: 'Old', graph: old });
  const { graph } = await getFlow(store.context, { id: flow.id });
  expect(graph.nodes[0]).toMatchObject({ version: 1, config: { events: ['searched'] } });
  await publishFlow(store.context, { id: flow.id });
  await tell('nan', 'searched', { query: 'x' });
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toHaveLength(1);
});

test('before publishing, another flow that shares one of the events is named', async () => {
  const other = await live(browseFlow({ events: ['signed-up', 'searched'] }), 'Other');
  const flow = await createFlow(store.context, { name: 'New', graph: browseFlow() });
  const preview = await previewPublish(store.context, { id: flow.id });
  expect(preview.rivals).toEqual([expect.objectContaining({ id: other, why: 'event' })]);
});
