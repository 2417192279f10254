import { everyWorkspace } from '@millrace/core/store';
import type { Database, Tx } from '@millrace/db';
import { MINUTE, type Instant } from '@millrace/base';
import type { FlowSettings } from '@millrace/flow';
import { metricReport, type MetricArm } from '@millrace/measure';
import type { MetricView } from './shapes.ts';

/** Most people of a flow to check, the latest entries first: enough to show any difference that matters. */
const MOST = 50_000;
/** People of a flow that are counted at each view. Those of larger flows are counted by a worker. */
export const COUNTED_AT_ONCE = 2_000;
/** Counting takes at most this share of a processor for each metric, and happens once a minute at most. */
const [SHARE_OF_TIME, LEAST_PAUSE] = [0.01, MINUTE];

/** An event whose people are counted. */
interface Metric {
  readonly event: string;
  /** Only of people whose outcome window is over. */
  readonly over: boolean;
}

/** Success and failure metrics other than orders. Orders are in the sums of the arms, with their amounts. */
const metricsOf = ({ outcome, failure }: FlowSettings): readonly Metric[] => [
  // Harm is told at once: that it may only come sooner is no reason to wait.
  { event: failure, over: false },
  ...(outcome === 'order-placed' ? [] : [{ event: outcome, over: true }]),
];

/** How often the success and failure events happened, within the outcome window of each person. */
export async function flowMetrics(
  tx: Tx,
  flowId: string,
  settings: FlowSettings,
  now: Instant,
  versionId?: string,
): Promise<{ outcome: MetricView | null; failure: MetricView }> {
  const isLarge = await isLargeFlow(tx, flowId);
  const views: MetricView[] = [];
  for (const metric of metricsOf(settings)) {
    const kept = isLarge ? await readKept(tx, flowId, metric) : null;
    const counted = kept ?? { ...(await countMetric(tx, flowId, metric, now)), countedAt: null };
    views.push(viewOf(metric, counted, versionId));
  }
  const [failure, outcome] = views;
  return { outcome: outcome ?? null, failure: failure! };
}

interface MetricRow {
  readonly version_id: string;
  readonly held_out: boolean;
  readonly people: number;
  readonly happened: number;
}

interface Counted {
  readonly rows: readonly MetricRow[];
  /** False when only the latest entries were counted. */
  readonly whole: boolean;
}

export async function countMetric(
  tx: Tx,
  flowId: string,
  { event, over }: Metric,
  now: Instant,
): Promise<Counted> {
  const rows = await tx<MetricRow[]>`
    select p.version_id, p.held_out, count(*)::int as people, count(*) filter (where exists (
      select 1 from events e where e.customer_id = p.customer_id and e.type = ${event}
        and e.occurred_at >= p.first_entered_at and e.occurred_at <= p.window_ends_at))::int as happened
    from (
      select customer_id, version_id, held_out, first_entered_at, window_ends_at from flow_people
      where flow_id = ${flowId} and not in_both and not globally_held_out
        and (${over ? now : null}::timestamptz is null or window_ends_at <= ${over ? now : null})
      order by first_entered_at desc limit ${MOST}) p
    group by 1, 2`;
  return { rows, whole: rows.reduce((sum, { people }) => sum + people, 0) < MOST };
}

function viewOf(
  { event }: Metric,
  { rows, whole, countedAt }: Counted & { readonly countedAt: Instant | null },
  versionId?: string,
): MetricView {
  const arm = (heldOut: boolean): MetricArm => {
    const of = rows.filter(
      (row) => row.held_out === heldOut && (versionId === undefined || row.version_id === versionId),
    );
    const sum = (field: 'people' | 'happened') => of.reduce((all, row) => all + Number(row[field]), 0);
    return { people: sum('people'), happened: sum('happened') };
  };
  const [treated, heldOut] = [arm(false), arm(true)];
  return { event, treated, heldOut, ...metricReport(treated, heldOut), whole, countedAt };
}

/** Whether a worker counts the people of a flow. */
export async function isLargeFlow(tx: Tx, flowId: string): Promise<boolean> {
  const [row] = await tx<{ people: number }[]>`
    select coalesce(sum(people), 0)::float8 as people from arm_sums where flow_id = ${flowId}`;
  return (row?.people ?? 0) > COUNTED_AT_ONCE;
}

/** What the worker found; null when it has not counted this event yet. */
async function readKept(
  tx: Tx,
  flowId: string,
  { event, over }: Metric,
): Promise<(Counted & { readonly countedAt: Instant }) | null> {
  const [run] = await tx<{ at: Instant; whole: boolean; rows: MetricRow[] | null }[]>`
    select r.counted_at as at, r.whole, (select jsonb_agg(c) from (
      select version_id, held_out, people, happened from flow_metric_counts
      where flow_id = ${flowId} and event = ${event} and over = ${over}) c) as rows
    from flow_metric_runs r where r.flow_id = ${flowId} and r.event = ${event} and r.over = ${over}`;
  return run ? { rows: run.rows ?? [], whole: run.whole, countedAt: run.at } : null;
}

/** Counts the metrics of large flows again, those whose figures are old for what they cost. */
export const keepFlowMetrics = (db: Database, now: () => Instant): Promise<void> =>
  eachLargeFlow(db, async (workspaceId, { id, settings }) => {
    // Each in its own transaction, so that none is long.
    for (const metric of metricsOf(settings))
      await db.inWorkspace(workspaceId, (tx) => keepMetric(tx, workspaceId, id, metric, now));
  });

interface LargeFlow {
  readonly id: string;
  readonly settings: FlowSettings;
}

export async function eachLargeFlow(
  db: Database,
  count: (workspaceId: string, flow: LargeFlow) => Promise<void>,
): Promise<void> {
  for (const id of await everyWorkspace(db)) {
    const flows = await db.inWorkspace(
      id,
      (tx) => tx<LargeFlow[]>`
        select f.id, f.draft->'settings' as settings from flows f
        where (select sum(people) from arm_sums where flow_id = f.id) > ${COUNTED_AT_ONCE}`,
    );
    for (const flow of flows) await count(id, flow);
  }
}

/** Whether something was counted so long ago, for the time that it took, that it is counted again. */
export const isDue = (
  last: { readonly counted_at: Instant; readonly took_ms: number } | undefined,
  now: Instant,
): boolean => !last || now - last.counted_at >= Math.max(LEAST_PAUSE, last.took_ms / SHARE_OF_TIME);

async function keepMetric(
  tx: Tx,
  workspaceId: string,
  flowId: string,
  metric: Metric,
  now: () => Instant,
): Promise<void> {
  const { event, over } = metric;
  const [last] = await tx<{ counted_at: Instant; took_ms: number }[]>`
    select counted_at, took_ms from flow_metric_runs
    where flow_id = ${flowId} and event = ${event} and over = ${over}`;
  const begun = now();
  if (!isDue(last, begun)) return;
  const { rows, whole } = await countMetric(tx, flowId, metric, begun);
  const took = Math.min(MINUTE, now() - begun);
  await tx`insert into flow_metric_runs as r (workspace_id, flow_id, event, over, counted_at, took_ms, whole)
    values (${workspaceId}, ${flowId}, ${event}, ${over}, ${begun}, ${took}, ${whole})
    on conflict (workspace_id, flow_id, event, over) do update
      set counted_at = excluded.counted_at, took_ms = excluded.took_ms, whole = excluded.whole`;
  await tx`delete from flow_metric_counts where flow_id = ${flowId} and event = ${event} and over = ${over}`;
  await tx`insert into flow_metric_counts (workspace_id, flow_id, version_id, event, over, held_out, people, happened)
    select ${workspaceId}, ${flowId}, version_id, ${event}, ${over}, held_out, people, happened
    from jsonb_to_recordset(${tx.json(rows as never)}) as c (version_id uuid, held_out boolean, people bigint, happened bigint)`;
}
