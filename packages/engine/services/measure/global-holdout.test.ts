import { DAY } from '@millrace/base';
import { newId } from '@millrace/db';
import { globalHoldoutCheckId } from '@millrace/guardrails';
import { beforeEach, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { cartTrigger, email, graphOf, node, type TestStore } from '../testing/index.ts';
import { storeForEach } from '../testing/store-for-each.ts';
import { readGlobalHoldout } from './global-holdout.ts';

let store: TestStore;
storeForEach({}, (here) => {
  ({ store } = here);
});

const setShare = (share: number) =>
  updateGuardrails(store.context, { settings: { [globalHoldoutCheckId()]: { share } } });

interface Arm {
  readonly heldOut: boolean;
  readonly people: number;
  readonly converted: number;
  /** Margin of each who ordered, in minor units. */
  readonly each: number;
}

/** Sums of the period in force, as many people would leave them. */
const fill = (arms: readonly Arm[]) =>
  store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    await tx`update holdout_periods set passed_at = now() where ended_at is null`;
    for (const { heldOut, people, converted, each } of arms)
      await tx`insert into holdout_sums (workspace_id, period_id, held_out, shard, people, converted, orders, revenue, margin, margin_squared)
        select ${store.context.workspaceId}, id, ${heldOut}, 0, ${people}, ${converted}, ${converted}, ${converted * each * 2},
          ${converted * each}, ${converted * each * each} from holdout_periods where ended_at is null`;
  });

async function measuredFlow(name: string, treatedOrders: number, heldOut = 1_000): Promise<string> {
  const flow = await createFlow(store.context, {
    name,
    graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')], { holdout: heldOut > 0 ? 0.1 : 0 }),
  });
  await publishFlow(store.context, { id: flow.id });
  await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    for (const [held, people, orders] of [
      [false, 9_000, treatedOrders],
      [true, heldOut, 60],
    ] as const)
      if (people > 0)
        await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people, converted, orders, revenue, margin, margin_squared)
          values (${store.context.workspaceId}, ${flow.id}, ${flow.id}, ${store.clock.now() - DAY}, ${held}, ${heldOut > 0 ? 0.1 : 0}, 0, ${people}, ${orders}, ${orders}, ${orders * 8_000}, ${orders * 3_000}, ${orders * 9_000_000})`;
  });
  return flow.id;
}

beforeEach(() => {
  store.clock.set(Date.UTC(2026, 10, 18, 12));
});

test('is off at first, and says how to begin', async () => {
  expect(await readGlobalHoldout(store.context, {})).toMatchObject({
    share: 0,
    state: 'no-holdout',
    periods: [],
    sum: null,
    causedMargin: null,
    why: [],
    plan: { people: 0, exact: true, measured: 0 },
  });
});

test('has the sum of the flows beside the global figure, and says why they differ', async () => {
  await measuredFlow('Carts', 1_080);
  await measuredFlow('Welcome', 1_080);
  await measuredFlow('No comparison', 400, 0);
  await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx`update flows set created_at = ${store.clock.now() - 30 * DAY}`,
  );
  await setShare(0.1);
  await fill([
    { heldOut: false, people: 45_000, converted: 9_000, each: 5_000 },
    { heldOut: true, people: 5_000, converted: 800, each: 5_000 },
  ]);
  const read = await readGlobalHoldout(store.context, {});
  expect(read.state).toBe('gain');
  // 1,000 of margin a person in the flows' arm, 800 in the holdout.
  expect(read.causedMargin?.estimate).toBe(45_000 * 200);
  expect(read.sentence).toMatch(
    /^Together all flows brought in about \$90,000 of margin, between \$[\d,]+ and/,
  );
  expect(read.flows.map(({ caused }) => caused !== null).toSorted()).toEqual([false, true, true]);
  // Each says of itself 1,620,000; the interval of the sum is as wide as both together.
  expect(read.sum?.estimate).toBe(2 * 1_620_000);
  const [one] = read.flows.filter(({ caused }) => caused !== null);
  expect(read.sum!.upper - read.sum!.lower).toBe(2 * (one!.caused!.upper - one!.caused!.lower));
  expect(read.why.join(' ')).toContain('1 flow is missing from the sum');
  expect(read.why.join(' ')).toContain('began before');
});

test('says nothing about money when people were not divided as intended', async () => {
  await setShare(0.1);
  await fill([
    { heldOut: false, people: 45_000, converted: 9_000, each: 5_000 },
    { heldOut: true, people: 4_000, converted: 640, each: 5_000 },
  ]);
  const read = await readGlobalHoldout(store.context, {});
  expect(read).toMatchObject({ state: 'uneven', causedMargin: null, margin: null, ratioHealthy: false });
  expect(read.ratioSentence).toContain('10% was intended');
});

test('compares people within periods when the share was changed', async () => {
  await setShare(0.5);
  await fill([
    { heldOut: false, people: 10_000, converted: 5_000, each: 9_000 },
    { heldOut: true, people: 10_000, converted: 4_800, each: 9_000 },
  ]);
  store.clock.set(store.clock.now() + DAY);
  await setShare(0.05);
  await fill([
    { heldOut: false, people: 19_000, converted: 1_900, each: 3_000 },
    { heldOut: true, people: 1_000, converted: 95, each: 3_000 },
  ]);
  const read = await readGlobalHoldout(store.context, {});
  expect(read.periods.map(({ share }) => share)).toEqual([0.05, 0.5]);
  // Pooled, the holdout would seem to bring in far more.
  const mean = (arm: 'treated' | 'heldOut') =>
    read.periods.reduce((sum, period) => sum + period[arm].margin, 0) /
    read.periods.reduce((sum, period) => sum + period[arm].people, 0);
  expect(mean('treated')).toBeLessThan(mean('heldOut'));
  expect(read.margin!.estimate).toBeGreaterThan(0);
});

test('plans from what people ordered: a larger share, and more weeks, need fewer people', async () => {
  const { workspaceId } = store.context;
  const now = store.clock.now();
  await store.db.inWorkspace(workspaceId, async (tx) => {
    for (let index = 0; index < 400; index += 1) {
      const id = newId();
      await tx`insert into customers (id, workspace_id, email, created_at) values (${id}, ${workspaceId}, ${`p${index}@example.com`}, ${now - 300 * DAY})`;
      for (let order = 0; order < index % 4; order += 1)
        await tx`insert into orders (id, workspace_id, source, external_id, customer_id, placed_at, currency, counted, margin, revenue)
          values (${newId()}, ${workspaceId}, 'api', ${`o${index}-${order}`}, ${id}, ${now - ((index * 37 + order * 90) % 290) * DAY}, 'USD', true, ${2_000 + (index % 7) * 100}, 5000)`;
    }
  });
  const { plan } = await readGlobalHoldout(store.context, { gain: 0.1 });
  expect(plan).toMatchObject({ people: 400, exact: true, measured: 400, gain: 0.1 });
  expect(plan.rows.map((row) => row.share)).toEqual([0.02, 0.05, 0.1, 0.2]);
  const needed = plan.rows.map((row) => row.needed!);
  expect(needed).toEqual(needed.toSorted((left, right) => right - left));
  const large = (await readGlobalHoldout(store.context, { gain: 0.2 })).plan;
  expect(large.rows.at(-1)!.needed).toBeLessThan(needed.at(-1)!);
});
