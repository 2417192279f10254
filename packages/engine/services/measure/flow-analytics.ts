import { readFlow } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import { defineVerb } from '@millrace/core/verb';
import { together, type Database, type Tx } from '@millrace/db';
import { formatWholeMoney, MINUTE, type Instant, type Json } from '@millrace/base';
import { trialName, type FlowSettings } from '@millrace/flow';
import {
  earlySentence,
  liftReport,
  liftSentence,
  type ArmTotals,
  type LiftOptions,
  type LiftReport,
  type LiftStratum,
} from '@millrace/measure';
import { z } from 'zod';
import { flowMetrics } from './flow-metrics.ts';
import { countsSchema, flowAnalyticsSchema, type ArmView } from './shapes.ts';

/** Sums of an arm: of people whose outcome window is over, or of those for whom it is open. */
export interface ArmRow {
  readonly is_over: boolean;
  readonly held_out: boolean;
  readonly share: number;
  readonly people: number;
  readonly converted: number;
  readonly orders: number;
  readonly revenue: number;
  readonly margin: number;
  readonly margin_squared: number;
}

/** Live counts by step: totals of rollups, and changes not yet rolled up, exact at every instant. */
export async function readCounts(
  tx: Tx,
  flowId: string,
  versionId?: string,
): Promise<Map<string, Record<string, number>>> {
  const rows = await tx<{ node: string; metric: string; amount: number }[]>`
    select node, metric, sum(amount) as amount from (
      select node, metric, amount from counter_totals
        where flow_id = ${flowId}
        and (${versionId ?? null}::uuid is null or version_id = ${versionId ?? null})
      union all select node, metric, amount from counter_changes
        where flow_id = ${flowId}
        and (${versionId ?? null}::uuid is null or version_id = ${versionId ?? null})) t group by 1, 2`;
  const counts = new Map<string, Record<string, number>>();
  for (const { node, metric, amount } of rows) {
    if (amount === 0) continue;
    const of = counts.get(node) ?? {};
    of[metric] = amount;
    counts.set(node, of);
  }
  return counts;
}

export const flowCounts = defineVerb({
  name: 'flow-counts-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid(), version: z.uuid().optional() }),
  output: z.record(z.string(), countsSchema),
  run: async (tx, { id, version }) => Object.fromEntries(await readCounts(tx, id, version)),
});

export const flowAnalytics = defineVerb({
  name: 'flow-analytics-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid(), version: z.uuid().optional() }),
  output: flowAnalyticsSchema,
  run: async (tx, { id, version }, { workspaceId, now }) => {
    const flow = await readFlow(tx, id);
    const [settings, counts, arms, inBoth, metrics, history] = await together(
      storeSettings(tx, workspaceId),
      readCounts(tx, id, version),
      readArms(tx, id, now(), version),
      countInBoth(tx, id, version),
      flowMetrics(tx, id, flow.draft.settings, now(), version),
      tx<
        { at: Instant; report: Record<string, Json> }[]
      >`select at, report from arm_history where flow_id = ${id} order by at desc limit 300`,
    );
    const lift = liftOf(arms, flow.draft.settings);
    const early = lift.waitingPeople > 0 ? earlyLiftOf(arms, flow.draft.settings) : null;
    const words = {
      money: (amount: number) => formatWholeMoney({ amount, currency: settings.currency }),
      beside: trialName(flow.draft.settings),
    };
    const whole = counts.get('') ?? {};
    const sum = (metric: string) =>
      [...counts].reduce((total, [node, of]) => total + (node === '' ? 0 : (of[metric] ?? 0)), 0);
    const recipients = sum('sent');
    const entered = whole['entered'] ?? 0;
    return {
      flowId: id,
      currency: settings.currency,
      sentence: liftSentence(lift, words),
      earlySentence: early && earlySentence(early, lift.waitingPeople, words),
      totals: {
        entered,
        heldOut: whole['silent:entered'] ?? 0,
        inside: sum('here') + sum('silent:here'),
        done: whole['done'] ?? 0,
        exited: whole['exited'] ?? 0,
        sent: recipients,
        delivered: sum('delivered'),
        opened: sum('opened'),
        clicked: sum('clicked'),
        machineOpened: sum('machine-opened'),
        machineClicked: sum('machine-clicked'),
        unsubscribed: sum('unsubscribed'),
        orders: sum('orders'),
        revenue: sum('revenue'),
        margin: sum('margin'),
        discount: sum('discount'),
        revenuePerMessage: recipients > 0 ? Math.round(sum('revenue') / recipients) : null,
      },
      nodes: Object.fromEntries([...counts].filter(([node]) => node !== '')),
      flow: whole,
      arms: { treated: armView(arms, false), heldOut: armView(arms, true) },
      lift,
      early,
      inBoth,
      metrics,
      history: [...history].reverse(),
    };
  },
});

/** The columns of `ArmRow` from `arm_sums`, to be grouped by the first three. */
export const armColumns = (tx: Tx, now: Instant) => tx`cohort_ends_at <= ${now} as is_over, held_out, share,
  sum(people)::bigint as people, sum(converted)::bigint as converted, sum(orders)::bigint as orders, sum(revenue) as revenue,
  sum(margin) as margin, sum(margin_squared) as margin_squared`;

/**
 * Sums of both arms, apart by the holdout share people were drawn under, and by whether their outcome window is over.
 * @param versionId of those who entered this version first
 */
export async function readArms(tx: Tx, flowId: string, now: Instant, versionId?: string): Promise<ArmRow[]> {
  return [
    ...(await tx<ArmRow[]>`
      select ${armColumns(tx, now)} from arm_sums
      where flow_id = ${flowId} and (${versionId ?? null}::uuid is null or version_id = ${versionId ?? null})
      group by 1, 2, 3`),
  ];
}

/** People who were in both arms, before two customers turned out to be one. */
async function countInBoth(tx: Tx, flowId: string, versionId?: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from flow_people
    where flow_id = ${flowId} and in_both and (${versionId ?? null}::uuid is null or version_id = ${versionId ?? null})`;
  return row?.count ?? 0;
}

const FIELDS = ['people', 'converted', 'orders', 'revenue', 'margin', 'margin_squared'] as const;

function armSum(rows: readonly ArmRow[], heldOut: boolean): Record<(typeof FIELDS)[number], number> {
  const sums = { people: 0, converted: 0, orders: 0, revenue: 0, margin: 0, margin_squared: 0 };
  for (const row of rows)
    if (row.held_out === heldOut) for (const field of FIELDS) sums[field] += Number(row[field]);
  return sums;
}

function armView(rows: readonly ArmRow[], heldOut: boolean): ArmView {
  const { people, converted, orders, revenue, margin } = armSum(rows, heldOut);
  return { people, converted, orders, revenue, margin };
}

/** Lift from the sums of the two arms, apart by each share that was ever in force: of people whose outcome window is over. */
export function liftOf(
  rows: readonly ArmRow[],
  settings: FlowSettings,
  options: LiftOptions = {},
): LiftReport {
  const over = rows.filter((row) => row.is_over);
  const waiting = rows.filter((row) => !row.is_over);
  return reportOf(
    rows,
    settings,
    (share) => ({
      treated: totalsOf(over, share, false),
      heldOut: totalsOf(over, share, true),
      waiting: {
        treated: totalsOf(waiting, share, false).people,
        heldOut: totalsOf(waiting, share, true).people,
      },
    }),
    options,
  );
}

/** The same of everybody so far, those included who may still order. */
function earlyLiftOf(rows: readonly ArmRow[], settings: FlowSettings): LiftReport {
  return reportOf(rows, settings, (share) => ({
    treated: totalsOf(rows, share, false),
    heldOut: totalsOf(rows, share, true),
  }));
}

const reportOf = (
  rows: readonly ArmRow[],
  settings: FlowSettings,
  stratum: (share: number) => Omit<LiftStratum, 'share'>,
  options: LiftOptions = {},
): LiftReport => {
  const shares = new Set(rows.length === 0 ? [settings.holdout] : rows.map((row) => row.share));
  return liftReport(
    [...shares].map((share) => ({ share, ...stratum(share) })),
    options,
  );
};

function totalsOf(rows: readonly ArmRow[], share: number, heldOut: boolean): ArmTotals {
  const under = rows.filter((row) => row.share === share);
  const { people, converted, margin, margin_squared: marginSquared } = armSum(under, heldOut);
  return { people, converted, margin, marginSquared };
}

/**
 * Stores a point of each running flow's lift, for the chart of confidence over time: every quarter hour, in
 * the demo every five minutes.
 */
export async function keepLiftHistories(db: Database, now: Instant): Promise<void> {
  for (const { workspace_id: id, demo } of await db.asRouter(
    (tx) => tx<{ workspace_id: string; demo: boolean }[]>`select workspace_id, demo from known_workspaces()`,
  )) {
    await db.inWorkspace(id, async (tx) => {
      const [last] = await tx<{ at: Instant | null }[]>`select max(at) as at from arm_history`;
      if (!last?.at || now - last.at >= (demo ? 5 : 15) * MINUTE) await keepLiftHistory(tx, id, now);
    });
  }
}

async function keepLiftHistory(tx: Tx, workspaceId: string, now: Instant): Promise<void> {
  const flows = await tx<
    { id: string; settings: FlowSettings }[]
  >`select f.id, f.draft->'settings' as settings from flows f where f.state in ('live', 'paused')`;
  for (const flow of flows) {
    const arms = await readArms(tx, flow.id, now);
    if (arms.length === 0) continue;
    const report = liftOf(arms, flow.settings);
    const point = {
      state: report.state,
      treated: report.treatedPeople,
      heldOut: report.heldOutPeople,
      margin: report.margin,
      conversion: report.conversion,
    };
    await tx`insert into arm_history (workspace_id, flow_id, at, report)
      values (${workspaceId}, ${flow.id}, ${now}, ${tx.json(point as never)}) on conflict do nothing`;
  }
}
