import { DAY, HOUR, MINUTE } from '@millrace/base';
import { newId } from '@millrace/db';
import { createFlow, publishFlow } from '@millrace/services/flows';
import {
  cartTrigger,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 10, 9, 12));
  host = new VirtualHost(store);
  const graph = graphOf([cartTrigger(), wait('hour', 1, 'hours'), node('end', 'end')], { holdout: 0 });
  const flow = await createFlow(store.context, { name: 'Carts', graph });
  await publishFlow(store.context, { id: flow.id });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

let people = 0;
/** Somebody whose cart was decided about by both models, two hours after they left it. */
async function decidedAbout() {
  people += 1;
  const name = `person${people}`;
  await shopOf(store).fillCart(name, `cart-of-${name}`);
  await host.pass(2 * HOUR);
  const at = store.clock.now();
  const { workspaceId } = store.context;
  await store.db.inWorkspace(workspaceId, async (tx) => {
    for (const model of ['offer', 'recovery'])
      await tx`
        insert into decisions (id, workspace_id, enrolment_id, flow_id, customer_id, cart_id, node, visit, model, decided_by, inputs,
          options, chosen, explanation, at, silent)
        select ${newId()}, ${workspaceId}, e.id, e.flow_id, e.customer_id, e.cart_id, 'n', 1, ${model}, 'rule', '{}', '[]', 'x', '[]',
          ${at}, false from enrolments e join customers c on c.id = e.customer_id where c.email = ${`${name}@example.com`}`;
  });
  return { name, at };
}

let told = 0;
const tell = async (type: string, name: string, properties: Record<string, unknown>) => {
  told += 1;
  const event = { id: `told-${told}`, type, customer: { email: `${name}@example.com` }, properties };
  expect((await ingestEvents(store.context, API, [event])).refused).toEqual([]);
  await host.settle();
};
const kettle = (price: string) => [
  { productId: 'kettle', title: 'Kettle', quantity: 1, price, cost: '10.00' },
];
const buy = (name: string, order: string, total: string, more: Record<string, unknown> = {}) =>
  tell('order-placed', name, {
    orderId: `${name}-${order}`,
    total,
    lines: kettle(total),
    placedAt: store.clock.now(),
    ...more,
  });
const rewardsOf = async (name: string) =>
  Object.fromEntries(
    (
      await store.db.inWorkspace(
        store.context.workspaceId,
        (tx) => tx<{ model: string; reward: number | null }[]>`
          select d.model, d.reward from decisions d join customers c on c.id = d.customer_id
          where c.email = ${`${name}@example.com`}`,
      )
    ).map(({ model, reward }) => [model, reward]),
  );
const marginOf = async (name: string, ...orders: string[]) =>
  Number(
    (
      await store.db.inWorkspace(
        store.context.workspaceId,
        (tx) => tx<{ margin: number }[]>`
          select coalesce(sum(margin), 0)::int as margin from orders
          where external_id = any(${orders.map((order) => `${name}-${order}`)}::text[])`,
      )
    )[0]?.margin,
  );

test('an offer earns what the person buys within its days, in whichever cart; a recovery what its own cart brings', async () => {
  const { name } = await decidedAbout();
  expect(await rewardsOf(name)).toEqual({ offer: null, recovery: null });
  await host.pass(DAY);
  // Something that is not in the cart: by staff, by phone, on another device.
  const lines = [{ productId: 'rug', title: 'Rug', quantity: 1, price: '60.00', cost: '10.00' }];
  await buy(name, 'other', '60.00', { lines });
  expect(await rewardsOf(name)).toEqual({ offer: await marginOf(name, 'other'), recovery: null });
  await host.pass(DAY);
  await buy(name, 'own', '80.00', { cartId: `cart-of-${name}` });
  expect(await rewardsOf(name)).toEqual({
    offer: await marginOf(name, 'other', 'own'),
    recovery: await marginOf(name, 'own'),
  });
  expect(await marginOf(name, 'other')).toBeGreaterThan(0);
});

test('what comes after the days of a model earns it nothing', async () => {
  const { name } = await decidedAbout();
  await host.pass(6 * DAY);
  await buy(name, 'own', '80.00', { cartId: `cart-of-${name}` });
  expect(await rewardsOf(name)).toEqual({ offer: null, recovery: await marginOf(name, 'own') });
  const late = await decidedAbout();
  await host.pass(26 * DAY);
  await buy(late.name, 'own', '80.00', { cartId: `cart-of-${late.name}` });
  expect(await rewardsOf(late.name)).toEqual({ offer: null, recovery: null });
});

test('refunds are subtracted and a cancelled order earned nothing, whenever it is known', async () => {
  const { name } = await decidedAbout();
  await host.pass(HOUR);
  await buy(name, 'kept', '50.00');
  await buy(name, 'lost', '90.00');
  const both = await marginOf(name, 'kept', 'lost');
  expect((await rewardsOf(name))['offer']).toBe(both);
  await host.pass(40 * DAY);
  await tell('order-refunded', name, { orderId: `${name}-kept`, refundId: 'r1', amount: '20.00' });
  const refunded = await marginOf(name, 'kept', 'lost');
  expect(refunded).toBeLessThan(both);
  expect((await rewardsOf(name))['offer']).toBe(refunded);
  await tell('order-cancelled', name, { orderId: `${name}-lost`, cancelledAt: store.clock.now() });
  expect((await rewardsOf(name))['offer']).toBe(await marginOf(name, 'kept'));
});

test('an order that moves to another day or another person takes its reward along', async () => {
  const [one, other] = [await decidedAbout(), await decidedAbout()];
  await host.pass(HOUR);
  const order = (placedAt: number) => ({
    orderId: 'moving',
    total: '70.00',
    lines: kettle('70.00'),
    placedAt,
    updatedAt: store.clock.now(),
  });
  await tell('order-updated', one.name, order(store.clock.now()));
  expect((await rewardsOf(one.name))['offer']).toBeGreaterThan(0);
  store.clock.pass(MINUTE);
  await tell('order-updated', other.name, order(store.clock.now() - MINUTE));
  expect((await rewardsOf(one.name))['offer']).toBeNull();
  expect((await rewardsOf(other.name))['offer']).toBeGreaterThan(0);
  store.clock.pass(MINUTE);
  await tell('order-updated', other.name, order(other.at - DAY));
  expect((await rewardsOf(other.name))['offer']).toBeNull();
});
