import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { beforeAll, describe, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { pauseFlow, stopFlow } from '../flows/change-state.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { saveFlow } from '../flows/save-flow.ts';
import { listVersions } from '../flows/versions.ts';
import { listCounted } from '../enrolments/behind-count.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { cartTrigger, email, everyPage, graphOf, node, wait } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { NOTHING_HOLDS } from '../testing/store-for-each.ts';
import { flowAnalytics, flowCounts, keepLiftHistories } from './flow-analytics.ts';

let here: OneStore;
let context: Context;
let flow: string;
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});

/** Two versions, people in both, some of them held back, some who bought. */
beforeAll(async () => {
  await updateGuardrails(context, { settings: NOTHING_HOLDS as never });
  const drawn = (hours: number) =>
    graphOf([cartTrigger(), wait('wait', hours, 'hours'), email('mail'), node('end', 'end')], {
      holdout: 0.3,
    });
  flow = (await createFlow(context, { name: 'Carts', graph: drawn(1) })).id;
  await publishFlow(context, { id: flow });
  const come = async (from: number, to: number) => {
    for (let index = from; index < to; index += 1) await here.shop.fillCart(`p${index}`, `cart-${index}`);
    await here.host.pass(20 * MINUTE);
    await here.shop.buy(`p${from}`, `early-${from}`, `cart-${from}`);
    await here.host.pass(2 * HOUR);
    await here.shop.buy(`p${from + 1}`, `late-${from}`, `cart-${from + 1}`);
    await here.host.settle();
  };
  await come(0, 8);
  await saveFlow(context, { id: flow, graph: drawn(2) });
  await publishFlow(context, { id: flow });
  await come(8, 14);
});

type Counts = Record<string, Record<string, number>>;
const counts = (version?: string) =>
  flowCounts(context, { id: flow, ...(version ? { version } : {}) }) as Promise<Counts>;
const summed = (all: readonly Counts[]) => {
  const sums = new Map<string, number>();
  for (const of of all)
    for (const [at, metrics] of Object.entries(of))
      for (const [metric, amount] of Object.entries(metrics))
        sums.set(`${at} ${metric}`, (sums.get(`${at} ${metric}`) ?? 0) + amount);
  return Object.fromEntries([...sums].filter(([, amount]) => amount !== 0).sort());
};

describe('the counts of a flow', () => {
  test('by version come to those of the whole flow', async () => {
    const versions = await listVersions(context, { id: flow });
    expect(versions).toHaveLength(2);
    const apart = await Promise.all(versions.map(({ id }) => counts(id)));
    for (const of of apart) expect(Object.keys(of).length).toBeGreaterThan(2);
    expect(summed(apart)).toEqual(summed([await counts()]));
    expect(await counts(NO_ID)).toEqual({});
  });

  test('let nobody get lost: who came is still inside, came to the end or left, in each group', async () => {
    const all = await counts();
    for (const group of ['', 'silent:']) {
      const of = (metric: string) => all['']?.[`${group}${metric}`] ?? 0;
      const inside = Object.values(all).reduce((sum, metrics) => sum + (metrics[`${group}here`] ?? 0), 0);
      expect(of('entered')).toBeGreaterThan(0);
      expect(inside + of('done') + of('exited'), group).toBe(of('entered'));
    }
    expect((all['']?.['entered'] ?? 0) + (all['']?.['silent:entered'] ?? 0)).toBe(14);
  });

  test('are each as many as the list behind them', async () => {
    const all = await counts();
    for (const [at, metric] of [
      ['trigger', 'entered'],
      ['mail', 'sent'],
      ['mail', 'entered'],
      ['wait', 'went:next'],
    ] as const) {
      const listed = await everyPage((page) =>
        listCounted(context, { flow, node: at, count: metric, ...page, limit: 3 }),
      );
      expect(listed.length, `${at} ${metric}`).toBe(all[at]?.[metric] ?? 0);
      expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    }
  });

  test('are those that the results tell', async () => {
    const [all, told] = [await counts(), await flowAnalytics(context, { id: flow })];
    const { '': whole, ...nodes } = all;
    expect(told.nodes).toEqual(nodes);
    expect(told.flow).toEqual(whole);
    expect(told.totals.sent).toBe(nodes['mail']?.['sent']);
    expect(told.totals.entered + told.totals.heldOut).toBe(14);
    expect(told.arms.treated.people + told.arms.heldOut.people).toBe(14);
    expect(told.arms.treated.people).toBe(told.totals.entered);
    expect(told.totals.revenuePerMessage).toBe(Math.round(told.totals.revenue / told.totals.sent));
  });

  test('of another workspace, or of nothing, are none, and are for whoever may see flows', async () => {
    const stranger = await here.store.other();
    expect(await flowCounts(stranger, { id: flow })).toEqual({});
    await expect(flowAnalytics(stranger, { id: flow })).rejects.toMatchObject({ code: 'not-found' });
    await expect(flowAnalytics(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    const blind = callerWithout(context, 'flows:read');
    await expect(flowCounts(blind, { id: flow })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(flowAnalytics(blind, { id: flow })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('the history of what a flow gained', () => {
  const keep = (at: number) => keepLiftHistories(here.store.db, at);
  const points = async (id = flow) => (await flowAnalytics(context, { id })).history.map(({ at }) => at);

  test('has a point every quarter of an hour, the oldest first, however often it is asked for', async () => {
    const from = here.store.clock.now();
    for (let minute = 0; minute <= 60; minute += 5) await keep(from + minute * MINUTE);
    expect(await points()).toEqual([0, 15, 30, 45, 60].map((minute) => from + minute * MINUTE));
    await Promise.all([1, 2, 3].map(() => keep(from + 75 * MINUTE)));
    expect(await points()).toHaveLength(6);
    const [{ report } = { report: {} }] = (await flowAnalytics(context, { id: flow })).history;
    expect(report).toMatchObject({
      treated: expect.any(Number) as number,
      heldOut: expect.any(Number) as number,
    });
  });

  test('in the demo has one every five minutes', async () => {
    await here.inStore(
      (tx) => tx`update workspaces set demo = true where workspace_id = ${context.workspaceId}`,
    );
    const from = here.store.clock.now() + DAY;
    const before = (await points()).length;
    for (let minute = 0; minute <= 15; minute += 1) await keep(from + minute * MINUTE);
    expect((await points()).slice(before)).toEqual([0, 5, 10, 15].map((minute) => from + minute * MINUTE));
    await here.inStore(
      (tx) => tx`update workspaces set demo = false where workspace_id = ${context.workspaceId}`,
    );
  });

  test('goes on while a flow is paused and ends with it; one nobody came to has none', async () => {
    const empty = await createFlow(context, { name: 'Empty' });
    const later = here.store.clock.now() + 2 * DAY;
    await pauseFlow(context, { id: flow });
    const before = (await points()).length;
    await keep(later);
    expect(await points()).toHaveLength(before + 1);
    await stopFlow(context, { id: flow });
    await keep(later + HOUR);
    expect(await points()).toHaveLength(before + 1);
    expect(await points(empty.id)).toEqual([]);
  });
});
