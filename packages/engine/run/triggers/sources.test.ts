import { updateCustomer } from '@millrace/services/customers';
import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, pauseFlow, publishFlow, resumeFlow, stopFlow } from '@millrace/services/flows';
import { updateStore } from '@millrace/services/settings';
import { graphOf, node, testStore, VirtualHost, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { runSources } from './run-sources.ts';
import { scanSegments } from '../segments/index.ts';
import { letInBySegment } from './let-in-by-segment.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const NOON = Date.UTC(2026, 5, 10, 12);

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(NOON);
  host = new VirtualHost(store);
});

async function live(trigger: string, config: Record<string, unknown>, subject = 'customer'): Promise<string> {
  const nodes = [node('trigger', trigger, config), wait('hour', 1, 'hours'), node('end', 'end')];
  const flow = await createFlow(store.context, {
    name: `By ${trigger} ${Math.random()}`,
    graph: { ...graphOf(nodes), subject },
  });
  await publishFlow(store.context, { id: flow.id });
  await host.settle();
  return flow.id;
}
let told = 0;
async function tell(
  name: string,
  type: string,
  more: { customer?: Record<string, unknown>; properties?: Record<string, unknown>; at?: number } = {},
) {
  told += 1;
  const customer = name === '' ? {} : { customer: { email: `${name}@example.com`, ...more.customer } };
  const report = await ingestEvents(store.context, API, [
    {
      id: `told-${told}`,
      type,
      occurredAt: more.at ?? store.clock.now(),
      ...customer,
      properties: more.properties ?? {},
    },
  ]);
  expect(report.refused).toEqual([]);
  await host.settle();
}
const person = (name: string, customer: Record<string, unknown> = {}) =>
  tell(name, 'customer-created', { customer });
const orderOf = (name: string, orderId: string, at = store.clock.now()) =>
  tell(name, 'order-placed', {
    at,
    properties: {
      orderId,
      placedAt: new Date(at).toISOString(),
      lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
    },
  });
const entries = async (flow: string) =>
  (await listEnrolments(store.context, { flow, limit: 200 })).items
    .map((row) => row.customerEmail?.split('@')[0] ?? row.about)
    .sort();
/** Advances in steps, as the worker checks again and again. */
async function pass(span: number, step = HOUR) {
  for (let left = span; left > 0; left -= step) await host.pass(Math.min(step, left));
}
const idOf = async (name: string) => {
  const [row] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ id: string }[]>`select id from customers where email = ${`${name}@example.com`}`,
  );
  return row?.id ?? '';
};

describe('a schedule', () => {
  test('starts a flow about the store once for each planned time', async () => {
    const flow = await live('schedule-trigger', { every: 'day', at: '09:00' }, 'store');
    expect(await entries(flow)).toEqual([]);
    await pass(2 * DAY);
    expect(await entries(flow)).toEqual(['Run of 2026-06-11, 09:00', 'Run of 2026-06-12, 09:00']);
  });

  test('lets in everybody of its audience, each time again', async () => {
    await orderOf('ann', 'o-1');
    await person('ben');
    const flow = await live('schedule-trigger', {
      every: 'week',
      weekdays: [4],
      at: '09:00',
      audience: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 },
      spreadMinutes: 0,
    });
    await pass(DAY);
    expect(await entries(flow)).toEqual(['ann']);
    await orderOf('ben', 'o-2');
    await pass(7 * DAY, 6 * HOUR);
    expect(await entries(flow)).toEqual(['ann', 'ann', 'ben']);
  });

  test('spreads a run over its minutes', async () => {
    for (let index = 0; index < 6; index += 1) await person(`p${index}`);
    const flow = await live('schedule-trigger', { every: 'day', at: '13:00', spreadMinutes: 3 });
    await host.pass(HOUR);
    const first = (await entries(flow)).length;
    await pass(5 * MINUTE, MINUTE);
    expect([first, (await entries(flow)).length]).toEqual([2, 6]);
  });

  test('uses the store’s clock, also after its time zone has changed', async () => {
    const flow = await live('schedule-trigger', { every: 'day', at: '09:00' }, 'store');
    await updateStore(store.context, { zone: 'America/New_York' });
    await pass(24 * HOUR, 10 * MINUTE);
    const [row] = (await listEnrolments(store.context, { flow })).items;
    expect(new Date(row?.enteredAt ?? 0).toISOString()).toMatch(/^2026-06-10T13:0/);
  });

  test('after an outage makes up for the latest run of the last day, and for no older one', async () => {
    const flow = await live('schedule-trigger', { every: 'day', at: '09:00' }, 'store');
    store.clock.set(NOON + 5 * DAY);
    await host.settle();
    expect(await entries(flow)).toEqual(['Run of 2026-06-15, 09:00']);
  });
});

describe('a date of the person', () => {
  test('comes in the morning in the person’s time zone', async () => {
    await person('ann', { birthday: '1990-06-11', zone: 'Asia/Tokyo' });
    await person('ben', { birthday: '1990-06-11', zone: 'America/Los_Angeles' });
    await person('cleo', { birthday: '1990-07-01', zone: 'UTC' });
    await person('dan', { birthday: 'not telling' });
    const flow = await live('date-trigger', { date: 'birthday', at: '09:00' });
    await host.pass(13 * HOUR);
    expect(await entries(flow)).toEqual(['ann']);
    await pass(17 * HOUR);
    expect(await entries(flow)).toEqual(['ann', 'ben']);
  });

  test('29 February is kept on the 28th', async () => {
    store.clock.set(Date.UTC(2027, 1, 27, 12));
    await person('leap', { birthday: '2000-02-29' });
    const flow = await live('date-trigger', { date: 'birthday', at: '09:00' });
    await pass(3 * DAY, 6 * HOUR);
    const [row, ...others] = (await listEnrolments(store.context, { flow })).items;
    expect([new Date(row?.enteredAt ?? 0).toISOString().slice(0, 10), others.length]).toEqual([
      '2027-02-28',
      0,
    ]);
  });

  test('can be days before or after, and in any written form', async () => {
    await person('ann', { renewal: '15 June 2026' });
    await person('ben', { renewal: '2026-06-14T08:00:00Z' });
    const before = await live('date-trigger', {
      date: 'property',
      property: 'renewal',
      yearly: false,
      when: 'before',
      days: 3,
      at: '10:00',
    });
    await pass(3 * DAY, 3 * HOUR);
    expect(await entries(before)).toEqual(['ann', 'ben']);
  });

  test('can be days after the first order', async () => {
    await orderOf('ann', 'o-1', NOON - 2 * DAY);
    const flow = await live('date-trigger', {
      date: 'first-order',
      yearly: false,
      when: 'after',
      days: 3,
      at: '08:00',
    });
    await pass(2 * DAY, 3 * HOUR);
    expect(await entries(flow)).toEqual(['ann']);
  });

  test('can be days before the next order is due, by the person’s own time between orders', async () => {
    // Every ten days, so that the next is due in two; Ben has ordered only twice.
    for (const [index, ago] of [28, 18, 8].entries()) await orderOf('ann', `a-${index}`, NOON - ago * DAY);
    for (const [index, ago] of [18, 8].entries()) await orderOf('ben', `b-${index}`, NOON - ago * DAY);
    const flow = await live('date-trigger', { date: 'reorder', when: 'before', days: 1, at: '08:00' });
    await pass(12 * HOUR);
    expect(await entries(flow)).toEqual([]);
    await pass(DAY);
    expect(await entries(flow)).toEqual(['ann']);
  });

  test('is made up for after an outage of two days, and not after one of five', async () => {
    await person('ann', { birthday: '1990-06-11' });
    await person('ben', { birthday: '1990-06-15' });
    const flow = await live('date-trigger', { date: 'birthday', at: '09:00' });
    store.clock.set(NOON + 5 * DAY);
    await host.settle();
    expect(await entries(flow)).toEqual(['ben']);
  });
});

describe('a segment', () => {
  test('lets nobody in from imported history, and lets them in by later events', async () => {
    const flow = await live('segment-trigger', {
      condition: { fact: 'customer.tags', operator: 'contains', value: 'vip' },
    });
    const history = { ...API, isHistory: true };
    const told = (name: string, tags: string[]) => ({
      id: `past-${name}`,
      type: 'customer-updated',
      customer: { email: `${name}@example.com`, tags },
    });
    await ingestEvents(store.context, history, [told('ann', ['vip']), told('ben', []), told('eve', ['vip'])]);
    // The check of everybody runs before anybody was recorded, and after.
    await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx`update segment_scans set next_at = ${store.clock.now()}`,
    );
    await scanSegments(store.db, letInBySegment(store.contextOf), store.clock.now(), (error) => {
      throw error;
    });
    await pass(2 * HOUR);
    expect(await entries(flow)).toEqual([]);
    await person('ben', { tags: ['vip'] });
    await person('eve', { tags: [] });
    await person('eve', { tags: ['vip'] });
    await pass(HOUR);
    expect(await entries(flow)).toEqual(['ben', 'eve']);
  });

  const SECOND = { fact: 'customer.ordersCount', operator: 'at-least', value: 2 };

  test('lets in people who begin to match, once, and nobody who matched before', async () => {
    await orderOf('ann', 'o-1');
    await orderOf('ann', 'o-2');
    await orderOf('ben', 'o-3');
    const flow = await live('segment-trigger', { condition: SECOND });
    expect(await entries(flow)).toEqual([]);
    await orderOf('ben', 'o-4');
    expect(await entries(flow)).toEqual(['ben']);
    await orderOf('ben', 'o-5');
    await orderOf('ann', 'o-6');
    await pass(3 * HOUR);
    expect(await entries(flow)).toEqual(['ben']);
  });

  test('lets in people who match now as well when the marketer chose so', async () => {
    await orderOf('ann', 'o-1');
    await orderOf('ann', 'o-2');
    await person('ben');
    const flow = await live('segment-trigger', { condition: SECOND, present: true });
    expect(await entries(flow)).toEqual(['ann']);
    await pass(3 * HOUR);
    expect(await entries(flow)).toEqual(['ann']);
  });

  test('is crossed by time alone', async () => {
    await orderOf('ann', 'o-1', NOON - 59.5 * DAY);
    const flow = await live('segment-trigger', {
      condition: { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 60 },
    });
    await pass(6 * HOUR);
    expect(await entries(flow)).toEqual([]);
    await pass(8 * HOUR);
    expect(await entries(flow)).toEqual(['ann']);
  });

  test('can be left, and every crossing counts once', async () => {
    await person('ann', { tags: ['vip'] });
    const condition = { fact: 'customer.tags', operator: 'contains', value: 'vip' };
    const left = await live('segment-trigger', { condition, crossing: 'left' });
    const entered = await live('segment-trigger', { condition });
    const ann = await idOf('ann');
    for (const tags of [[], ['vip'], [], ['vip']]) {
      await updateCustomer(store.context, { id: ann, traits: { tags } });
      await host.settle();
      await pass(2 * HOUR);
    }
    expect([await entries(left), await entries(entered)]).toEqual([
      ['ann', 'ann'],
      ['ann', 'ann'],
    ]);
  });

  test('counts events of the person', async () => {
    await person('ann');
    const flow = await live('segment-trigger', {
      condition: { event: 'product-viewed', measure: 'count', operator: 'at-least', value: 2, withinDays: 7 },
    });
    await tell('ann', 'product-viewed');
    expect(await entries(flow)).toEqual([]);
    await tell('ann', 'product-viewed');
    expect(await entries(flow)).toEqual(['ann']);
  });

  test('begins anew when its condition changes, and goes on when only the steps after it change', async () => {
    await orderOf('ann', 'o-1');
    const flow = await live('segment-trigger', { condition: SECOND });
    await publishFlow(store.context, { id: flow });
    await orderOf('ann', 'o-2');
    expect(await entries(flow)).toEqual(['ann']);
  });

  test('waits at the entry while the flow is paused; once it is stopped nobody is checked', async () => {
    await orderOf('ann', 'o-1');
    const flow = await live('segment-trigger', { condition: SECOND });
    await pauseFlow(store.context, { id: flow });
    await orderOf('ann', 'o-2');
    expect(await entries(flow)).toEqual([]);
    await resumeFlow(store.context, { id: flow });
    await host.settle();
    expect(await entries(flow)).toEqual(['ann']);
    await stopFlow(store.context, { id: flow });
    await orderOf('ben', 'o-3');
    await orderOf('ben', 'o-4');
    expect(await entries(flow)).toEqual(['ann']);
    const rows = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx`select 1 from trigger_sources union all select 1 from segment_members
        union all select 1 from segments`,
    );
    expect(rows).toHaveLength(0);
  });
});

describe('news of a product', () => {
  const product = (more: Record<string, unknown>) =>
    tell('', 'product-updated', { properties: { productId: 'kettle', title: 'Kettle', ...more } });
  const shows = (name: string, type: string, at = store.clock.now()) =>
    tell(name, type, { at, properties: { productId: 'kettle' } });

  test('goes to people who asked for it, once for each return to stock', async () => {
    await product({ stock: 0 });
    await shows('ann', 'back-in-stock-requested');
    await shows('ann', 'back-in-stock-requested');
    await shows('ben', 'product-viewed');
    const flow = await live('product-trigger', { news: 'restocked' });
    await product({ stock: 5 });
    await product({ stock: 7 });
    expect(await entries(flow)).toEqual(['ann']);
    await pass(2 * HOUR);
    await product({ stock: 0 });
    await product({ stock: 3 });
    expect(await entries(flow)).toEqual(['ann', 'ann']);
  });

  test('goes to people who viewed it lately, have it in a cart, or bought it, as chosen', async () => {
    await product({ price: '80.00', stock: 9 });
    await shows('ann', 'product-viewed');
    await shows('old', 'product-viewed', NOON - 40 * DAY);
    await tell('cara', 'cart-updated', {
      properties: {
        cartId: 'k-1',
        lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
      },
    });
    await orderOf('dora', 'o-1');
    const who = async (config: Record<string, unknown>) =>
      live('product-trigger', { news: 'price-dropped', percent: 10, asked: false, days: 30, ...config });
    const flows = [
      await who({ viewed: true }),
      await who({ inCart: true }),
      await who({ bought: true }),
      await who({ viewed: true, inCart: true, bought: true }),
    ];
    await product({ price: '79.00', stock: 9 });
    for (const flow of flows) expect(await entries(flow)).toEqual([]);
    await product({ price: '60.00', stock: 9 });
    expect(await Promise.all(flows.map(entries))).toEqual([
      ['ann'],
      ['cara'],
      ['dora'],
      ['ann', 'cara', 'dora'],
    ]);
  });

  test('sets the product of the enrolment, and many people can be in with the same product', async () => {
    await product({ stock: 9 });
    await shows('ann', 'product-viewed');
    await shows('ben', 'product-viewed');
    const flow = await live('product-trigger', { news: 'low-stock', units: 3, asked: false, viewed: true });
    await product({ stock: 2 });
    expect(await entries(flow)).toEqual(['ann', 'ben']);
    const rows = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx<
          { title: string }[]
        >`select p.title from enrolments e join products p on p.id = e.product_id where e.flow_id = ${flow}`,
    );
    expect(rows.map((row) => row.title)).toEqual(['Kettle', 'Kettle']);
  });

  test('starts flows about the product itself', async () => {
    await product({ stock: 0, price: '80.00' });
    const flow = await live('event-trigger', { event: 'product-restocked' }, 'product');
    await product({ stock: 4, price: '80.00' });
    expect(await entries(flow)).toEqual(['Kettle']);
  });
});

test('a source that fails is retried later and does not block the others', async () => {
  const broken = await live('schedule-trigger', { every: 'day', at: '13:00' }, 'store');
  const whole = await live('schedule-trigger', { every: 'day', at: '13:00' }, 'store');
  await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx`update trigger_sources set plan_hash = 'gone' where flow_id = ${broken}`,
  );
  store.clock.set(NOON + HOUR);
  const errors: unknown[] = [];
  while (await runSources(store.db, store.contextOf, store.clock.now(), (error) => errors.push(error)));
  await host.settle();
  expect(errors).toHaveLength(1);
  expect(await entries(whole)).toHaveLength(1);
});
