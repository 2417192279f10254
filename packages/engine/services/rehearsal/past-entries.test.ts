import { ingestEvents } from '@millrace/run/intake';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { listEnrolments } from '../enrolments/read-enrolments.ts';
import { previewPublish } from '../flows/preview-publish.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { rehearseFlow } from './rehearse-flow.ts';
import { updateCustomer } from '../customers/update-customer.ts';
import { graphOf, node, testStore, VirtualHost, wait, type TestStore } from '../testing/index.ts';

/** Compares a rehearsal with what the flow really did over the same days. */
let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const START = Date.UTC(2026, 5, 1, 12);
const DAYS = 12;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(START);
  host = new VirtualHost(store);
});

let told = 0;
async function tell(
  name: string | null,
  type: string,
  properties: Record<string, unknown> = {},
  customer: Record<string, unknown> = {},
  at = store.clock.now(),
) {
  told += 1;
  const report = await ingestEvents(store.context, API, [
    {
      id: `told-${told}`,
      type,
      occurredAt: at,
      properties,
      ...(name === null ? {} : { customer: { email: `${name}@example.com`, ...customer } }),
    },
  ]);
  expect(report.refused).toEqual([]);
}
const buys = (name: string, at = store.clock.now()) =>
  tell(
    name,
    'order-placed',
    {
      orderId: `o-${told}`,
      placedAt: new Date(at).toISOString(),
      lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
    },
    {},
    at,
  );

/** A few days of a small store. */
async function live(): Promise<void> {
  for (let day = 0; day < DAYS; day += 1) {
    if (day === 2)
      await tell(null, 'product-updated', { productId: 'kettle', title: 'Kettle', stock: 0, price: '80.00' });
    if (day === 3) await tell('ann', 'product-viewed', { productId: 'kettle' });
    if (day === 4) await buys('ben');
    if (day === 5) await tell('cleo', 'back-in-stock-requested', { productId: 'kettle' });
    if (day === 6)
      await tell(null, 'product-updated', { productId: 'kettle', title: 'Kettle', stock: 8, price: '80.00' });
    if (day === 7) await buys('dan');
    if (day === 8) await buys('ben');
    if (day === 9) await tell('ann', 'product-viewed', { productId: 'kettle' });
    for (let step = 0; step < 4; step += 1) await host.pass(6 * HOUR);
  }
}

const KINDS: Readonly<
  Record<string, { trigger: string; config: Record<string, unknown>; subject?: string; entered: number }>
> = {
  'a birthday, in each person’s time zone': {
    trigger: 'date-trigger',
    config: { date: 'birthday', at: '09:00' },
    entered: 2,
  },
  'days after the last order': {
    trigger: 'date-trigger',
    config: { date: 'last-order', yearly: false, when: 'after', days: 2, at: '18:00' },
    entered: 3,
  },
  'a second order': {
    trigger: 'segment-trigger',
    config: { condition: { fact: 'customer.ordersCount', operator: 'at-least', value: 2 } },
    entered: 2,
  },
  'an order long ago': {
    trigger: 'segment-trigger',
    config: { condition: { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 30 } },
    entered: 1,
  },
  'no longer without an order': {
    trigger: 'segment-trigger',
    config: { condition: { fact: 'customer.ordersCount', operator: 'at-most', value: 1 }, crossing: 'left' },
    entered: 2,
  },
  'two views in a week': {
    trigger: 'segment-trigger',
    config: {
      condition: { event: 'product-viewed', measure: 'count', operator: 'at-least', value: 2, withinDays: 7 },
    },
    entered: 1,
  },
  'every Monday for buyers': {
    trigger: 'schedule-trigger',
    config: {
      every: 'week',
      weekdays: [1],
      at: '09:00',
      spreadMinutes: 0,
      audience: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 },
    },
    entered: 3,
  },
  'every day for the store': {
    trigger: 'schedule-trigger',
    config: { every: 'day', at: '09:00' },
    subject: 'store',
    entered: 12,
  },
  'a product back in stock': {
    trigger: 'product-trigger',
    config: { news: 'restocked', viewed: true },
    entered: 2,
  },
  'a product back in stock, in a flow about the product': {
    trigger: 'event-trigger',
    config: { event: 'product-restocked' },
    subject: 'product',
    entered: 1,
  },
};

test.each(Object.entries(KINDS))(
  '%s: the rehearsal finds the people whom the flow let in',
  async (name, { trigger, config, subject = 'customer', entered }) => {
    await tell('ann', 'customer-created', {}, { birthday: '1990-06-05', zone: 'Asia/Tokyo' });
    await tell('eve', 'customer-created', {}, { birthday: '1990-06-09', zone: 'America/Los_Angeles' });
    await tell('fay', 'customer-created', {}, { birthday: '1990-08-09' });
    await buys('dan', START - 40 * DAY);
    await buys('old', START - 25 * DAY);
    await host.settle();
    const graph = {
      ...graphOf([node('trigger', trigger, config), wait('hour', 1, 'hours'), node('end', 'end')]),
      subject,
    };
    const flow = await createFlow(store.context, { name, graph });
    await publishFlow(store.context, { id: flow.id });
    await host.settle();
    await live();
    const really = (await listEnrolments(store.context, { flow: flow.id, limit: 200 })).items;
    const rehearsed = await rehearseFlow(store.context, { id: flow.id, days: DAYS });
    expect(really).toHaveLength(entered);
    expect(rehearsed.entered).toBe(entered);
    const when = (at: number) => Math.round((at - START) / (6 * HOUR));
    expect(rehearsed.enrolments.map((row) => when(row.enteredAt)).sort()).toEqual(
      really.map((row) => when(row.enteredAt)).sort(),
    );
    const preview = await previewPublish(store.context, { id: flow.id });
    expect(preview.audience?.people).toBeGreaterThan(0);
  },
);

test('says what it cannot know, and for a flow by hand whom it rehearsed instead', async () => {
  await tell('ann', 'customer-created');
  await host.settle();
  const [ann] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ id: string }[]>`select id from customers`,
  );
  await updateCustomer(store.context, { id: ann?.id ?? '', traits: { tags: ['vip'] } });
  const rehearsed = async (trigger: string, config: Record<string, unknown>) => {
    const flow = await createFlow(store.context, {
      name: `${trigger} ${told}`,
      graph: graphOf([node('trigger', trigger, config), node('end', 'end')]),
    });
    return rehearseFlow(store.context, { id: flow.id, days: 10 });
  };
  const byHand = await rehearsed('audience-trigger', {});
  expect(byHand).toMatchObject({ on: 'past', entered: 1 });
  expect(byHand.unknown).toMatch(/customers last seen/);
  const segment = await rehearsed('segment-trigger', {
    condition: { fact: 'customer.tags', operator: 'contains', value: 'vip' },
    present: true,
  });
  expect(segment).toMatchObject({ on: 'past', entered: 1 });
  expect(segment.unknown).toMatch(/as they are today/);
});
