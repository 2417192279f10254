import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHANNELS } from '@millrace/channels';
import { createFlow } from '../flows/create-flow.ts';
import { deleteFlow } from '../flows/list-flows.ts';
import { enrolByHand } from '../enrolments/enrol-by-hand.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { readKillSwitches, useKillSwitch } from './guardrails.ts';
import { setConsent } from '../customers/update-customer.ts';
import { cartTrigger, email, graphOf, node, shopOf, testStore, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const use = (scope: 'all' | 'flow' | 'channel', target: string | undefined, on: boolean) =>
  useKillSwitch(store.context, { scope, ...(target === undefined ? {} : { target }), on });
const switches = () => readKillSwitches(store.context, {});

test('the emergency stop stops flows and channels that exist, and refuses others', async () => {
  const flow = await createFlow(store.context, { name: 'Carts' });
  for (const on of [true, false]) {
    for (const target of ['telegraph', 'EMAIL', '', flow.id])
      await expect(use('channel', target, on), target).rejects.toMatchObject({ code: 'not-found' });
    for (const target of ['', 'email', 'nonsense', '01a1fced-09e3-7e35-b690-000000000000'])
      await expect(use('flow', target, on), target).rejects.toMatchObject({ code: 'not-found' });
    await expect(use('all', 'email', on)).rejects.toMatchObject({
      code: 'input-invalid',
      details: { fields: [{ field: 'target' }] },
    });
  }
  expect(await switches()).toEqual([]);
  await use('flow', flow.id, true);
  for (const { id } of CHANNELS) await use('channel', id, true);
  await use('all', undefined, true);
  expect(await switches()).toHaveLength(2 + CHANNELS.length);
});

test('a flow of another workspace cannot be stopped', async () => {
  const theirs = await createFlow(await store.other(), { name: 'Theirs' });
  await expect(use('flow', theirs.id, true)).rejects.toMatchObject({ code: 'not-found' });
});

test('a stop of a deleted flow can still be lifted', async () => {
  const flow = await createFlow(store.context, { name: 'Short-lived' });
  await use('flow', flow.id, true);
  await deleteFlow(store.context, { id: flow.id });
  await use('flow', flow.id, false);
  expect((await switches()).some(({ target }) => target === flow.id)).toBe(false);
});

test('consent for an unknown channel, and entry with another customer’s cart, are refused', async () => {
  const shop = shopOf(store);
  await shop.fillCart('ann', 'cart-ann');
  await shop.fillCart('bob', 'cart-bob');
  const [ann, bob] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) =>
      tx<
        { customer: string; cart: string }[]
      >`select customer_id as customer, id as cart from carts order by external_id`,
  );
  await expect(
    setConsent(store.context, {
      id: ann?.customer ?? '',
      channel: 'telegraph',
      state: 'subscribed',
      source: 'till',
    }),
  ).rejects.toMatchObject({ code: 'not-found' });
  const flow = await createFlow(store.context, {
    name: 'By hand',
    graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
  const enrol = (cart: string | undefined) =>
    enrolByHand(store.context, { flow: flow.id, customer: ann?.customer ?? '', ...(cart ? { cart } : {}) });
  await expect(enrol(bob?.cart)).rejects.toMatchObject({ code: 'not-found' });
  await expect(enrol('01a1fced-09e3-7e35-b690-000000000000')).rejects.toMatchObject({ code: 'not-found' });
  expect(await enrol(ann?.cart)).toHaveProperty('entered');
});
