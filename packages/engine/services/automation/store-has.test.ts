import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { TEMPLATES } from '@millrace/templates';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneTemplate } from '../flows/create-flow.ts';
import { checkFlow } from '../flows/flow-problems.ts';
import { connectShop, testStore, type TestStore } from '../testing/index.ts';
import { readForYourStore } from './for-your-store.ts';

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

/** The capabilities that a template's steps lack, according to its draft. */
async function missing(template: string): Promise<string[]> {
  const { id, graph } = await cloneTemplate(store.context, { template });
  const { problems } = await checkFlow(store.context, { id, graph });
  return [...new Set(problems.flatMap(({ asks }) => asks ?? []))];
}

test('before a flow is created the gallery says what its draft will lack', async () => {
  const before = (await readForYourStore(store.context, {})).has.able;
  expect(before).toEqual(expect.arrayContaining(['change-profile', 'web-request']));
  expect(before).not.toContain('make-code');
  for (const { id } of TEMPLATES)
    for (const capability of await missing(id)) expect(before, id).not.toContain(capability);
  expect(await missing('abandoned-cart-classic')).toEqual(['make-code']);

  await connectShop(store.context, 'http://127.0.0.1:99');
  expect((await readForYourStore(store.context, {})).has.able).toEqual(
    expect.arrayContaining([...before, 'make-code']),
  );
  for (const { id } of TEMPLATES) expect(await missing(id), id).toEqual([]);
});
