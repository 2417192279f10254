import { eraseCustomer } from '@millrace/services/customers';
import { getEnrolment, listCounted, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, pauseFlow, publishFlow, resumeFlow, stopFlow } from '@millrace/services/flows';
import { flowCounts } from '@millrace/services/measure';
import {
  email,
  graphOf,
  node,
  testStore,
  VirtualHost,
  wait,
  type Drawn,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

const begin = (event: string, config: Record<string, unknown> = {}) =>
  node('trigger', 'event-trigger', { event, ...config });

async function live(
  subject: string,
  nodes: readonly Drawn[],
  settings: Record<string, unknown> = { holdout: 0 },
  edges?: readonly string[],
): Promise<string> {
  const flow = await createFlow(store.context, {
    name: `About a ${subject}`,
    graph: { ...graphOf(nodes, settings, edges), subject },
  });
  await publishFlow(store.context, { id: flow.id });
  return flow.id;
}
let told = 0;
async function tell(type: string, properties: Record<string, unknown>, customer?: Record<string, unknown>) {
  told += 1;
  const report = await ingestEvents(store.context, API, [
    {
      id: `told-${told}`,
      type,
      occurredAt: store.clock.now(),
      properties,
      ...(customer ? { customer } : {}),
    },
  ]);
  expect(report.refused).toEqual([]);
  await host.settle();
}
const inside = async (flow: string) => (await listEnrolments(store.context, { flow })).items;
const refusals = () =>
  store.db.inWorkspace(store.context.workspaceId, async (tx) =>
    (
      await tx<
        { reason: string; customer_id: string | null }[]
      >`select reason, customer_id from entry_refusals`
    ).map((row) => row.reason),
  );
const product = (productId: string, more: Record<string, unknown> = {}) =>
  tell('product-updated', { productId, title: `Product ${productId}`, ...more });

describe('a flow about a product', () => {
  test('starts by an event without a customer, continues and ends', async () => {
    const flow = await live('product', [
      begin('product-created'),
      wait('hour', 1, 'hours'),
      node('end', 'end'),
    ]);
    await tell('product-created', { productId: 'kettle', title: 'Kettle', price: '80.00' });
    expect(await inside(flow)).toMatchObject([
      { customerId: null, about: 'Kettle', state: 'running', node: 'hour' },
    ]);
    await host.pass(2 * HOUR);
    const [enrolment] = await inside(flow);
    expect(enrolment).toMatchObject({ state: 'done', endReason: 'completed' });
    expect(
      (await getEnrolment(store.context, { id: enrolment?.id ?? '' })).trace.map((line) => line.what),
    ).toContain('woken');
  });

  test('runs once at a time for each product, and twice for two products', async () => {
    const flow = await live('product', [
      begin('product-updated'),
      wait('hour', 1, 'hours'),
      node('end', 'end'),
    ]);
    await product('kettle');
    await product('kettle');
    await product('pan');
    expect((await inside(flow)).map((row) => row.about).sort()).toEqual(['Product kettle', 'Product pan']);
    expect(await refusals()).toEqual(['already-in']);
  });

  test('applies its re-entry rule to the product', async () => {
    const flow = await live('product', [
      begin('product-updated', { reentry: { rule: 'after', days: 3 } }),
      node('end', 'end'),
    ]);
    await product('kettle');
    await product('kettle');
    await product('pan');
    expect(await inside(flow)).toHaveLength(2);
    await host.pass(73 * HOUR);
    await product('kettle');
    expect(await inside(flow)).toHaveLength(3);
    expect(await refusals()).toEqual(['reentry-too-soon']);
  });

  test('uses the product’s present state in its filter and steps', async () => {
    const few = { fact: 'product.stock', operator: 'at-most', value: 5 };
    const flow = await live(
      'product',
      [
        begin('inventory-changed', { filter: few }),
        node('split', 'condition', {
          paths: [
            { id: 'dear', name: 'Dear', when: { fact: 'product.price', operator: 'at-least', value: 5_000 } },
          ],
        }),
        node('yes', 'end'),
        node('no', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>split', 'split:dear>yes', 'split:else>no'],
    );
    await product('kettle', { price: '80.00', stock: 50 });
    await product('spoon', { price: '2.00', stock: 50 });
    await tell('inventory-changed', { productId: 'kettle', stock: 40 });
    expect(await inside(flow)).toEqual([]);
    await tell('inventory-changed', { productId: 'kettle', stock: 4 });
    await tell('inventory-changed', { productId: 'spoon', stock: 4 });
    const counts = await flowCounts(store.context, { id: flow });
    expect(JSON.stringify(counts)).toContain('went:dear');
    const behind = await listCounted(store.context, { flow, node: 'split', count: 'went:dear' });
    expect(behind.items).toMatchObject([{ customerId: null, about: 'Product kettle' }]);
  });

  test('is ended and woken by events of the same product only', async () => {
    const flow = await live('product', [
      begin('inventory-changed', { exits: [{ event: 'product-deleted', match: 'product' }] }),
      wait('week', 7, 'days'),
      node('end', 'end'),
    ]);
    await product('kettle');
    await product('pan');
    await tell('inventory-changed', { productId: 'kettle', stock: 4 });
    await tell('inventory-changed', { productId: 'pan', stock: 4 });
    await tell('product-deleted', { productId: 'pan' });
    const states = new Map((await inside(flow)).map((row) => [row.about, row.endReason]));
    expect(Object.fromEntries(states)).toEqual({
      'Product kettle': null,
      'Product pan': 'exit:product-deleted',
    });
  });

  test('draws its holdout by product, always the same ones', async () => {
    const flow = await live('product', [begin('product-updated', {}), node('end', 'end')], { holdout: 0.5 });
    for (let index = 0; index < 24; index += 1) await product(`p${index}`);
    for (let index = 0; index < 24; index += 1) await product(`p${index}`);
    const rows = await inside(flow);
    const arms = new Map<string, Set<boolean>>();
    for (const row of rows)
      arms.set(row.about ?? '', (arms.get(row.about ?? '') ?? new Set()).add(row.heldOut));
    expect([...arms.values()].every((arm) => arm.size === 1)).toBe(true);
    expect(new Set(rows.map((row) => row.heldOut)).size).toBe(2);
  });

  test('waits at the entry while the flow is paused, and enters when it is resumed', async () => {
    const flow = await live('product', [
      begin('product-created'),
      wait('hour', 1, 'hours'),
      node('end', 'end'),
    ]);
    await pauseFlow(store.context, { id: flow });
    await tell('product-created', { productId: 'kettle', title: 'Kettle' });
    expect(await inside(flow)).toEqual([]);
    await resumeFlow(store.context, { id: flow });
    await host.settle();
    expect(await inside(flow)).toMatchObject([{ about: 'Kettle', state: 'running' }]);
    await stopFlow(store.context, { id: flow });
    await host.settle();
    expect(await inside(flow)).toMatchObject([{ state: 'exited', endReason: 'flow-stopped' }]);
  });

  test('cannot be published with a step that sends a message to a person', async () => {
    const flow = await createFlow(store.context, {
      name: 'To whom?',
      graph: {
        ...graphOf([begin('product-created'), email('mail'), node('end', 'end')]),
        subject: 'product',
      },
    });
    expect(flow.problems.filter((problem) => problem.code === 'nobody-there')).toMatchObject([
      { node: 'mail', severity: 'error' },
    ]);
    await expect(publishFlow(store.context, { id: flow.id })).rejects.toMatchObject({
      code: 'flow-has-problems',
    });
  });
});

describe('flows about orders, returns, tickets and the store', () => {
  const order = (orderId: string) => ({
    orderId,
    placedAt: new Date(store.clock.now()).toISOString(),
    lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
  });

  test('an order without a known customer starts a flow without messages, and not one with messages', async () => {
    const counting = await live('order', [begin('order-placed', { key: 'order' }), node('end', 'end')]);
    const writing = await live('order', [
      begin('order-placed', { key: 'order' }),
      email('mail'),
      node('end', 'end'),
    ]);
    await tell('order-placed', order('o-1'));
    expect(await inside(counting)).toHaveLength(1);
    expect(await inside(writing)).toEqual([]);
    expect(await refusals()).toEqual(['nobody-known']);
    await tell('order-placed', order('o-2'), { email: 'ann@example.com' });
    expect(await inside(writing)).toMatchObject([{ customerEmail: 'ann@example.com' }]);
  });

  test('an order whose customer becomes known later does not start a second time', async () => {
    const flow = await live('order', [begin('order-placed', { key: 'order' }), node('end', 'end')]);
    await tell('order-placed', order('o-1'));
    await tell('order-updated', order('o-1'), { email: 'ann@example.com' });
    expect(await inside(flow)).toHaveLength(1);
  });

  test.each([
    ['return', 'return-requested', { returnId: 'r-1', reason: 'Too small' }, 'Return r-1'],
    ['ticket', 'ticket-opened', { ticketId: 't-9', topic: 'Where is it' }, 'Ticket t-9'],
  ])('a %s begins its flow, with a customer and without', async (subject, event, properties, about) => {
    const filter = {
      fact: subject === 'return' ? 'event.properties.reason' : 'event.properties.topic',
      operator: 'is-set',
    };
    const flow = await live(subject, [
      begin(event, { filter }),
      wait('hour', 1, 'hours'),
      node('end', 'end'),
    ]);
    await tell(event, properties);
    expect(await inside(flow)).toMatchObject([{ customerId: null, about }]);
    await tell(event, properties, { email: 'ann@example.com' });
    expect(await inside(flow)).toHaveLength(1);
    await tell(event, { ...properties, [`${subject}Id`]: 'x-2' }, { email: 'ann@example.com' });
    expect((await inside(flow)).map((row) => row.customerEmail).sort()).toEqual(['ann@example.com', null]);
  });

  test('a custom event without a customer starts a flow about the store, one at a time', async () => {
    const flow = await live(
      'store',
      [begin('conversion-fell'), wait('hour', 1, 'hours'), node('end', 'end')],
      { holdout: 0.5 },
    );
    await tell('conversion-fell', { from: 3, to: 1 });
    await tell('conversion-fell', { from: 1, to: 0.5 });
    expect(await inside(flow)).toMatchObject([{ customerId: null, about: 'The store', heldOut: false }]);
  });

  test('what a flow learned about the order of an erased person is deleted', async () => {
    const flow = await live('order', [
      begin('order-placed', { key: 'order' }),
      wait('week', 7, 'days'),
      node('end', 'end'),
    ]);
    await tell('order-placed', order('o-1'));
    await tell('order-updated', order('o-1'), { email: 'ann@example.com' });
    const [customer] = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx<{ id: string }[]>`select id from customers`,
    );
    await eraseCustomer(store.context, { id: customer?.id ?? '' });
    const [row] = await inside(flow);
    const story = await getEnrolment(store.context, { id: row?.id ?? '' });
    expect(story.trace.every((line) => line.sentence === '')).toBe(true);
  });
});

test('events without a customer that no flow listens for are dropped in batches like others', async () => {
  for (let index = 0; index < 5; index += 1) await product(`p${index}`);
  const [left] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ rows: number }[]>`select count(*)::int as rows from event_queue`,
  );
  expect(left?.rows).toBe(0);
});
