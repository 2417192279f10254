import { DAY, MINUTE } from '@millrace/base';
import { newId } from '@millrace/db';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { flowAnalytics } from './flow-analytics.ts';
import { COUNTED_AT_ONCE, keepFlowMetrics } from './flow-metrics.ts';
import { mergeShards } from '@millrace/run/measure';
import { updateStore } from '../settings/workspace.ts';
import { listVersions } from '../flows/versions.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { saveFlow } from '../flows/save-flow.ts';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '../testing/index.ts';

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
async function flowThatGained(endsAt = store.clock.now() - DAY): Promise<string> {
  const flow = await createFlow(store.context, { name: 'Gained' });
  const arm = (heldOut: boolean, people: number, orders: number) => ({ heldOut, people, orders });
  await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    for (const { heldOut, people, orders } of [arm(false, 9_000, 1_080), arm(true, 1_000, 60)])
      await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people, converted, orders, revenue, margin, margin_squared)
        values (${store.context.workspaceId}, ${flow.id}, ${flow.id}, ${endsAt}, ${heldOut}, 0.1, 0, ${people}, ${orders}, ${orders}, ${orders * 8_000}, ${orders * 3_000}, ${orders * 9_000_000})`;
  });
  return flow.id;
}

test('the sentence about a flow writes money as the store does, and not in minor units', async () => {
  const id = await flowThatGained();
  const inDollars = await flowAnalytics(store.context, { id });
  expect(inDollars.lift.causedMargin?.estimate).toBe(1_620_000);
  expect(inDollars.sentence).toMatch(
    /^This flow caused about \$16,200 of margin, between \$[\d,]+ and \$[\d,]+\.$/,
  );
  await updateStore(store.context, { currency: 'JPY' });
  expect((await flowAnalytics(store.context, { id })).sentence).toContain(
    'caused about ¥1,620,000 of margin',
  );
});

test('the success and failure metrics of the settings are counted in both groups, in each person’s own time', async () => {
  const graph = graphOf([cartTrigger(), email('mail'), node('end', 'end')], {
    outcome: 'review-wanted',
    failure: 'customer-unsubscribed',
    outcomeDays: 10,
  });
  const { id } = await createFlow(store.context, { name: 'Measured', graph });
  const { workspaceId } = store.context;
  const entered = Date.UTC(2026, 5, 1);
  await store.db.inWorkspace(workspaceId, async (tx) => {
    const add = async (heldOut: boolean, pace: number, events: readonly (readonly [string, number])[]) => {
      const customer = newId();
      await tx`insert into customers (id, workspace_id, pace, pace_anchor) values (${customer}, ${workspaceId}, ${pace}, ${new Date(entered)})`;
      await tx`insert into flow_people (workspace_id, flow_id, version_id, customer_id, held_out, share, first_entered_at, last_entered_at, window_ends_at, cohort_ends_at)
        values (${workspaceId}, ${id}, ${id}, ${customer}, ${heldOut}, 0.1, ${new Date(entered)}, ${new Date(entered)}, ${new Date(entered + (10 * DAY) / pace)}, ${new Date(entered + (10 * DAY) / pace)})`;
      for (const [type, at] of events)
        await tx`insert into events (id, workspace_id, customer_id, type, occurred_at, received_at, source)
          values (${newId()}, ${workspaceId}, ${customer}, ${type}, ${new Date(at)}, ${new Date(at)},
          'test')`;
    };
    await add(false, 1, [
      ['customer-unsubscribed', entered + 9 * DAY],
      ['customer-unsubscribed', entered + 9.5 * DAY],
    ]);
    await add(false, 1, [
      ['customer-unsubscribed', entered - DAY],
      ['review-wanted', entered + 2 * DAY],
    ]);
    await add(false, 60, [['customer-unsubscribed', entered + DAY]]);
    await add(true, 1, [['customer-unsubscribed', entered + 11 * DAY]]);
    await add(true, 60, [['customer-unsubscribed', entered + DAY / 12]]);
  });
  const { metrics } = await flowAnalytics(store.context, { id });
  expect(metrics.failure).toMatchObject({
    event: 'customer-unsubscribed',
    treated: { people: 3, happened: 1 },
    heldOut: { people: 2, happened: 1 },
    state: 'too-early',
    whole: true,
  });
  expect(metrics.outcome).toMatchObject({
    event: 'review-wanted',
    treated: { people: 3, happened: 1 },
    heldOut: { people: 2, happened: 0 },
  });
  const plain = await createFlow(store.context, {
    name: 'Plain',
    graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')]),
  });
  expect((await flowAnalytics(store.context, { id: plain.id })).metrics.outcome).toBeNull();
});

test('the metrics of a large flow are counted by the worker, and pages say when', async () => {
  const own = await testStore(database.url);
  const now = Date.UTC(2026, 5, 20);
  own.clock.set(now);
  const { workspaceId } = own.context;
  const { id } = await createFlow(own.context, {
    name: 'Large',
    graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')], { outcome: 'review-wanted' }),
  });
  const people = COUNTED_AT_ONCE + 10;
  await own.db.inWorkspace(workspaceId, async (tx) => {
    const entered = new Date(now - 12 * DAY);
    await tx`create temporary table entering on commit drop as
      select uuidv7() as customer, n, n % 4 = 0 as held_out from generate_series(1, ${people}::int) n`;
    await tx`insert into customers (id, workspace_id) select customer, ${workspaceId} from entering`;
    await tx`insert into flow_people (workspace_id, flow_id, version_id, customer_id, held_out, share, first_entered_at, last_entered_at,
        window_ends_at, cohort_ends_at)
      select ${workspaceId}, ${id}, ${id}, customer, held_out, 0.25, ${entered}, ${entered}, ${new Date(now - 2 * DAY)},
        ${new Date(now - 2 * DAY)} from entering`;
    await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people, converted, orders,
        revenue, margin, margin_squared)
      select workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, n, 101, 1, 2, 500, n * 3, 7
      from flow_people, generate_series(0, 15) n group by 1, 2, 3, 4, 5, 6, 7`;
    await tx`insert into events (id, workspace_id, customer_id, type, occurred_at, received_at, source)
      select uuidv7(), ${workspaceId}, customer, 'customer-unsubscribed', ${new Date(now - 5 * DAY)}, ${new Date(now)}, 'test'
      from entering where n % 10 = 0`;
  });
  const failure = async () => (await flowAnalytics(own.context, { id })).metrics.failure;
  const live = await failure();
  expect(live.countedAt).toBeNull();
  expect(live.treated.people + live.heldOut.people).toBe(people);
  expect(live.treated.happened + live.heldOut.happened).toBe(Math.floor(people / 10));

  await keepFlowMetrics(own.db, () => now);
  expect(await failure()).toEqual({ ...live, countedAt: now });
  expect((await flowAnalytics(own.context, { id })).metrics.outcome?.countedAt).toBe(now);

  // Another event is found after a minute, not at once, and not twice.
  await own.db.inWorkspace(
    workspaceId,
    (tx) => tx`insert into events (id, workspace_id, customer_id, type, occurred_at, received_at, source)
      select uuidv7(), ${workspaceId}, customer_id, 'customer-unsubscribed', ${new Date(now - 4 * DAY)}, ${new Date(now)}, 'test'
      from flow_people where flow_id = ${id}`,
  );
  await keepFlowMetrics(own.db, () => now + MINUTE - 1);
  expect((await failure()).treated.happened).toBe(live.treated.happened);
  await keepFlowMetrics(own.db, () => now + MINUTE);
  const after = await failure();
  expect(after).toMatchObject({ countedAt: now + MINUTE, treated: { happened: after.treated.people } });

  // Merging the shards of the sums changes no figure.
  const arms = (await flowAnalytics(own.context, { id })).arms;
  expect(await mergeShards(own.db, now)).toBe(30);
  expect((await flowAnalytics(own.context, { id })).arms).toEqual(arms);
  const rows = await own.db.inWorkspace(workspaceId, (tx) => tx`select from arm_sums where flow_id = ${id}`);
  expect(rows).toHaveLength(2);
  expect(await mergeShards(own.db, now)).toBe(0);
});

test('each version has its own results: of people who first entered it, however often they return', async () => {
  const own = await testStore(database.url);
  own.clock.set(Date.UTC(2026, 5, 10, 12));
  const host = new VirtualHost(own);
  const shop = shopOf(own);
  const graph = (hours: number, holdout: number) =>
    graphOf([cartTrigger(), wait('hour', hours, 'hours'), email('mail'), node('end', 'end')], { holdout });
  const { id } = await createFlow(own.context, { name: 'Carts', graph: graph(1, 0) });
  await publishFlow(own.context, { id });
  await shop.fillCart('ann', 'a1');
  await shop.fillCart('bea', 'b1');
  await host.pass(20 * MINUTE);
  await shop.buy('ann', 'o1', 'a1');
  await saveFlow(own.context, { id, graph: graph(2, 0.5) });
  await publishFlow(own.context, { id });
  for (const name of ['cleo', 'dan', 'eve', 'fay', 'gus', 'hal']) await shop.fillCart(name, `${name}-1`);
  await host.pass(20 * MINUTE);
  await shop.buy('bea', 'o2', 'b1');
  await host.pass(MINUTE);

  const [second, first] = await listVersions(own.context, { id });
  const armsOf = async (version?: string) => {
    const { arms, lift } = await flowAnalytics(own.context, {
      id,
      ...(version === undefined ? {} : { version }),
    });
    return {
      people: arms.treated.people + arms.heldOut.people,
      orders: arms.treated.orders,
      state: lift.state,
    };
  };
  expect(await armsOf(first?.id)).toEqual({ people: 2, orders: 2, state: 'no-holdout' });
  expect(await armsOf(second?.id)).toMatchObject({ people: 6, orders: 0, state: 'too-early' });
  expect(await armsOf()).toMatchObject({ people: 8, orders: 2, state: 'too-early' });
  await own.close();
});

test('people whose outcome window is open are in no claim; what it looks like with them is shown as early', async () => {
  const id = await flowThatGained(store.clock.now() + DAY);
  const early = await flowAnalytics(store.context, { id });
  expect(early.lift).toMatchObject({
    state: 'too-early',
    waitingPeople: 10_000,
    treatedPeople: 0,
    causedMargin: null,
  });
  expect(early.sentence).toContain('10,000 people whose outcome window is open');
  expect(early.early).toMatchObject({ state: 'gain', causedMargin: { estimate: 1_620_000 } });
  expect(early.earlySentence).toMatch(/looks like .* so far, between .* This is early/);
  // A day later the same people are counted.
  store.clock.set(store.clock.now() + DAY);
  const over = await flowAnalytics(store.context, { id });
  expect(over.lift).toMatchObject({ state: 'gain', waitingPeople: 0, causedMargin: { estimate: 1_620_000 } });
  expect([over.early, over.earlySentence]).toEqual([null, null]);
});
