import { DAY, HOUR } from '@millrace/base';
import { createFlow, getFlow, publishFlow, saveFlow } from '@millrace/services/flows';
import { flowAnalytics } from '@millrace/services/measure';
import {
  cartTrigger,
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
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const graph = (settings: { holdout: number; outcomeDays: number }) =>
  graphOf([cartTrigger(), wait('hour', 1, 'hours'), node('end', 'end')], settings);

let flows = 0;
async function flowWith(settings: { holdout: number; outcomeDays: number }): Promise<string> {
  flows += 1;
  const flow = await createFlow(store.context, { name: `Carts ${flows}`, graph: graph(settings) });
  await publishFlow(store.context, { id: flow.id });
  return flow.id;
}

const rows = <Row>(query: string) =>
  store.db.inWorkspace(store.context.workspaceId, (tx) => tx.unsafe(query)) as unknown as Promise<Row[]>;
const fillCart = async (name: string) => {
  await shopOf(store).fillCart(name, `cart-of-${name}`);
  await host.pass(2 * HOUR);
};
let told = 0;
const tell = async (
  type: string,
  customer: Record<string, unknown>,
  properties: Record<string, unknown> = {},
) => {
  told += 1;
  const event = { id: `told-${told}`, type, customer, properties };
  expect((await ingestEvents(store.context, API, [event])).refused).toEqual([]);
  await host.settle();
};
const buy = (name: string, total: string) =>
  tell('order-placed', { email: `${name}@example.com` }, { orderId: `order-${told}`, total });
/** Both turn out to be one: a sign-up names the two of them by an id of the shop's. */
async function merge(one: string, other: string): Promise<void> {
  await tell('signed-up', { email: `${one}@example.com`, externalId: `of-${one}-${other}` });
  await tell('signed-up', { email: `${other}@example.com`, externalId: `of-${one}-${other}` });
}
const armOf = async (name: string, flowId: string) =>
  (
    await rows<{ held_out: boolean; in_both: boolean; orders: number }>(
      `select p.held_out, p.in_both, p.orders from flow_people p join customers c on c.id = p.customer_id
       where c.email = '${name}@example.com' and p.flow_id = '${flowId}'`,
    )
  )[0];
async function expectCountsAgree(): Promise<void> {
  for (const [what, { kept, again }] of Object.entries(await recountMoney(store)))
    expect(kept, what).toEqual(again);
}

test('who was in both arms is in neither, and the earlier entry decides between two of one arm', async () => {
  const flowId = await flowWith({ holdout: 0.5, outcomeDays: 30 });
  const names = Array.from({ length: 24 }, (_, index) => `twin${index}`);
  const arms = new Map<string, boolean>();
  for (const name of names) {
    await fillCart(name);
    const arm = await armOf(name, flowId);
    arms.set(name, arm?.held_out ?? false);
    await buy(name, '40.00');
  }
  let apart = 0;
  for (let pair = 0; pair < names.length; pair += 2) {
    const [one, other] = [names[pair]!, names[pair + 1]!];
    await merge(one, other);
    const isApart = arms.get(one) !== arms.get(other);
    if (isApart) apart += 1;
    const left = (await armOf(one, flowId)) ?? (await armOf(other, flowId));
    expect(left).toMatchObject({ held_out: arms.get(one), in_both: isApart, orders: 2 });
  }
  expect([apart > 0, apart < 12]).toEqual([true, true]);
  // Whatever they order afterwards changes nothing for the arms they are left out of.
  for (const name of names) await buy(name, '10.00');
  const analytics = await flowAnalytics(store.context, { id: flowId });
  expect(analytics.inBoth).toBe(apart);
  expect(analytics.arms.treated.people + analytics.arms.heldOut.people).toBe(12 - apart);
  expect(analytics.arms.treated.orders + analytics.arms.heldOut.orders).toBe((12 - apart) * 4);
  await expectCountsAgree();
});

test('who was in both stays left out when they turn out to be a third person too', async () => {
  const flowId = await flowWith({ holdout: 0.5, outcomeDays: 30 });
  const byArm = new Map<boolean, string[]>([
    [true, []],
    [false, []],
  ]);
  for (let index = 0; byArm.get(true)!.length < 1 || byArm.get(false)!.length < 2; index += 1) {
    await fillCart(`third${index}`);
    byArm.get((await armOf(`third${index}`, flowId))!.held_out)!.push(`third${index}`);
  }
  const [heldOut, treated, another] = [byArm.get(true)![0]!, ...byArm.get(false)!];
  const before = (await flowAnalytics(store.context, { id: flowId })).arms;
  await merge(treated!, heldOut);
  await merge(treated!, another!);
  const { arms, inBoth } = await flowAnalytics(store.context, { id: flowId });
  expect(inBoth).toBe(1);
  expect([arms.treated.people, arms.heldOut.people]).toEqual([
    before.treated.people - 2,
    before.heldOut.people - 1,
  ]);
  await expectCountsAgree();
});

test('an outcome window is the one of the version somebody entered first, whatever is published later', async () => {
  const flowId = await flowWith({ holdout: 0, outcomeDays: 30 });
  await fillCart('early');
  const { revision } = await getFlow(store.context, { id: flowId });
  await saveFlow(store.context, { id: flowId, revision, graph: graph({ holdout: 0, outcomeDays: 5 }) });
  await publishFlow(store.context, { id: flowId });
  await fillCart('late');
  await host.pass(20 * DAY);
  await buy('early', '40.00');
  await buy('late', '40.00');
  expect([(await armOf('early', flowId))?.orders, (await armOf('late', flowId))?.orders]).toEqual([1, 0]);
  await host.pass(11 * DAY);
  await buy('early', '40.00');
  expect((await armOf('early', flowId))?.orders).toBe(1);
  await expectCountsAgree();
});
