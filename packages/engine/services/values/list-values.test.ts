import { gatherDueValues } from '@millrace/run/values';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { MINUTE } from '@millrace/base';
import { connect, type Sql } from '@millrace/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkFlow } from '../flows/flow-problems.ts';
import { countMatching } from './count-matching.ts';
import { createFlow } from '../flows/create-flow.ts';
import { eraseCustomer } from '../customers/erase-customer.ts';
import { listFactValues, listKnownFacts } from './list-values.ts';
import { email, graphOf, node, shopOf, testStore, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
let shop: ReturnType<typeof shopOf>;
const inStore = <Result>(run: Parameters<typeof store.db.inWorkspace<Result>>[1]) =>
  store.db.inWorkspace(store.context.workspaceId, run);
const values = async (fact: string, more: object = {}) =>
  (await listFactValues(store.context, { fact, ...more })).values.map(({ value, label, people }) => [
    value,
    label,
    people,
  ]);

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  store = await testStore(database.url);
  shop = shopOf(store);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  return () => store.close();
});
afterAll(() => database.drop());

async function somePeople(): Promise<void> {
  await shop.send('product-updated', undefined, {
    productId: 'kettle',
    title: 'Copper kettle',
    price: '80.00',
    image: 'https://shop.test/kettle.png',
  });
  await shop.send('product-updated', undefined, { productId: 'teapot', title: 'Teapot', price: '40.00' });
  for (const [name, country, plan] of [
    ['ann', 'DE', 'gold'],
    ['bea', 'DE', 'silver'],
    ['cleo', 'US', 'gold'],
  ] as const) {
    const person = shop.person(name, {
      country,
      tags: ['newsletter', ...(country === 'DE' ? ['vip'] : [])],
      plan,
      points: name.length * 10,
      member: true,
      since: '2024-03-01',
    });
    await shop.send('customer-updated', person);
    await shop.send('made-a-wish', person, { wish: country === 'DE' ? 'a boat' : 'a car', size: 3 });
  }
  await shop.fillCart('ann', 'cart-1', { device: 'phone', discountCodes: ['SAVE10'] });
  await shop.fillCart('bea', 'cart-2');
}

describe('values to choose from', () => {
  test('are those in the store, with names for people and the number of people for each', async () => {
    await somePeople();
    expect(await values('customer.country')).toEqual([
      ['DE', 'Germany', 2],
      ['US', 'United States', 1],
    ]);
    expect(await values('customer.tags')).toEqual([
      ['newsletter', 'newsletter', 3],
      ['vip', 'vip', 2],
    ]);
    expect(await values('cart.device')).toEqual([['phone', 'Phone', 1]]);
    expect(await values('cart.discountCodes')).toEqual([['SAVE10', 'SAVE10', 1]]);
    expect(await values('cart.categories')).toEqual([['kitchen', 'kitchen', 2]]);
    expect(await values('customer.consent.email')).toEqual([['subscribed', 'subscribed', 3]]);
    expect(await values('event.type')).toContainEqual(['made-a-wish', 'Made a wish', 3]);
  });

  test('of products are all products, by title and picture, those in carts first', async () => {
    await somePeople();
    const { values: products } = await listFactValues(store.context, { fact: 'cart.productIds' });
    expect(products).toEqual([
      { value: 'kettle', label: 'Copper kettle', image: 'https://shop.test/kettle.png', people: 2 },
      { value: 'teapot', label: 'Teapot', image: null, people: 0 },
    ]);
    expect(await values('cart.productIds', { search: 'copp' })).toEqual([['kettle', 'Copper kettle', 2]]);
    expect(await values('cart.productIds', { named: ['teapot'] })).toEqual([['teapot', 'Teapot', 0]]);
  });

  test('of the goods of an order are all products by title, and the categories', async () => {
    await somePeople();
    expect(await values('event.properties.productIds')).toEqual([
      ['kettle', 'Copper kettle', 2],
      ['teapot', 'Teapot', 0],
    ]);
    expect(await values('event.properties.categories')).toEqual([['kitchen', 'kitchen', 2]]);
    expect(
      (await listKnownFacts(store.context, {})).find(({ fact }) => fact === 'event.properties.categories'),
    ).toMatchObject({
      type: 'list',
    });
  });

  test('are found by typing the name or the code of a country', async () => {
    await somePeople();
    for (const search of ['germ', 'DE', 'GERMANY'])
      expect(await values('customer.country', { search })).toEqual([['DE', 'Germany', 2]]);
    expect(await values('customer.country', { search: '%' })).toEqual([]);
  });

  test('of properties come with their detected type', async () => {
    await somePeople();
    const facts = Object.fromEntries(
      (await listKnownFacts(store.context, {})).map(({ fact, type }) => [fact, type]),
    );
    expect(facts).toMatchObject({
      'customer.properties.plan': 'text',
      'customer.properties.points': 'number',
      'customer.properties.member': 'boolean',
      'customer.properties.since': 'instant',
      'event.properties.wish': 'text',
      'event.properties.size': 'number',
    });
    expect(await values('customer.properties.plan')).toEqual([
      ['gold', 'gold', 2],
      ['silver', 'silver', 1],
    ]);
    expect(await values('event.properties.wish')).toEqual([
      ['a boat', 'a boat', 2],
      ['a car', 'a car', 1],
    ]);
  });

  test('of a property that differs for nearly everybody are not listed', async () => {
    for (let person = 0; person < 260; person += 1)
      await inStore(
        (tx) =>
          tx`insert into customers (id, workspace_id, properties)
            values (uuidv7(), ${store.context.workspaceId}, ${tx.json({ passport: `number-${person}` })})`,
      );
    expect(await values('customer.properties.passport')).toHaveLength(1);
    // That only one of them is listed says nothing of the others.
    expect((await listFactValues(store.context, { fact: 'customer.properties.passport' })).more).toBe(true);
    expect((await listKnownFacts(store.context, {})).map(({ fact }) => fact)).toContain(
      'customer.properties.passport',
    );
  });

  test('are gathered again after a while or on request, and none of an erased person remain', async () => {
    await somePeople();
    expect(await values('customer.country')).toHaveLength(2);
    await shop.send('customer-updated', shop.person('dora', { country: 'FR' }));
    expect(await values('customer.country')).toHaveLength(2);
    expect(await values('customer.country', { fresh: true })).toContainEqual(['FR', 'France', 1]);
    await shop.send('customer-updated', shop.person('emil', { country: 'IT', tags: ['only-emil'] }));
    store.clock.pass(16 * MINUTE);
    while (await gatherDueValues(store.db, store.contextOf, store.clock.now()));
    expect(await values('customer.tags')).toContainEqual(['only-emil', 'only-emil', 1]);
    const [emil] = await inStore(
      (tx) => tx<{ id: string }[]>`select id from customers where email = 'emil@example.com'`,
    );
    await eraseCustomer(store.context, { id: emil!.id });
    expect(await values('customer.tags')).not.toContainEqual(['only-emil', 'only-emil', 1]);
  });

  test('belong to one workspace', async () => {
    await somePeople();
    expect((await listFactValues(await store.other(), { fact: 'customer.country' })).values).toEqual([]);
  });
});

describe('a store of fifty thousand people', () => {
  test('has exact lists, and typing reads no customers', async () => {
    await inStore(
      (tx) => tx`insert into customers (id, workspace_id, country, city, tags, properties, orders_count)
        select uuidv7(), ${store.context.workspaceId}, (array['US', 'DE', 'FR', 'GB'])[1 + n % 4],
          'City ' || n % 700, array['tag ' || n % 9], jsonb_build_object('plan', 'plan ' || n % 3), n % 5
          from generate_series(1, 50000) n`,
    );
    expect(await values('customer.country')).toEqual([
      ['FR', 'France', 12_500],
      ['DE', 'Germany', 12_500],
      ['GB', 'United Kingdom', 12_500],
      ['US', 'United States', 12_500],
    ]);
    expect(await values('customer.properties.plan', { search: 'plan 2' })).toEqual([
      ['plan 2', 'plan 2', 16_667],
    ]);
    expect(await values('customer.city', { limit: 200 })).toHaveLength(200);
    // Reading these tables now fails, which proves that nothing reads them.
    await owner((sql) => sql`revoke select on customers, carts, orders, events, products from millrace_app`);
    for (const search of ['c', 'ci', 'cit', 'city 69'])
      expect((await values('customer.city', { search })).length).toBeGreaterThan(0);
    await owner((sql) => sql`grant select on customers, carts, orders, events, products to millrace_app`);
    const counted = await countMatching(store.context, {
      condition: {
        all: [
          { fact: 'customer.country', operator: 'is', value: 'DE' },
          { fact: 'customer.ordersCount', operator: 'at-least', value: 4 },
        ],
      },
    });
    expect(counted).toMatchObject({ people: 2_500, of: 50_000, exact: true });
    const about = await countMatching(store.context, {
      condition: { event: 'order-placed', measure: 'count', operator: 'is', value: 0 },
    });
    expect(about).toMatchObject({ of: 50_000, exact: false });
    expect(Math.abs(about.people! - 50_000)).toBeLessThan(4_000);
  }, 120_000);

  async function owner(run: (sql: Sql) => Promise<unknown>): Promise<void> {
    const db = connect(database.url, { max: 1 });
    await db.sql`set role none`;
    await run(db.sql);
    await db.close();
  }
});

describe('a condition on a value that nobody has', () => {
  const flowOn = async (filter: unknown) => {
    const graph = graphOf([
      node('trigger', 'event-trigger', { event: 'product-viewed', filter }),
      email('mail'),
      node('end', 'end'),
    ]);
    const { id } = await createFlow(store.context, { name: 'Checked', graph });
    const { problems } = await checkFlow(store.context, { id, graph });
    return { graph, problems: problems.filter(({ code }) => code === 'value-unknown') };
  };

  test('is pointed out, with the value that was probably meant and a button that inserts it', async () => {
    await somePeople();
    await values('customer.country');
    const { problems } = await flowOn({
      all: [
        { fact: 'customer.country', operator: 'is', value: 'Germany' },
        { fact: 'customer.tags', operator: 'contains', value: 'VIPP' },
      ],
    });
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        node: 'trigger',
        field: 'filter',
        sentence: 'Nobody has the country “Germany”. Germany is kept as “DE” in this store.',
        fix: {
          title: 'Use Germany',
          edits: [{ do: 'set-config', node: 'trigger', path: 'filter.all.0.value', value: 'DE' }],
        },
      }),
      expect.objectContaining({ sentence: 'Nobody has the tag “VIPP” now.', fix: undefined }),
    ]);
  });

  test('can be one of several in a list, and the others stay', async () => {
    await somePeople();
    await values('customer.country');
    const { problems } = await flowOn({
      fact: 'customer.country',
      operator: 'is-one-of',
      value: ['US', 'germany'],
    });
    expect(problems.map(({ fix }) => fix?.edits)).toEqual([
      [{ do: 'set-config', node: 'trigger', path: 'filter.value', value: ['US', 'DE'] }],
    ]);
  });

  test('is not claimed where values are not gathered, or everybody has a different one', async () => {
    await somePeople();
    await values('customer.country');
    expect((await flowOn({ fact: 'customer.firstName', operator: 'is', value: 'Nobody' })).problems).toEqual(
      [],
    );
    expect((await flowOn({ fact: 'customer.country', operator: 'is', value: 'de' })).problems).toEqual([]);
    expect(
      (await flowOn({ fact: 'customer.country', operator: 'starts-with', value: 'X' })).problems,
    ).toEqual([]);
  });
});
