import fc from 'fast-check';
import { listCustomers } from '@millrace/services/customers';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { flowAnalytics } from '@millrace/services/measure';
import { updateGuardrails } from '@millrace/services/settings';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  recountMoney,
  shopOf,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR, MINUTE } from '@millrace/base';
import { orderLife, retold, type OrderLife, type Telling } from '@millrace/measure/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
let flowId: string;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 10, 9, 12));
  host = new VirtualHost(store);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const graph = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')], {
    holdout: 0.3,
  });
  const flow = await createFlow(store.context, { name: 'Carts', graph });
  await publishFlow(store.context, { id: flow.id });
  flowId = flow.id;
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const rows = <Row>(query: string) =>
  store.db.inWorkspace(store.context.workspaceId, (tx) => tx.unsafe(query)) as unknown as Promise<Row[]>;
let stories = 0;

/**
 * A person with an abandoned cart who got an e-mail and opened it before the order; or one in the holdout who
 * got none.
 */
async function shopper(): Promise<string> {
  stories += 1;
  const name = `shopper${stories}`;
  await shopOf(store).fillCart(name, `cart-${stories}`);
  await host.pass(2 * HOUR);
  await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) =>
      tx`update messages m set opened_at = sent_at + interval '1 minute' from customers c
        where c.id = m.customer_id and c.email = ${`${name}@example.com`} and sent_at is not null`,
  );
  return name;
}

/** An event of the order's history, from a sender that knows the person only from the order. */
function eventOf(telling: Telling, name: string, shift: number, nth: number) {
  const orderId = `order-of-${name}`;
  const at = (time: number) => new Date(time + shift).toISOString();
  const id = `${orderId}-${nth}`;
  if (telling.what === 'refund') {
    const { id: refundId, at: refundedAt, ...body } = telling.refund.body;
    return {
      id,
      type: 'order-refunded',
      occurredAt: at(telling.refund.told),
      properties: { orderId, refundId, refundedAt: at(refundedAt), ...body },
    };
  }
  if (telling.what === 'edit') {
    const { id: editId, at: editedAt, changes } = telling.edit.body;
    return {
      id,
      type: 'order-edited',
      occurredAt: at(telling.edit.told),
      properties: { orderId, editId, editedAt: at(editedAt), changes },
    };
  }
  const { word } = telling;
  if (!word.placed)
    return { id, type: 'order-delivered', occurredAt: at(word.told), properties: { orderId } };
  const { refundIds, presented: _presented, placedAt, ...fields } = word.fields;
  return {
    id,
    type: 'order-updated',
    occurredAt: at(word.told),
    customer: { email: `${name}@example.com` },
    properties: {
      orderId,
      ...fields,
      placedAt: at(placedAt ?? 0),
      updatedAt: at(word.at),
      ...(word.cancelledAt ? { cancelledAt: at(word.cancelledAt) } : {}),
      // The amounts of refunds come in other events; here their ids are enough.
      refunds: (refundIds ?? []).map((refundId) => ({ refundId })),
    },
  };
}

async function endOf(life: OrderLife, tellings: readonly Telling[]) {
  const name = await shopper();
  const shift =
    store.clock.now() -
    Math.min(...life.tellings.map((one) => (one.what === 'state' ? one.word.told : Infinity)));
  store.clock.pass(MINUTE);
  for (const telling of tellings) {
    const report = await ingestEvents(store.context, API, [
      eventOf(telling, name, shift, life.tellings.indexOf(telling)),
    ]);
    expect(report.refused).toEqual([]);
    await host.settle();
  }
  const [order] = await rows<Record<string, unknown>>(
    `select counted, revenue, net, units, margin, refunded, discount from orders
      where external_id = 'order-of-${name}'`,
  );
  const [person] = await rows<Record<string, unknown>>(
    `select c.orders_count, c.total_spent, p.held_out, p.orders, p.revenue, p.margin, (select count(*)::int
      from attributions a where a.customer_id = c.id) as credits,
      (select coalesce(sum(a.revenue), 0)::bigint from attributions a where a.customer_id = c.id) as credited,
        (select count(*)::int from events e where e.customer_id = c.id and e.order_id is not null) as events
      from customers c join flow_people p on p.customer_id = c.id where c.email = '${name}@example.com'`,
  );
  return { order: { ...order }, person: { ...person } };
}

describe('for events in any order, repeated and delayed', () => {
  const told = orderLife.chain((life) => retold(life.tellings).map((tellings) => ({ life, tellings })));

  test('an order ends with its true amounts everywhere, and every sum agrees with a recount', async () => {
    await fc.assert(
      fc.asyncProperty(told, async ({ life, tellings }) => {
        const { order, person } = await endOf(life, tellings);
        const worth = life.truth.counts ? life.truth.revenue : 0;
        expect(order).toMatchObject({
          counted: life.truth.counts,
          revenue: worth,
          net: life.truth.net,
          units: life.truth.units,
        });
        expect(person).toMatchObject({
          orders_count: life.truth.counts ? 1 : 0,
          total_spent: worth,
          orders: life.truth.counts ? 1 : 0,
          revenue: worth,
        });
        expect(person['margin']).toBe(life.truth.counts ? order['margin'] : 0);
        expect(person).toMatchObject(
          person['held_out'] ? { credits: 0 } : { credits: life.truth.counts ? 1 : 0, credited: worth },
        );
        // Events from before the customer was known have been assigned to them.
        expect(person['events']).toBe(new Set(tellings).size);
      }),
      { numRuns: 25, seed: 11 },
    );
    for (const [what, { kept, again }] of Object.entries(await recountMoney(store)))
      expect(kept, what).toEqual(again);
  }, 240_000);
});

describe('an order of 99.00, refunded and cancelled', () => {
  const messages = [
    { type: 'order-placed', properties: { total: '99.00', lines: [{ productId: 'p', price: '99.00' }] } },
    { type: 'order-refunded', properties: { refundId: 'r1', amount: '99.00' } },
    { type: 'order-cancelled', properties: {} },
    { type: 'order-delivery-updated', properties: { deliveryStatus: 'cancelled' } },
  ];
  const permutations = <Item>(items: readonly Item[]): Item[][] =>
    items.length < 2
      ? [[...items]]
      : items.flatMap((item, place) =>
          permutations(items.toSpliced(place, 1)).map((rest) => [item, ...rest]),
        );

  test('counts as no order and 0.00 everywhere, in every order of arrival and with repeats', async () => {
    for (const order of permutations(messages)) {
      const name = await shopper();
      store.clock.pass(MINUTE);
      for (const [nth, { type, properties }] of [...order, order[0]!, order[2]!].entries()) {
        const message = {
          id: `${name}-${type}-${nth % 2}`,
          type,
          customer: { email: `${name}@example.com` },
          properties: { orderId: name, ...properties },
        };
        expect((await ingestEvents(store.context, API, [message])).refused).toEqual([]);
        await host.settle();
      }
      const found = await rows(
        `select c.orders_count, c.total_spent, p.orders, p.revenue, p.margin, (select count(*)::int
          from attributions a where a.customer_id = c.id) as credits from customers c
          join flow_people p on p.customer_id = c.id where c.email = '${name}@example.com'`,
      );
      expect(found).toMatchObject([
        { orders_count: 0, total_spent: 0, orders: 0, revenue: 0, margin: 0, credits: 0 },
      ]);
    }
    const analytics = await flowAnalytics(store.context, { id: flowId });
    expect(analytics.totals.orders).toBe(
      (await rows<{ n: number }>('select count(*)::int as n from attributions'))[0]?.n,
    );
    for (const [what, { kept, again }] of Object.entries(await recountMoney(store)))
      expect(kept, what).toEqual(again);
  }, 240_000);
});

test('a parcel of an unknown order creates no order worth 0.00, and is kept until the order comes', async () => {
  await ingestEvents(store.context, API, [
    {
      id: 'parcel',
      type: 'order-delivered',
      customer: { email: 'parcel@example.com' },
      properties: { orderId: 'late-one' },
    },
  ]);
  const person = async () => (await listCustomers(store.context, { email: 'parcel@example.com' })).items[0];
  expect(await person()).toMatchObject({ ordersCount: 0, totalSpent: 0, lastOrderAt: null });
  await ingestEvents(store.context, API, [
    {
      id: 'late-order',
      type: 'order-placed',
      occurredAt: store.clock.now() - HOUR,
      customer: { email: 'parcel@example.com' },
      properties: { orderId: 'late-one', total: '20.00' },
    },
  ]);
  expect(await person()).toMatchObject({
    ordersCount: 1,
    totalSpent: 2_000,
    lastOrderAt: store.clock.now() - HOUR,
  });
  expect(
    await rows(
      "select fulfilment_status, delivered_at is not null as delivered from orders where external_id = 'late-one'",
    ),
  ).toMatchObject([{ fulfilment_status: 'delivered', delivered: true }]);
});

test('orders of one person at the same time are all counted', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, nth) =>
      ingestEvents({ ...store.context, actor: { ...store.context.actor, id: `sender-${nth}` } }, API, [
        {
          id: `same-time-${nth}`,
          type: 'order-placed',
          customer: { email: 'busy@example.com' },
          properties: { orderId: `same-time-${nth}`, total: '5.00' },
        },
      ]),
    ),
  );
  expect((await listCustomers(store.context, { email: 'busy@example.com' })).items[0]).toMatchObject({
    ordersCount: 12,
    totalSpent: 6_000,
  });
});

test('an order that staff assign to another customer counts for that one only', async () => {
  const [first, second] = [await shopper(), await shopper()];
  const told = (name: string, at: number) => ({
    id: `moved-${at}`,
    type: 'order-updated',
    occurredAt: store.clock.now() + at,
    customer: { email: `${name}@example.com` },
    properties: { orderId: 'moved', total: '40.00', placedAt: new Date(store.clock.now()).toISOString() },
  });
  await ingestEvents(store.context, API, [told(first, 0)]);
  await host.settle();
  await ingestEvents(store.context, API, [told(second, 1_000)]);
  await host.settle();
  expect((await listCustomers(store.context, { email: `${first}@example.com` })).items[0]).toMatchObject({
    ordersCount: 0,
    totalSpent: 0,
  });
  expect((await listCustomers(store.context, { email: `${second}@example.com` })).items[0]).toMatchObject({
    ordersCount: 1,
    totalSpent: 4_000,
  });
  for (const [what, { kept, again }] of Object.entries(await recountMoney(store)))
    expect(kept, what).toEqual(again);
});
