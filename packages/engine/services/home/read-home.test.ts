import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { pauseFlow } from '../flows/change-state.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { readHome } from './read-home.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { cartTrigger, email, graphOf, node, shopOf, testStore, VirtualHost, wait } from '../testing/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

test('Home counts what happened in the last day, and leaves out what is not counted', async () => {
  const store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  const host = new VirtualHost(store);
  const shop = shopOf(store);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const graph = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]);
  const flow = await createFlow(store.context, { name: 'Carts', graph });
  await publishFlow(store.context, { id: flow.id });
  await shop.fillCart('ann', 'a1');
  await shop.fillCart('bea', 'b1');
  await host.pass(20 * MINUTE);
  await shop.buy('bea', 'o1', 'b1');
  await host.pass(2 * HOUR);

  const home = await readHome(store.context, {});
  expect(home.today).toEqual({
    orders: 1,
    revenue: 8_000,
    entered: 2,
    sent: 1,
    held: 0,
    refused: 0,
    abandoned: 2,
  });
  expect(home.caused).toMatchObject([
    { flowId: flow.id, state: 'live', version: 1, people: 2, lift: 'no-holdout' },
  ]);

  await pauseFlow(store.context, { id: flow.id });
  await host.pass(25 * HOUR);
  const later = await readHome(store.context, {});
  expect(later.today).toEqual({
    orders: 0,
    revenue: 0,
    entered: 0,
    sent: 0,
    held: 0,
    refused: 0,
    abandoned: 0,
  });
  expect(later.needs).toMatchObject([{ kind: 'paused-flow', href: `/flows/${flow.id}` }]);
  await store.close();
});

test('a flow whose people were not divided as intended is listed for as long as that lasts', async () => {
  const store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  const graph = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')], {
    holdout: 0.2,
  });
  const flow = await createFlow(store.context, { name: 'Carts', graph });
  await publishFlow(store.context, { id: flow.id });
  const { workspaceId } = store.context;
  const count = (heldOut: boolean, people: number) =>
    store.db.inWorkspace(workspaceId, async (tx) => {
      await tx`delete from arm_sums where flow_id = ${flow.id} and held_out = ${heldOut}`;
      await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people) values (${workspaceId}, ${flow.id}, ${flow.id}, now(), ${heldOut}, 0.2, 0, ${people})`;
    });
  const uneven = async () =>
    (await readHome(store.context, {})).needs.filter((need) => need.kind === 'sample-ratio');
  await count(false, 800);
  await count(true, 200);
  expect(await uneven()).toEqual([]);
  await count(true, 20);
  expect(await uneven()).toEqual([
    {
      kind: 'sample-ratio',
      sentence: expect.stringMatching(
        /^Carts: 2\.4% of people are in the holdout, but 20% was intended\./,
      ) as string,
      href: `/flows/${flow.id}/results`,
    },
  ]);
  await store.close();
});
