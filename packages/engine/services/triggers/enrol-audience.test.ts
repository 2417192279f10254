import { ingestEvents } from '@millrace/run/intake';
import { runBulkJobs } from '@millrace/run/bulk-jobs';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { MINUTE } from '@millrace/base';
import type { Database } from '@millrace/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { enrolAudience, listAudiences } from './enrol-audience.ts';
import { listAudit } from '../settings/audit.ts';
import { listEnrolments } from '../enrolments/read-enrolments.ts';
import { pauseFlow } from '../flows/change-state.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import {
  cartTrigger,
  graphOf,
  node,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  host = new VirtualHost(store);
});

async function live(
  trigger = node('trigger', 'audience-trigger', { reentry: { rule: 'never' } }),
  subject = 'customer',
) {
  const flow = await createFlow(store.context, {
    name: `Letter ${Math.random()}`,
    graph: { ...graphOf([trigger, wait('hour', 1, 'hours'), node('end', 'end')]), subject },
  });
  await publishFlow(store.context, { id: flow.id });
  return flow.id;
}
async function people(count: number) {
  const events = Array.from({ length: count }, (_, index) => ({
    id: `p-${index}`,
    type: 'customer-created',
    customer: { email: `p${index}@example.com`, tags: index % 2 === 0 ? ['even'] : [] },
  }));
  for (let from = 0; from < count; from += 500)
    await ingestEvents(store.context, API, events.slice(from, from + 500));
  await host.settle();
}
const EVEN = { fact: 'customer.tags', operator: 'contains' as const, value: 'even' };
const count = async (flow: string) => {
  const [row] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) =>
      tx<
        { all: number; people: number }[]
      >`select count(*)::int as all, count(distinct customer_id)::int as people from enrolments
        where flow_id = ${flow}`,
  );
  return row;
};

test('lets in everybody who matches, shows its progress, and is in the audit log', async () => {
  await people(10);
  const flow = await live();
  const job = await enrolAudience(store.context, { flow, condition: EVEN });
  expect(job).toMatchObject({ total: 10, done: 0, matched: 0, finishedAt: null });
  await host.settle();
  expect(await listAudiences(store.context, { flow })).toMatchObject([
    { id: job.id, total: 10, done: 10, matched: 5, planned: false },
  ]);
  expect(await count(flow)).toEqual({ all: 5, people: 5 });
  expect((await listAudit(store.context, {})).items[0]).toMatchObject({ action: 'audience-enrolled' });
});

test('applies re-entry rules, and each person’s page shows the reason', async () => {
  await people(4);
  const flow = await live();
  for (let again = 0; again < 2; again += 1) {
    await enrolAudience(store.context, { flow });
    await host.settle();
  }
  expect(await count(flow)).toEqual({ all: 4, people: 4 });
  const reasons = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ reason: string }[]>`select reason from entry_refusals`,
  );
  expect(reasons.map((row) => row.reason)).toEqual(Array.from({ length: 4 }, () => 'already-in'));
});

test('repeats a page that failed in the middle, and nobody enters twice or is left out', async () => {
  await people(1_203);
  const flow = await live();
  await enrolAudience(store.context, { flow });
  let broken = 0;
  // Every other page fails after all its work, just before the commit.
  const breaking = new Proxy(store.db, {
    get(target, name, receiver) {
      if (name !== 'inWorkspace') return Reflect.get(target, name, receiver) as unknown;
      return (workspaceId: string, work: (tx: never) => Promise<unknown>) =>
        target.inWorkspace(workspaceId, async (tx) => {
          const result = await work(tx as never);
          if ((broken += 1) % 2 === 1) throw new Error('The process died.');
          return result;
        });
    },
  }) as Database;
  for (let turn = 0; turn < 20; turn += 1) {
    store.clock.set(store.clock.now() + 2 * MINUTE);
    await runBulkJobs(breaking, store.contextOf, store.clock.now()).catch(() => undefined);
  }
  await host.settle();
  expect(broken).toBeGreaterThan(4);
  expect(await count(flow)).toEqual({ all: 1_203, people: 1_203 });
  expect(await listAudiences(store.context, { flow })).toMatchObject([{ done: 1_203, matched: 1_203 }]);
});

test('can use a flow with another trigger: with each person’s cart, and not without one', async () => {
  await people(3);
  await ingestEvents(store.context, API, [
    {
      id: 'cart',
      type: 'cart-updated',
      customer: { email: 'p1@example.com' },
      properties: {
        cartId: 'k-1',
        lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
      },
    },
  ]);
  const flow = await live(
    cartTrigger({ filter: { fact: 'event.properties.source', operator: 'is', value: 'web' } }),
  );
  await enrolAudience(store.context, { flow });
  await host.settle();
  expect((await listEnrolments(store.context, { flow })).items.map((row) => row.customerEmail)).toEqual([
    'p1@example.com',
  ]);
});

test('refuses what could have no effect, and says what to do', async () => {
  const flow = await live();
  const wrong = { code: 'audience-wrong' };
  await expect(
    enrolAudience(store.context, { flow, condition: { fact: 'cart.total', operator: 'at-least', value: 1 } }),
  ).rejects.toMatchObject(wrong);
  await expect(
    enrolAudience(store.context, {
      flow,
      condition: {
        all: [
          EVEN,
          { event: 'page-viewed', measure: 'count', operator: 'at-least', value: 1, sinceEntry: true },
        ],
      },
    }),
  ).rejects.toMatchObject(wrong);
  const about = await live(node('trigger', 'event-trigger', { event: 'product-created' }), 'product');
  await expect(enrolAudience(store.context, { flow: about })).rejects.toMatchObject(wrong);
  await pauseFlow(store.context, { id: flow });
  await expect(enrolAudience(store.context, { flow })).rejects.toMatchObject({ code: 'flow-state-wrong' });
});
