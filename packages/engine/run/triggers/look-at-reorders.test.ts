import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node, testStore, VirtualHost, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

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
const passTo = (until: number) => pass(until - store.clock.now(), 12 * HOUR);
/** Advances in steps, as the worker checks again and again. */
async function pass(span: number, step = HOUR) {
  for (let left = span; left > 0; left -= step) await host.pass(Math.min(step, left));
}

describe('the day on which a product is due again', () => {
  const reminder = { date: 'product-reorder', when: 'before', days: 3, at: '09:00' };
  const due = (
    name: string,
    dueOn: string,
    more: { product?: string; boughtOn?: string; chance?: number } = {},
  ) =>
    store.db.inWorkspace(
      store.context.workspaceId,
      (
        tx,
      ) => tx`insert into reorder_dates (workspace_id, customer_id, product_id, model, title, bought_on, due_on, from_on,
          until_on, chance, predicted_at)
        select ${store.context.workspaceId}, id, ${more.product ?? 'kettle'}, 'some-model', 'Kettle',
          ${more.boughtOn ?? '2026-05-14'}, ${dueOn}, ${dueOn}, ${dueOn}, ${more.chance ?? 0.8}, ${store.clock.now()}
          from customers where email = ${`${name}@example.com`}
        on conflict (customer_id, product_id) do update set due_on = excluded.due_on, bought_on = excluded.bought_on,
          predicted_at = excluded.predicted_at`,
    );
  const reached = async (): Promise<unknown[][]> =>
    (
      await store.db.inWorkspace(
        store.context.workspaceId,
        (tx) => tx<{ who: string; properties: Record<string, unknown> }[]>`
          select split_part(c.email, '@', 1) as who, e.properties from events e join customers c on c.id = e.customer_id
            where e.type = 'date-reached' order by c.email, e.properties->>'productId'`,
      )
    ).map(({ who, properties }) => [who, properties['productId'], properties['date']]);

  test('sets the product of the enrolment where the store has it, and lets people in without it as well', async () => {
    await tell('', 'product-created', {
      properties: { productId: 'kettle', title: 'Kettle', price: '80.00' },
    });
    await person('ann');
    await person('bea');
    await due('ann', '2026-06-14');
    await due('ann', '2026-06-14', { product: 'unknown' });
    await due('bea', '2026-06-14', { product: 'unknown' });
    await live('date-trigger', reminder);
    await passTo(Date.UTC(2026, 5, 12));
    const rows = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx<{ who: string; title: string | null }[]>`
        select split_part(c.email, '@', 1) as who, p.title from enrolments e join customers c on c.id = e.customer_id
          left join products p on p.id = e.product_id order by 1, 2 nulls last`,
    );
    expect(rows.map(({ who, title }) => [who, title])).toEqual([
      ['ann', 'Kettle'],
      ['ann', null],
      ['bea', null],
    ]);
  });

  test('lets people in days before it, in their time zone, with the product, if it is likely enough', async () => {
    await person('berlin', { zone: 'Europe/Berlin' });
    await person('tokyo', { zone: 'Asia/Tokyo' });
    await person('unlikely', { zone: 'Europe/Berlin' });
    await due('berlin', '2026-06-14');
    await due('berlin', '2026-06-30', { product: 'filter' });
    await due('tokyo', '2026-06-14');
    await due('unlikely', '2026-06-14', { chance: 0.2 });
    const flow = await live('date-trigger', reminder);
    // Noon of the tenth is past nine in the morning of the tenth everywhere, and before that of the eleventh.
    await passTo(Date.UTC(2026, 5, 11, 6));
    expect(await entries(flow)).toEqual(['tokyo']);
    await passTo(Date.UTC(2026, 5, 11, 8));
    expect(await entries(flow)).toEqual(['berlin', 'tokyo']);
    expect(await reached()).toEqual([
      ['berlin', 'kettle', '2026-06-14'],
      ['tokyo', 'kettle', '2026-06-14'],
    ]);
    await passTo(Date.UTC(2026, 5, 27, 8));
    expect((await reached()).filter(([who]) => who === 'berlin')).toEqual([
      ['berlin', 'filter', '2026-06-30'],
      ['berlin', 'kettle', '2026-06-14'],
    ]);
  });

  test('once for each purchase, however the day moves, and again after the next one', async () => {
    await person('ann');
    await due('ann', '2026-06-14');
    await live('date-trigger', reminder);
    await passTo(Date.UTC(2026, 5, 12));
    expect(await reached()).toHaveLength(1);
    await due('ann', '2026-06-16');
    await passTo(Date.UTC(2026, 5, 20));
    expect(await reached()).toHaveLength(1);
    await due('ann', '2026-06-30', { boughtOn: '2026-06-18' });
    await passTo(Date.UTC(2026, 5, 30));
    expect(await reached()).toHaveLength(2);
  });

  test('a day that moved into the past is made up for, unless it was over when the flow began', async () => {
    await person('ann');
    await person('bea');
    await due('ann', '2026-06-30');
    // Three days before it was yesterday.
    await due('bea', '2026-06-12');
    await live('date-trigger', reminder);
    await passTo(Date.UTC(2026, 5, 12));
    expect(await reached()).toEqual([]);
    await due('ann', '2026-06-14');
    await passTo(Date.UTC(2026, 5, 12, 1));
    expect(await reached()).toEqual([['ann', 'kettle', '2026-06-14']]);
  });

  test('whoever has bought it since does not enter, and whoever bought something else does', async () => {
    for (const name of ['ann', 'bea']) {
      await person(name);
      await due(name, '2026-06-14', { product: name === 'ann' ? 'kettle' : 'filter' });
    }
    await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx`insert into models (id, workspace_id, name, parameters, report, samples, trained_at, active)
        values (gen_random_uuid(), ${store.context.workspaceId}, 'some-model', '{}', '{}', 1, ${store.clock.now()}, false)`,
    );
    await live('date-trigger', reminder);
    store.clock.pass(HOUR);
    await orderOf('ann', '#1');
    await orderOf('bea', '#2');
    await passTo(Date.UTC(2026, 5, 12));
    expect(await reached()).toEqual([['bea', 'filter', '2026-06-14']]);
  });
});
