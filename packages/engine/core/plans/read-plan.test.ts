import { createFlow, getFlow, publishFlow } from '@millrace/services/flows';
import { cartTrigger, email, graphOf, testStore, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { attributionRules } from '@millrace/channels';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPlan } from './read-plan.ts';

let database: TestDatabase;
let store: TestStore;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url, {});
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const inStore = <Result>(run: Parameters<typeof store.db.inWorkspace<Result>>[1]) =>
  store.db.inWorkspace(store.context.workspaceId, run);
async function published(attribution: Record<string, unknown>): Promise<string> {
  const graph = graphOf([cartTrigger(), wait('pause', 1, 'hours'), email('mail')], { attribution });
  const { id } = await createFlow(store.context, { name: 'Carts', graph });
  expect((await getFlow(store.context, { id })).graph.settings.attribution).toEqual(attribution);
  await publishFlow(store.context, { id });
  const [row] = await inStore(
    (tx) => tx<{ plan_hash: string }[]>`select plan_hash from flow_versions where flow_id = ${id}`,
  );
  return row!.plan_hash;
}
const attributionOf = async (hash: string) =>
  (await inStore((tx) => readPlan(tx, store.context.workspaceId, hash))).settings.attribution;

test('a plan has its own attribution hours: those of the flow, and the defaults of its channels', async () => {
  expect(await attributionOf(await published({}))).toEqual(attributionRules());
  expect(await attributionOf(await published({ sms: { delivered: 1 } }))).toEqual({
    ...attributionRules(),
    sms: { ...attributionRules()['sms'], delivered: 1 },
  });
});

test('a plan that an earlier release published gets its hours when read, and the stored plan does not change', async () => {
  const hash = await published({ email: { opened: 2 } });
  const former = { emailHours: 72, smsClickHours: 96, smsDeliveryHours: 6 };
  await inStore(
    (tx) => tx`insert into plans (workspace_id, hash, plan)
      select workspace_id, 'former', jsonb_set(plan, '{settings,attribution}', ${tx.json(former)}) from plans
        where hash = ${hash}`,
  );
  expect(await attributionOf('former')).toEqual({
    email: { opened: 72, clicked: 72 },
    sms: { clicked: 96, delivered: 6 },
  });
  const [row] = await inStore(
    (tx) =>
      tx<
        { kept: unknown }[]
      >`select plan->'settings'->'attribution' as kept from plans where hash = 'former'`,
  );
  expect(row!.kept).toEqual(former);
});
