import { customerTimeline, listCustomers } from '@millrace/services/customers';
import { getDecision } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
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
import { emailChannel, emailContentSchema } from '@millrace/channels';
import { DAY, HOUR } from '@millrace/base';
import { PRODUCT_BASES } from '@millrace/decisions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { trainModels } from './train-models.ts';
import { productsAskedIn } from './recommended-products.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const START = Date.UTC(2026, 5, 10, 12);
const PRODUCTS = [
  ['kettle', 'Kettle', 'kitchen', '80.00', 9],
  ['tea', 'Tea', 'kitchen', '9.00', 9],
  ['cup', 'Cup', 'kitchen', '12.00', 9],
  ['lamp', 'Lamp', 'home', '50.00', 9],
  ['rug', 'Rug', 'home', '90.00', 9],
] as const;

/** A store where people buy a kettle together with one product, and lamps alone. */
async function storeWhere(
  boughtWith: string,
  bases: string | readonly string[],
  products: readonly (readonly [string, string, string, string, number])[] = PRODUCTS,
) {
  const store = await testStore(database.url);
  store.clock.set(START);
  const { workspaceId } = store.context;
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const told = products.map(([productId, title, category, price, stock]) => ({
    id: `p-${productId}`,
    type: 'product-created',
    occurredAt: START,
    properties: { productId, title, category, price, stock, url: `https://shop.test/${productId}` },
  }));
  expect((await ingestEvents(store.context, API, told)).refused).toEqual([]);
  const line = (id: string) => ({
    productId: id,
    title: PRODUCTS.find(([one]) => one === id)?.[1] ?? id,
    category: PRODUCTS.find(([one]) => one === id)?.[2] ?? null,
  });
  await store.db.inWorkspace(workspaceId, async (tx) => {
    for (const [count, lines] of [
      [80, [line('kettle'), line(boughtWith)]],
      [20, [line('kettle')]],
      [150, [line('lamp')]],
    ] as const)
      await tx`insert into orders (id, workspace_id, source, external_id, currency, lines, placed_at, counted)
        select gen_random_uuid(), ${workspaceId}, 'api', 'past-' || gen_random_uuid(), 'USD',
          ${tx.json(lines as never)}, ${START - 60 * DAY}, true from generate_series(1, ${count})`;
  });
  await trainModels(store.context, {});
  const content = emailContentSchema.parse({
    ...(emailChannel.example as object),
    blocks: [
      ...[bases].flat().map((basis) => ({ type: 'recommendations', title: 'For you', count: 1, basis })),
      { type: 'footer' },
    ],
  });
  const flow = await createFlow(store.context, {
    name: 'Carts',
    graph: graphOf([
      cartTrigger(),
      wait('hour', 1, 'hours'),
      node('mail', 'send-email', { content }),
      node('end', 'end'),
    ]),
  });
  await publishFlow(store.context, { id: flow.id });
  return { store, shop: shopOf(store), host: new VirtualHost(store) };
}

async function mailTo(store: TestStore): Promise<string> {
  expect((await listMessages(store.context, {})).items.map((message) => message.status)).toEqual(['sent']);
  const [row] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ html: string }[]>`select html from messages`,
  );
  return row?.html ?? '';
}
const titlesIn = (html: string) =>
  PRODUCTS.map(([, title]) => title).filter((title) => new RegExp(`>\\s*${title}\\s*<`).test(html));

async function decisionOf(store: TestStore) {
  const [customer] = (await listCustomers(store.context, {})).items.filter(
    (one) => one.email === 'ann@example.com',
  );
  const story = await customerTimeline(store.context, { id: customer!.id, only: ['decision'] });
  expect(story.items).toHaveLength(1);
  return {
    item: story.items[0]!,
    decision: await getDecision(store.context, { id: story.items[0]!.refers! }),
  };
}

test('two stores with different pasts recommend different products for the same cart, and each says why', async () => {
  for (const [boughtWith, title] of [
    ['tea', 'Tea'],
    ['cup', 'Cup'],
  ] as const) {
    const { store, shop, host } = await storeWhere(boughtWith, 'bought-together');
    await shop.fillCart('ann', 'c1');
    await host.pass(3 * HOUR);
    expect(titlesIn(await mailTo(store))).toEqual([title]);
    const { item, decision } = await decisionOf(store);
    expect(item).toMatchObject({ title: 'Recommended products', reason: `Shows ${title}.` });
    expect(decision).toMatchObject({
      by: 'model',
      node: 'mail',
      chosen: boughtWith,
      told: {
        sentences: [`Shows ${title}.`, 'Often bought together with Kettle.'],
        options: { [boughtWith]: title },
      },
    });
    await store.close();
  }
});

test.each<[string, string, string]>([
  ['best-sellers', 'Lamp', 'Sells best in the shop.'],
  ['same-category', 'Tea', 'Sells best in the category of Kettle.'],
  ['recently-viewed', 'Rug', 'They viewed it lately.'],
])('a block chosen by %s shows %s', async (basis, title, why) => {
  const { store, shop, host } = await storeWhere('tea', basis);
  await shop.send('product-viewed', shop.person('ann'), { productId: 'lamp' });
  store.clock.pass(HOUR);
  await shop.send('product-viewed', shop.person('ann'), { productId: 'rug' });
  await shop.fillCart('ann', 'c1');
  await host.pass(3 * HOUR);
  expect(titlesIn(await mailTo(store))).toEqual([title]);
  const { decision } = await decisionOf(store);
  expect(decision.told.sentences).toEqual([`Shows ${title}.`, why]);
  expect(decision.told.known).toContainEqual({ name: 'Chosen by', value: expect.any(String) as string });
  await store.close();
});

test('products that are sold out, or that the person has just bought, are left out', async () => {
  const soldOut = PRODUCTS.map(
    ([id, title, category, price, stock]) => [id, title, category, price, id === 'tea' ? 0 : stock] as const,
  );
  const { store, shop, host } = await storeWhere('tea', 'bought-together', soldOut);
  // Bought last week, so not shown again; the order of long ago excludes nothing.
  for (const [orderId, productId, days] of [
    ['o1', 'cup', 5],
    ['o2', 'lamp', 90],
  ] as const)
    await ingestEvents(store.context, API, [
      {
        id: orderId,
        type: 'order-placed',
        occurredAt: START - days * DAY,
        customer: { email: 'ann@example.com' },
        properties: {
          orderId,
          currency: 'USD',
          lines: [{ productId, title: productId, quantity: 1, price: '12.00' }],
        },
      },
    ]);
  await shop.fillCart('ann', 'c1');
  await host.pass(3 * HOUR);
  expect(titlesIn(await mailTo(store))).toEqual(['Lamp']);
  expect((await decisionOf(store)).decision.told.sentences).toEqual([
    'Shows Lamp.',
    'Sells best in the shop.',
  ]);
  await store.close();
});

test('a store without training shows products that can be bought', async () => {
  const { store, shop, host } = await storeWhere('tea', 'bought-together');
  await store.db.inWorkspace(store.context.workspaceId, (tx) => tx`delete from models`);
  await shop.fillCart('ann', 'c1');
  await host.pass(3 * HOUR);
  expect(titlesIn(await mailTo(store))).toEqual(['Cup']);
  expect((await decisionOf(store)).decision).toMatchObject({
    by: 'rule',
    told: { sentences: ['Shows Cup.', 'In the same category as Kettle.'] },
  });
  await store.close();
});

test('a message whose blocks have different bases shows each its own products, with a reason for each', async () => {
  const { store, shop, host } = await storeWhere('tea', ['bought-together', 'best-sellers']);
  await shop.fillCart('ann', 'c1');
  await host.pass(3 * HOUR);
  expect(titlesIn(await mailTo(store))).toEqual(['Tea', 'Lamp']);
  const [customer] = (await listCustomers(store.context, {})).items;
  const story = await customerTimeline(store.context, { id: customer!.id, only: ['decision'] });
  expect(story.items.map((item) => item.reason).sort()).toEqual(['Shows Lamp.', 'Shows Tea.']);
  await store.close();
});

test('of blocks with the same basis, the one that shows most sets the number', () => {
  const asked = productsAskedIn({
    blocks: [
      { type: 'recommendations', basis: 'best-sellers', count: 2 },
      { type: 'text', text: 'x' },
      { type: 'recommendations', basis: 'best-sellers', count: 4 },
      { type: 'recommendations', basis: 'same-category', count: 1 },
    ],
  });
  expect([...asked]).toEqual([
    ['best-sellers', 4],
    ['same-category', 1],
  ]);
  for (const nothing of [null, 7, {}, { blocks: 'x' }, { blocks: [null, { type: 'text' }] }])
    expect(productsAskedIn(nothing).size).toBe(0);
});

test('a block accepts every basis for choosing products, and no other', () => {
  const block = (basis: unknown) => ({
    ...(emailChannel.example as object),
    blocks: [{ type: 'recommendations', title: '', count: 1, basis }, { type: 'footer' }],
  });
  for (const basis of PRODUCT_BASES) expect(emailContentSchema.safeParse(block(basis)).success).toBe(true);
  expect(emailContentSchema.safeParse(block('the-moon')).success).toBe(false);
});
