import { readFileSync } from 'node:fs';
import { customerTimeline, listCustomers } from '@millrace/services/customers';
import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node, testStore, VirtualHost, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { EVENT_TYPES, eventFields, needsCustomer, remindsOfCart } from '@millrace/flow';
import { sampleProperties } from '@millrace/flow/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingestEvents } from './ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  host = new VirtualHost(store);
  // The product that the samples are about.
  const productId = sampleProperties('competitor-price-seen')['productId'];
  await ingestEvents(store.context, API, [
    { id: 'product', type: 'product-created', properties: { productId, title: 'Kettle' } },
  ]);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const SENT = EVENT_TYPES.filter(({ internal, family }) => !internal && family !== 'privacy');
/** Amounts are in the currency of the store when an event names none. */
const sample = (type: string): Record<string, unknown> => {
  const { currency: _currency, ...properties } = sampleProperties(type);
  return properties;
};
const page = readFileSync(`${import.meta.dirname}/../../../../docs/using/sending-events.md`, 'utf8');

describe.each(SENT.map((type) => [type.type, type] as const))('%s', (type, known) => {
  const customer = { email: `${type}@example.com` };
  const send = (id: string, properties: Record<string, unknown>) =>
    ingestEvents(store.context, API, [
      { id, type, occurredAt: store.clock.now(), properties, ...(isOfNobody ? {} : { customer }) },
    ]);
  const isOfNobody = !known.subjects.includes('customer');

  test('starts the flow that begins with it, by a condition on its properties, and is in the history', async () => {
    const fields = eventFields(type).filter(({ name }) => name !== 'currency');
    const flow = await createFlow(store.context, {
      name: type,
      graph: {
        ...graphOf(
          [
            node('trigger', 'event-trigger', {
              event: type,
              filter: {
                all: fields.map(({ name }) => ({ fact: `event.properties.${name}`, operator: 'is-set' })),
              },
              exits: remindsOfCart(type) ? [{ event: 'order-placed', match: 'customer' }] : [],
            }),
            wait('day', 1, 'days'),
            node('end', 'end'),
          ],
          { holdout: 0 },
        ),
        subject: known.subjects[0]!,
      },
    });
    await publishFlow(store.context, { id: flow.id });
    const report = await send(`${type}-whole`, sample(type));
    expect(report.refused).toEqual([]);
    await host.settle();
    const { items } = await listEnrolments(store.context, { flow: flow.id });
    expect(items).toHaveLength(1);
    if (isOfNobody) return;
    const [person] = (await listCustomers(store.context, { email: customer.email })).items;
    const history = await customerTimeline(store.context, { id: person!.id, only: ['event'] });
    expect(history.items.map(({ title }) => title.split(':')[0])).toContain(known.label);
  });

  test('is refused with a sentence about the property that is wrong', async () => {
    for (const { name, needed } of eventFields(type)) {
      const wrong = { ...sample(type), [name]: { not: 'this' } };
      const { refused } = await send(`${type}-${name}`, wrong);
      expect(refused.map(({ problem }) => problem)).toEqual([
        expect.stringContaining(`properties.${name}: `),
      ]);
      if (!needed) continue;
      const { [name]: _left, ...without } = sample(type);
      expect((await send(`${type}-no-${name}`, without)).refused).toHaveLength(1);
    }
  });

  test('is refused without a customer when it is about nobody else', async () => {
    const { refused } = await ingestEvents(store.context, API, [
      { id: `${type}-nobody`, type, properties: sample(type) },
    ]);
    expect(refused).toHaveLength(needsCustomer(known) ? 1 : 0);
  });
});

const PLAIN = SENT.filter(({ changes }) => changes === 'nothing');
test.each(PLAIN.map(({ type }) => type))(
  '%s has its line in the page on sending events, with its properties',
  (type) => {
    const line = page.split('\n').find((one) => one.startsWith(`| \`${type}\` |`)) ?? '';
    for (const { name } of eventFields(type)) expect(line).toContain(`\`${name}\``);
  },
);

test('an event about an order that is known belongs to its customer, its cart and the order, and its amounts are compared in minor units', async () => {
  const customer = { email: 'of-the-order@example.com' };
  await ingestEvents(store.context, API, [
    { id: 'placed', type: 'order-placed', customer, properties: { orderId: 'known-order', total: 5_000 } },
  ]);
  const { accepted, refused } = await ingestEvents(store.context, API, [
    { id: 'late', type: 'shipment-delayed', properties: { orderId: 'known-order' } },
    {
      id: 'back',
      type: 'return-refunded',
      properties: { returnId: 'r', orderId: 'known-order', amount: '12.90' },
    },
    { id: 'foreign', type: 'return-refunded', properties: { returnId: 'r', amount: 5, currency: 'XAF' } },
  ]);
  expect(accepted).toHaveLength(2);
  expect(refused.map(({ problem }) => problem)).toEqual([expect.stringContaining('XAF')]);
  const rows = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ type: string; amount: number | null; value: number | null; email: string; order: string }[]>`
      select e.type, (e.properties->>'amount')::int as amount, e.value::int as value, c.email, o.external_id as order from events e
        join customers c on c.id = e.customer_id join orders o on o.id = e.order_id
        where e.type in ('shipment-delayed', 'return-refunded') and o.external_id = 'known-order' order by e.type desc`,
  );
  expect([...rows]).toEqual([
    { type: 'shipment-delayed', amount: null, value: null, email: customer.email, order: 'known-order' },
    { type: 'return-refunded', amount: 1_290, value: 1_290, email: customer.email, order: 'known-order' },
  ]);
});

test('a price that rises is news too, and starts flows about the product', async () => {
  const flow = await createFlow(store.context, {
    name: 'Dearer',
    graph: {
      ...graphOf([
        node('trigger', 'event-trigger', {
          event: 'product-price-changed',
          filter: { fact: 'event.properties.priceAfter', operator: 'at-least', value: 2_000 },
        }),
        wait('day', 1, 'days'),
        node('end', 'end'),
      ]),
      subject: 'product',
    },
  });
  await publishFlow(store.context, { id: flow.id });
  for (const [index, price] of [1_000, 2_500].entries()) {
    await ingestEvents(store.context, API, [
      {
        id: `dear-${index}`,
        type: 'product-updated',
        properties: { productId: 'dear', title: 'Dear', price },
      },
    ]);
    await host.settle();
  }
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toHaveLength(1);
});
