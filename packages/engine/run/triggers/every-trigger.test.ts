import { kinds } from '@millrace/core/plans';
import { listEnrolments } from '@millrace/services/enrolments';
import { checkFlow, createFlow, publishFlow } from '@millrace/services/flows';
import { previewTrigger, rehearseFlow } from '@millrace/services/rehearsal';
import { graphOf, node, testStore, VirtualHost, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR } from '@millrace/base';
import { canBegin, subjectSchema, type NodeKind, type Subject } from '@millrace/flow';
import { TRIGGER_KINDS } from '@millrace/nodes';
import { toyTrigger } from '@millrace/nodes/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { runSources } from './run-sources.ts';

/** Everything that adding a trigger takes: its folder, and a line in the list. */
Object.assign(kinds, { [toyTrigger.kind]: toyTrigger });

const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const NOON = Date.UTC(2026, 5, 10, 12);
let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(NOON);
  host = new VirtualHost(store);
  for (const name of ['ann', 'bob'])
    await ingestEvents(store.context, API, [
      {
        id: `${name} became known`,
        type: 'customer-created',
        occurredAt: NOON,
        customer: { email: `${name}@example.com` },
        properties: {},
      },
    ]);
  await host.settle();
});

/** The trigger's example, as the editor writes it for a flow about this subject. */
function drawn(kind: NodeKind, subject: Subject) {
  const fields = Object.keys((kind.config as unknown as { shape: object }).shape);
  const example = kind.example as Record<string, unknown>;
  const event = EVENTS[subject];
  const config = fields.includes('events')
    ? { ...example, events: [event], key: subject, filter: { all: [] } }
    : example;
  const { audience: _audience, ...aboutTheStore } = config as { audience?: unknown };
  const nodes = [
    node('trigger', kind.kind, subject === 'store' ? aboutTheStore : config),
    wait('hour', 1, 'hours'),
    node('end', 'end'),
  ];
  return { graph: { ...graphOf(nodes), subject }, config: nodes[0]!.config };
}
const EVENTS: Readonly<Record<Subject, string>> = {
  customer: 'customer-subscribed',
  cart: 'cart-abandoned',
  order: 'order-placed',
  return: 'return-requested',
  ticket: 'ticket-opened',
  product: 'product-restocked',
  store: 'product-created',
};

const all = [...TRIGGER_KINDS, toyTrigger].flatMap((kind) =>
  subjectSchema.options
    .filter((subject) => canBegin(kind, subject))
    .map((subject) => [kind.title, subject, kind] as const),
);

describe.each(all)('“%s” for a flow about the %s', (_title, subject, kind) => {
  test('publishes, is handled by its source, is forecast and is rehearsed', async () => {
    const { graph, config } = drawn(kind, subject);
    const { id } = await createFlow(store.context, { name: `By ${kind.title}`, graph });
    const { problems } = await checkFlow(store.context, { id, graph });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(
      (await previewTrigger(store.context, { subject, kind: kind.kind, config })).sentences.length,
    ).toBeGreaterThan(0);
    expect(
      (await rehearseFlow(store.context, { id, graph, days: 7, people: 50, on: 'past' })).nodes,
    ).toHaveProperty('trigger');

    await publishFlow(store.context, { id });
    const errors: unknown[] = [];
    while (await runSources(store.db, store.contextOf, store.clock.now(), (error) => errors.push(error)));
    expect(errors).toEqual([]);
    const [row] = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx<
          { type: string; waits: boolean }[]
        >`select type, next_at > ${store.clock.now()} as waits from trigger_sources where flow_id = ${id}`,
    );
    const { source } = kind.trigger!(kind.config.parse(config), subject);
    if (!source || source.type === 'hand') expect(row).toBeUndefined();
    else expect(row).toEqual({ type: source.type, waits: true });
  });
});

test('a trigger added by a folder and a line starts a flow for each person on their own day', async () => {
  const { graph } = drawn(toyTrigger, 'customer');
  const { id } = await createFlow(store.context, { name: 'Half birthdays', graph });
  await publishFlow(store.context, { id });
  const inside = async () =>
    (await listEnrolments(store.context, { flow: id })).items
      .map(({ customerEmail }) => customerEmail)
      .sort();
  await host.pass(179 * DAY);
  expect(await inside()).toEqual([]);
  await host.pass(2 * DAY);
  expect(await inside()).toEqual(['ann@example.com', 'bob@example.com']);
  await host.pass(2 * HOUR);
  const [entered] = (await listEnrolments(store.context, { flow: id })).items;
  expect(entered).toMatchObject({ endReason: 'completed' });
});
