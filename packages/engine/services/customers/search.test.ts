import { ingestEvents } from '@millrace/run/intake';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseCustomer } from './erase-customer.ts';
import { listCustomers } from './read-customers.ts';
import { testStore, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const PEOPLE = [
  {
    externalId: 1,
    email: 'emile@example.com',
    firstName: 'E\u0301mile',
    lastName: 'Zola',
    phone: '+33 1 23 45 67 89',
  },
  {
    externalId: 2,
    email: 'ipek@example.com',
    firstName: 'İpek',
    lastName: 'Yıldız',
    phone: '+90 212 345 67 89',
  },
  { externalId: 3, email: 'anna@example.com', firstName: 'Anna', lastName: 'Straße', phone: '+493012345678' },
  {
    externalId: 4,
    email: 'bob_100@example.com',
    firstName: 'Bob',
    lastName: 'O\u2019Hara',
    phone: '(312) 555-0142',
    country: 'US',
  },
];

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  await ingestEvents(
    store.context,
    API,
    PEOPLE.map((customer) => ({ id: `p${customer.externalId}`, type: 'customer-updated', customer })),
  );
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const found = async (search: string) =>
  (await listCustomers(store.context, { search })).items.map((item) => item.email?.split('@')[0]).sort();

test.each([
  ['Émile', ['emile']],
  ['E\u0301MILE', ['emile']],
  ['émile zo', ['emile']],
  ['zola é', ['emile']],
  ['İPEK', ['ipek']],
  ['ipek', ['ipek']],
  ['YILDIZ', ['ipek']],
  ['STRASSE', ['anna']],
  ['BOB_1', ['bob_100']],
  ['bob_100', ['bob_100']],
  ['%', []],
  ['_ob', []],
  ['mile', []],
])('"%s" finds %j', async (search, expected) => {
  expect(await found(search)).toEqual(expected);
});

test.each([
  ['+33123456789', 'emile'],
  ['01 23 45 67 89', 'emile'],
  ['0212 345 67 89', 'ipek'],
  ['030 12345678', 'anna'],
  ['030/123456-78', 'anna'],
  ['4930 12345678', 'anna'],
  ['(312) 555-0142', 'bob_100'],
  ['312 555 0142', 'bob_100'],
  ['+1 312-555-0142', 'bob_100'],
])('the number %s is found, written at home or abroad', async (written, expected) => {
  expect(await found(written)).toContain(expected);
  expect(
    (await listCustomers(store.context, { phone: written })).items.map((item) => item.email?.split('@')[0]),
  ).toContain(expected);
});

test('names are stored in composed Unicode form', async () => {
  const [emile] = (await listCustomers(store.context, { email: 'EMILE@example.com' })).items;
  expect(emile?.firstName).toBe('Émile');
});

test('the search follows changes, and forgets erased people', async () => {
  await ingestEvents(store.context, API, [
    {
      id: 'new-name',
      type: 'customer-updated',
      customer: { externalId: 3, email: 'anna.new@example.com', lastName: 'Weg' },
    },
  ]);
  expect(await found('straße')).toEqual([]);
  expect(await found('weg')).toEqual(['anna.new']);
  const [anna] = (await listCustomers(store.context, { search: 'weg' })).items;
  await eraseCustomer(store.context, { id: anna?.id ?? '' });
  expect(await found('weg')).toEqual([]);
  const left = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx`select 1 from customer_search where customer_id = ${anna?.id ?? ''}`,
  );
  expect(left).toHaveLength(0);
});

test('an index answers it, and no table is read whole', async () => {
  await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    await tx`insert into customers (id, workspace_id, email, first_name)
      select uuidv7(), ${store.context.workspaceId}, 'n' || n || '@example.com', 'Name' || n
      from generate_series(1, 4000) n`;
    await tx`analyze customer_search`.catch(() => undefined);
  });
  const plan = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ 'QUERY PLAN': string }[]>`
    explain select customer_id from customer_search
      where word >= fold_text('Name39') and word < fold_text('Name39') || chr(1114111)`,
  );
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/customer_search_pkey/);
  expect((await listCustomers(store.context, { search: 'NAME399', limit: 50 })).items).toHaveLength(11);
});
