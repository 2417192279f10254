import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlow, flowAnalytics, updateStore } from '../index.ts';
import { testStore, type TestStore } from '../testing/index.ts';

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

/** Of 10,000 people a tenth is held back; each order leaves a margin of 3,000 minor units. */
async function flowThatGained(): Promise<string> {
  const flow = await createFlow(store.context, { name: 'Gained' });
  const arm = (heldOut: boolean, people: number, orders: number) => ({ heldOut, people, orders });
  await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    for (const { heldOut, people, orders } of [arm(false, 9_000, 1_080), arm(true, 1_000, 60)])
      await tx`insert into arm_sums (workspace_id, flow_id, held_out, share, shard, people, converted, orders, revenue, margin, margin_squared)
        values (${store.context.workspaceId}, ${flow.id}, ${heldOut}, 0.1, 0, ${people}, ${orders}, ${orders}, ${orders * 8_000}, ${orders * 3_000}, ${orders * 9_000_000})`;
  });
  return flow.id;
}

test('the sentence of a flow writes money as the store does, and not in minor units', async () => {
  const id = await flowThatGained();
  const inDollars = await flowAnalytics(store.context, { id });
  expect(inDollars.lift.causedMargin?.estimate).toBe(1_620_000);
  expect(inDollars.sentence).toMatch(/^This flow caused about \$16,200 of margin, between \$[\d,]+ and \$[\d,]+\.$/);
  await updateStore(store.context, { currency: 'JPY' });
  expect((await flowAnalytics(store.context, { id })).sentence).toContain('caused about ¥1,620,000 of margin');
});
