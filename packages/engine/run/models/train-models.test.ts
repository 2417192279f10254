import { readHome } from '@millrace/services/home';
import { listModels } from '@millrace/services/models';
import { testStore, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { trainDueModels } from './train-due-models.ts';
import { trainModels } from './train-models.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const START = Date.UTC(2026, 5, 10, 12);
const STEPS = ['cart', 'checkout', 'shipping', 'payment'];

async function open(): Promise<TestStore> {
  const store = await testStore(database.url);
  store.clock.set(START);
  return store;
}
const cardOf = async (store: TestStore, id: string) =>
  (await listModels(store.context, {})).find((model) => model.id === id)!;
const rowsOf = (store: TestStore, name: string) =>
  store.db.inWorkspace(
    store.context.workspaceId,
    (tx) =>
      tx<{ active: boolean; samples: number }[]>`select active, samples from models where name = ${name}`,
  );

/** Carts of the last months: the further people got in the checkout, the more of them bought a day later. */
async function fillWithCarts(store: TestStore, count: number) {
  const { workspaceId } = store.context;
  await store.db.inWorkspace(workspaceId, async (tx) => {
    await tx`insert into customers (id, workspace_id, email, created_at)
      select gen_random_uuid(), ${workspaceId}, 'p' || n || '@example.com', ${START - 300 * DAY}
      from generate_series(1, ${count}) n`;
    await tx`insert into carts (id, workspace_id, source, external_id, customer_id, currency, total,
      items_count, lines, step, created_at, updated_at, completed_at)
      select gen_random_uuid(), ${workspaceId}, 'api', email, id, 'USD', 5000, 1,
        '[{"productId":"kettle","title":"Kettle","category":null,"quantity":1,"price":5000,"cost":2000}]',
        (${STEPS}::text[])[1 + n % 4], at, at,
          case when (n / 4) % 10 < 1 + 2 * (n % 4) then at + interval '1 day' end
      from (select *, row_number() over (order by email) as n,
        ${new Date(START - 100 * DAY).toISOString()}::timestamptz + row_number() over
        (order by email) * interval '1 hour' as at from customers) c`;
  });
}

test('a store without a past shows every model with the reason why its rule decides', async () => {
  const store = await open();
  expect(await trainModels(store.context, {})).toEqual({
    recovery: 'There are 0 past carts and 400 are needed to learn from.',
    offer: 'The result of an offer is known 5 days after it was made, bought or not.',
    recommend: 'There is no past order to learn from yet.',
    'lifetime-value': '0 customers have ordered so far, and 300 are needed to learn from.',
    'best-hour':
      '0 customers were there more than once in the last half year, and 200 are needed to learn from.',
    'product-demand': '0 products have sold so far, and 20 are needed to learn from.',
    'ticket-class': 'The class of 0 past tickets is known and 300 are needed to learn from.',
    'best-channel': '0 choices between channels had a final result, and 500 are needed to learn from.',
    'reorder-date': '0 customers have ordered so far, and 200 are needed to learn from.',
  });
  for (const model of await listModels(store.context, {})) {
    expect(model).toMatchObject({
      isUsed: false,
      trainedAt: null,
      triedAt: START,
      content: { standing: { words: 'Rule in use' } },
    });
    expect(model.empty?.sentence).toMatch(/^[A-Z0-9].+\.$/);
  }
  await store.close();
});

test('it is trained on the store’s own carts, and of attempts without enough data only the last is kept', async () => {
  const store = await open();
  await trainModels(store.context, {});
  store.clock.pass(MINUTE);
  await trainModels(store.context, {});
  expect(await rowsOf(store, 'recovery')).toEqual([{ active: false, samples: 0 }]);
  await fillWithCarts(store, 1_200);
  expect(await trainModels(store.context, { models: ['recovery'] })).toEqual({ recovery: 'trained' });
  const card = await cardOf(store, 'recovery');
  expect(card).toMatchObject({ isUsed: true, empty: null, samples: 1_200, trainedAt: store.clock.now() });
  expect(card.content.parts.map(({ part }) => part)).toEqual(['reliability', 'text', 'figures']);
  expect(card.drift?.sentence ?? null).toBeNull();
  // The next training measures how the last one did.
  store.clock.pass(DAY);
  await trainModels(store.context, {});
  expect((await cardOf(store, 'recovery')).drift).toEqual({
    gotWorse: false,
    sentence: 'Only 0 carts have ended since it learned; 200 are needed to check whether it got worse.',
  });
  expect((await rowsOf(store, 'recovery')).filter((row) => row.active)).toHaveLength(1);
  await store.close();
});

test('it is reported as worse when people in the holdout stop coming back', async () => {
  const store = await open();
  await fillWithCarts(store, 1_200);
  await trainModels(store.context, { models: ['recovery'] });
  const { workspaceId } = store.context;
  // Three hundred people in the holdout; four in ten were predicted to come back, and none did. People who
  // got messages do not count.
  await store.db.inWorkspace(
    workspaceId,
    (
      tx,
    ) => tx`insert into decisions (id, workspace_id, enrolment_id, flow_id, customer_id, node, visit, model,
      decided_by, inputs, options, chosen, probability, score, explanation, at, silent, reward)
      select gen_random_uuid(), ${workspaceId}, gen_random_uuid(), gen_random_uuid(), id, 'n', 1, 'recovery',
        'model', '{}', '[]', 'first-visit', 1, 0.4, '[]', ${START + HOUR}, n <= 300,
        case when n > 300 then 100 end
      from (select id, row_number() over (order by email) as n from customers) c where n <= 600`,
  );
  store.clock.pass(6 * DAY);
  await trainModels(store.context, { models: ['recovery'] });
  expect((await cardOf(store, 'recovery')).drift?.sentence).toContain('Only 0 carts have ended');
  await store.db.inWorkspace(workspaceId, (tx) => tx`delete from models`);
  store.clock.set(START);
  await trainModels(store.context, { models: ['recovery'] });
  store.clock.pass(8 * DAY);
  await trainModels(store.context, { models: ['recovery'] });
  expect(await cardOf(store, 'recovery')).toMatchObject({
    drift: {
      gotWorse: true,
      sentence: 'It got worse: it predicted that 40% of carts would come back, and 0% did.',
    },
    content: { standing: { state: 'broken', words: 'Got worse' } },
  });
  expect((await readHome(store.context, {})).needs).toContainEqual({
    kind: 'model-drift',
    sentence:
      'Recovery probability: It got worse: it predicted that 40% of carts would come back, and 0% did.',
    href: '/settings/models',
  });
  await store.close();
});

test('offers teach once their time is over, and offers never made teach nothing', async () => {
  const store = await open();
  await fillWithCarts(store, 30);
  const { workspaceId } = store.context;
  const context = {
    segment: 'first-visit',
    recovery: 0.1,
    basket: 5_000,
    discountShare: null,
    margins: { none: 1_000 },
  };
  await store.db.inWorkspace(
    workspaceId,
    (
      tx,
    ) => tx`insert into decisions (id, workspace_id, enrolment_id, flow_id, customer_id, node, visit, model,
      decided_by, inputs, options, chosen, probability, score, explanation, at, silent, reward)
      select gen_random_uuid(), ${workspaceId}, gen_random_uuid(), gen_random_uuid(), id, 'n', 1, 'offer',
        'rule', ${tx.json({ context } as never)},
        '[{"id":"none","probability":0.8,"score":null,"note":null}]', 'none', 0.8, null, '[]',
        case when n <= 20 then ${new Date(START - 6 * DAY).toISOString()}::timestamptz
          else ${new Date(START - 4 * DAY).toISOString()}::timestamptz end, n <= 5,
          case when n % 2 = 0 then 800 end
      from (select id, row_number() over (order by email) as n from customers) c`,
  );
  expect(await trainModels(store.context, { models: ['offer'] })).toEqual({ offer: 'trained' });
  expect(await cardOf(store, 'offer')).toMatchObject({
    isUsed: true,
    samples: 15,
    content: {
      parts: [{ part: 'table', rows: [['No discount', '15', { amount: Math.round((8 * 800) / 15) }]] }],
    },
  });
  await store.close();
});

test('parameters from another release count as not trained: the card says so, and training follows soon', async () => {
  const store = await open();
  await fillWithCarts(store, 1_200);
  const due = () => trainDueModels(store.db, store.contextOf, store.clock.now());
  await due();
  expect((await cardOf(store, 'recovery')).isUsed).toBe(true);
  await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) =>
      tx`update models set id = gen_random_uuid(), parameters = '{"version": 99}', report = '{"odd": true}'
        where name = 'recovery'`,
  );
  expect(await cardOf(store, 'recovery')).toMatchObject({
    isUsed: false,
    trainedAt: null,
    content: { parts: [], standing: { words: 'Rule in use' } },
    empty: { sentence: expect.stringContaining('Another release of Millrace stored') as string },
  });
  store.clock.pass(MINUTE);
  await due();
  expect((await cardOf(store, 'recovery')).isUsed).toBe(false);
  store.clock.pass(2 * MINUTE);
  await due();
  expect((await cardOf(store, 'recovery')).isUsed).toBe(true);
  await store.close();
});

test('each model is trained again a day after its last training, whatever the others do', async () => {
  const store = await open();
  const order = (id: string) => ({
    id,
    type: 'order-placed',
    occurredAt: store.clock.now(),
    customer: { email: 'ann@example.com' },
    properties: {
      orderId: id,
      currency: 'USD',
      lines: [{ productId: 'tea', title: 'Tea', quantity: 1, price: '9.00' }],
    },
  });
  const due = () => trainDueModels(store.db, store.contextOf, store.clock.now());
  await ingestEvents(store.context, API, [order('o1')]);
  await due();
  expect(await cardOf(store, 'recommend')).toMatchObject({ isUsed: true, samples: 1, trainedAt: START });
  await ingestEvents(store.context, API, [order('o2')]);
  store.clock.pass(23 * HOUR);
  await due();
  expect(await cardOf(store, 'recommend')).toMatchObject({ samples: 1, trainedAt: START });
  // Models without enough data were tried again meanwhile.
  expect((await cardOf(store, 'recovery')).triedAt).toBe(START + 23 * HOUR);
  store.clock.pass(HOUR);
  await due();
  expect(await cardOf(store, 'recommend')).toMatchObject({ samples: 2, trainedAt: START + DAY });
  await store.close();
});

test('one store’s training is not shown to another', async () => {
  const store = await open();
  await fillWithCarts(store, 1_200);
  await trainModels(store.context, {});
  const other = await store.other();
  for (const model of await listModels(other, {}))
    expect(model).toMatchObject({ isUsed: false, samples: 0, triedAt: null });
  await store.close();
});
