import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createConnection } from '../settings/connections.ts';
import { createFlow } from './create-flow.ts';
import { pauseFlow, stopFlow } from './change-state.ts';
import { previewPublish } from './preview-publish.ts';
import { publishFlow } from './publish-flow.ts';
import { saveFlow } from './save-flow.ts';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  shopOf,
  sms,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
let shop: ReturnType<typeof shopOf>;
const NOON = Date.UTC(2026, 5, 10, 12);
const make = async (name: string, ...drawn: Parameters<typeof graphOf>) =>
  (await createFlow(store.context, { name, graph: graphOf(...drawn) })).id;
const preview = (id: string) => previewPublish(store.context, { id });

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  store = await testStore(database.url);
  shop = shopOf(store);
  store.clock.set(NOON);
  return () => store.close();
});
afterAll(() => database.drop());

test('says how many different people would have entered over the last month, by the trigger and its filter', async () => {
  for (const [name, carts] of [
    ['ann', 2],
    ['bea', 1],
  ] as const)
    for (let cart = 0; cart < carts; cart += 1) await shop.fillCart(name, `${name}-${cart}`);
  await shop.fillCart('cleo', 'small', {
    lines: [{ productId: 'spoon', title: 'Spoon', quantity: 1, price: '4.00' }],
  });
  await new VirtualHost(store).pass(2 * HOUR);
  const all = await make('All', [cartTrigger(), email('mail'), node('end', 'end')]);
  expect((await preview(all)).audience).toEqual({ days: 30, people: 3, exact: true });
  const large = await make('Large', [
    cartTrigger({ filter: { fact: 'cart.total', operator: 'at-least', value: 5_000 } }),
    email('mail'),
    node('end', 'end'),
  ]);
  expect((await preview(large)).audience).toMatchObject({ people: 2 });
  store.clock.pass(40 * DAY);
  expect((await preview(all)).audience).toMatchObject({ people: 0 });
});

test('lists differences from the live version, and none for a flow that is live unchanged', async () => {
  const graph = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')], {
    holdout: 0.1,
    owner: 'Ada',
  });
  const { id } = await createFlow(store.context, { name: 'Carts', graph });
  expect(await preview(id)).toMatchObject({
    changes: null,
    holdout: 0.1,
    owner: 'Ada',
    problems: expect.not.arrayContaining([expect.objectContaining({ severity: 'error' })]) as unknown,
  });
  await publishFlow(store.context, { id });
  expect((await preview(id)).changes).toEqual([]);
  await saveFlow(store.context, {
    id,
    graph: { ...graph, nodes: graph.nodes.map((drawn) => ({ ...drawn, position: { x: 1, y: 2 } })) },
  });
  expect((await preview(id)).changes).toEqual([]);
  await saveFlow(store.context, { id, graph: { ...graph, settings: { ...graph.settings, holdout: 0 } } });
  expect((await preview(id)).changes).toEqual(['The holdout is 0% of people.']);
});

test('names channels without a provider', async () => {
  const id = await make('Both', [cartTrigger(), email('mail'), sms('text'), node('end', 'end')]);
  expect((await preview(id)).withoutProvider).toEqual(['email', 'sms']);
  await createConnection(store.context, {
    connector: 'smtp',
    config: { host: 'mail.test', port: 25, fromAddress: 'shop@shop.test', security: 'none' } as never,
  });
  expect((await preview(id)).withoutProvider).toEqual(['sms']);
});

test('names other live or paused flows that reach the same people', async () => {
  const carts = (name: string, event = 'cart-abandoned', more: object = {}) =>
    make(
      name,
      [
        node('trigger', 'event-trigger', { event, exits: [{ event: 'order-placed', match: 'customer' }] }),
        email('mail'),
        node('end', 'end'),
      ],
      { holdout: 0, ...more },
    );
  const id = await carts('New');
  const [same, about, service, other, draft, stopped] = [
    await carts('Same event'),
    await carts('Checkout', 'checkout-started'),
    await carts('Service', 'checkout-started', { purpose: 'transactional' }),
    await carts('Welcome', 'customer-subscribed'),
    await carts('Draft'),
    await carts('Stopped'),
  ];
  for (const flow of [same, about, service, other, stopped]) await publishFlow(store.context, { id: flow });
  await pauseFlow(store.context, { id: about });
  await stopFlow(store.context, { id: stopped });
  expect(draft).toBeDefined();
  expect((await preview(id)).rivals).toEqual([
    { id: about, name: 'Checkout', state: 'paused', why: 'about' },
    { id: same, name: 'Same event', state: 'live', why: 'event' },
  ]);
});
