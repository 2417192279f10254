import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { updateGuardrails } from '@millrace/services/settings';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  host = new VirtualHost(store);
  shop = shopOf(store);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
});

async function recovery(match: 'customer' | 'cart'): Promise<string> {
  const graph = graphOf(
    [
      cartTrigger({ exits: [{ event: 'order-placed', match }] }),
      wait('hour', 1, 'hours'),
      email('mail'),
      node('end', 'end'),
    ],
    { holdout: 0 },
  );
  const flow = await createFlow(store.context, { name: `Carts, ${match}`, graph });
  await publishFlow(store.context, { id: flow.id });
  return flow.id;
}
const ends = async (flow: string) =>
  (await listEnrolments(store.context, { flow })).items.map((item) => item.endReason);
const lines = (productId = 'kettle', variantId?: string) => [
  { productId, ...(variantId ? { variantId } : {}), title: productId, quantity: 1, price: '80.00' },
];
let orders = 0;
/** An order without a cart's name: by staff, by phone, on another device. */
async function buys(
  name: string,
  {
    type = 'order-placed',
    at = store.clock.now(),
    placedAt = at,
    productId = 'kettle',
    ...more
  }: { type?: string; at?: number; placedAt?: number; productId?: string; source?: string } = {},
) {
  orders += 1;
  const event = {
    id: `bought-${orders}`,
    type,
    occurredAt: at,
    customer: { email: `${name}@example.com` },
    properties: {
      orderId: `order-${orders}`,
      placedAt: new Date(placedAt).toISOString(),
      lines: lines(productId),
      ...more,
    },
  };
  const report = await ingestEvents(store.context, API, [event]);
  expect(report.refused).toEqual([]);
}
const sent = async () =>
  (
    await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx<
          { status: string; reason: string | null }[]
        >`select status, reason from messages order by planned_at`,
    )
  ).map(({ status, reason }) => ({ status, reason }));
const refusals = () =>
  store.db.inWorkspace(store.context.workspaceId, async (tx) =>
    (await tx<{ reason: string }[]>`select reason from entry_refusals`).map((row) => row.reason),
  );

describe('a purchase ends recovery, whether or not it names the cart', () => {
  test.each(['order-placed', 'order-paid', 'order-updated', 'order-fulfilled'])(
    'told by %s first',
    async (type) => {
      const flow = await recovery('customer');
      await shop.fillCart('ann', 'a1');
      await host.pass(20 * MINUTE);
      await buys('ann', { type });
      await host.pass(3 * HOUR);
      expect(await ends(flow)).toEqual(['exit:order-placed']);
      expect((await sent()).filter((one) => one.status === 'sent')).toEqual([]);
      await store.close();
    },
  );

  test('of other goods ends it by person if the flow says so, and by cart only for goods in the cart', async () => {
    const [byPerson, byCart] = [await recovery('customer'), await recovery('cart')];
    await shop.fillCart('bea', 'b1');
    await host.pass(20 * MINUTE);
    await buys('bea', { productId: 'teapot' });
    await host.settle();
    expect([await ends(byPerson), await ends(byCart)]).toEqual([['exit:order-placed'], [null]]);
    await buys('bea');
    await host.settle();
    expect(await ends(byCart)).toEqual(['exit:order-placed']);
    await store.close();
  });

  test('of another variant than the cart’s ends no flow about the cart', async () => {
    const flow = await recovery('cart');
    await shop.fillCart('cleo', 'c1', { lines: lines('shirt', 'small') });
    await host.pass(20 * MINUTE);
    await shop.send(
      'order-placed',
      { email: 'cleo@example.com' },
      { orderId: 'x1', lines: lines('shirt', 'large') },
    );
    await host.settle();
    expect(await ends(flow)).toEqual([null]);
    await shop.send(
      'order-placed',
      { email: 'cleo@example.com' },
      { orderId: 'x2', lines: lines('shirt', 'small') },
    );
    await host.settle();
    expect(await ends(flow)).toEqual(['exit:order-placed']);
    await store.close();
  });

  test('before the cart counts as abandoned keeps the person out, and an old order does not', async () => {
    const flow = await recovery('customer');
    await buys('dan', { at: store.clock.now() - 30 * DAY });
    await shop.fillCart('dan', 'd1', { lines: lines('lamp') });
    await shop.fillCart('eve', 'e1', { lines: lines('lamp') });
    await host.pass(5 * MINUTE);
    await buys('eve', { productId: 'teapot' });
    await host.pass(20 * MINUTE);
    expect((await listEnrolments(store.context, { flow })).items.map((item) => item.customerEmail)).toEqual([
      'dan@example.com',
    ]);
    expect(await refusals()).toEqual(['already-bought']);
    await store.close();
  });

  test('with the same goods completes the cart, so that it is not abandoned', async () => {
    await recovery('customer');
    await shop.fillCart('fay', 'f1');
    await host.pass(5 * MINUTE);
    await buys('fay');
    await host.pass(HOUR);
    const carts = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx`select completed_at is not null as bought, abandoned_at, order_id is not null as ordered
          from carts`,
    );
    expect(carts).toMatchObject([{ bought: true, abandoned_at: null, ordered: true }]);
    await store.close();
  });

  test('counts even when it arrives more than a day late, but never one made before the cart', async () => {
    const flow = await recovery('customer');
    await shop.fillCart('gil', 'g1');
    await host.pass(20 * MINUTE);
    const left = store.clock.now();
    await buys('gil', { at: left - 20 * DAY });
    await host.settle();
    expect(await ends(flow)).toEqual([null]);
    const long = await createFlow(store.context, {
      name: 'Long',
      graph: graphOf(
        [
          cartTrigger({ exits: [{ event: 'order-placed', match: 'customer' }] }),
          wait('week', 7, 'days'),
          email('mail'),
          node('end', 'end'),
        ],
        { holdout: 0 },
      ),
    });
    await publishFlow(store.context, { id: long.id });
    await shop.fillCart('hal', 'h1');
    await host.pass(5 * DAY);
    await buys('hal', { at: store.clock.now() - 2 * DAY });
    await host.settle();
    expect(await ends(long.id)).toEqual(['exit:order-placed']);
    const people = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx`select p.orders from flow_people p join customers c on c.id = p.customer_id
          where c.email = 'hal@example.com' and p.flow_id = ${long.id}`,
    );
    expect(people).toMatchObject([{ orders: 1 }]);
    await store.close();
  });
});

test('that started a flow does not end it, although later events repeat the order when it is paid and sent', async () => {
  const start = node('trigger', 'event-trigger', {
    event: 'order-placed',
    key: 'order',
    reentry: { rule: 'always' },
    exits: [{ event: 'order-placed', match: 'customer' }],
  });
  const flow = await createFlow(store.context, {
    name: 'Thanks',
    graph: graphOf([start, wait('week', 7, 'days'), node('end', 'end')], { holdout: 0 }),
  });
  await publishFlow(store.context, { id: flow.id });
  await buys('jo');
  await host.settle();
  for (const type of ['order-paid', 'order-updated', 'order-fulfilled']) {
    await shop.send(type, { email: 'jo@example.com' }, { orderId: `order-${orders}`, lines: lines() });
    await host.settle();
  }
  expect(await ends(flow.id)).toEqual([null]);
  store.clock.pass(HOUR);
  await buys('jo');
  await host.settle();
  expect((await ends(flow.id)).sort()).toEqual(['exit:order-placed', null]);
  await store.close();
});

test('that has come in but is not routed yet stops a message, as it will stop the flow', async () => {
  const flow = await recovery('customer');
  await shop.fillCart('ida', 'i1');
  await host.pass(20 * MINUTE);
  const [enrolment] = (await listEnrolments(store.context, { flow })).items;
  // The wait is over and the message planned, while the order still waits to be routed.
  await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx`update enrolments set wake_at = ${store.clock.now() + HOUR} where id = ${enrolment?.id ?? ''}`,
  );
  store.clock.pass(2 * HOUR);
  const { advance } = await import('../enrolments/advance.ts');
  const { deliver } = await import('../sending/deliver.ts');
  const instruction = await advance(store.context, {
    enrolmentId: enrolment?.id ?? '',
    seq: 1,
    now: store.clock.now(),
  });
  expect(instruction.type).toBe('deliver');
  await buys('ida', { productId: 'teapot' });
  if (instruction.type === 'deliver')
    await deliver(store.context, {
      enrolmentId: enrolment?.id ?? '',
      messageId: instruction.messageId,
      seq: instruction.seq,
      now: store.clock.now(),
    });
  expect(await sent()).toEqual([{ status: 'refused', reason: 'ended' }]);
  await store.close();
});

describe('events that may start a flow late', () => {
  test.each<[string, number, boolean]>([
    ['order-placed', 2 * DAY, true],
    ['order-placed', 4 * DAY, false],
    ['customer-subscribed', 2 * DAY, true],
    ['made-a-wish', 2 * DAY, true],
    ['product-viewed', 2 * DAY, false],
    ['checkout-started', 20 * HOUR, true],
    ['checkout-started', 2 * DAY, false],
  ])('%s told %d milliseconds late: %s', async (type, late, starts) => {
    const start = node('trigger', 'event-trigger', {
      event: type,
      key: 'customer',
      reentry: { rule: 'always' },
      exits: [{ event: 'order-placed', match: 'customer' }],
    });
    const flow = await createFlow(store.context, {
      name: type,
      graph: graphOf([start, wait('day', 1, 'days'), node('end', 'end')], { holdout: 0 }),
    });
    await publishFlow(store.context, { id: flow.id });
    await ingestEvents(store.context, API, [
      {
        id: 'late',
        type,
        occurredAt: store.clock.now() - late,
        customer: { email: 'late@example.com' },
        properties: { orderId: 'late', cartId: 'late', productId: 'p', channel: 'email', lines: lines() },
      },
    ]);
    await host.settle();
    expect((await listEnrolments(store.context, { flow: flow.id })).items).toHaveLength(starts ? 1 : 0);
    await store.close();
  });
});
