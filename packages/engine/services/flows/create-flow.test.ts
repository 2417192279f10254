import { DAY } from '@millrace/base';
import { templates } from '@millrace/templates';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testStore } from '../testing/index.ts';
import { joinTeam } from '../testing/team.ts';
import { cloneTemplate } from './create-flow.ts';
import { getFlow } from './list-flows.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a flow made from a template belongs to who made it, and asks for a review on its day', async () => {
  const store = await testStore(database.url);
  const template = Object.values(templates)[0]!;
  const mia = await joinTeam(database, store, 'Mia', 'marketer');
  const day = new Date(store.clock.now() + template.reviewAfterDays * DAY).toISOString().slice(0, 10);
  const settingsOf = async (context: typeof mia.context) => {
    const { id } = await cloneTemplate(context, { template: template.id });
    return (await getFlow(context, { id })).graph.settings;
  };
  expect(await settingsOf(mia.context)).toMatchObject({ owner: 'Mia', reviewOn: day });
  // A key is nobody's owner.
  const byKey = await settingsOf(store.context);
  expect(byKey.reviewOn).toBe(day);
  expect(byKey.owner).toBeUndefined();
  await store.close();
});
