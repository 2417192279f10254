import { DAY, dayIn, dayText, isZone, own, type Instant } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import { changesBetween, entryEvents, type Graph } from '@millrace/flow';
import { GUARDRAILS, readGuardrailSettings } from '@millrace/guardrails';
import { holdoutPlan } from '@millrace/measure';
import { armColumns, liftOf, type ArmRow } from '../../measure/flow-analytics.ts';
import { baseOf } from '../../measure/past-numbers.ts';
import { drawnTriggers } from '../../rehearsal/drawn-triggers.ts';
import { storedGraph } from '../stored-graph.ts';
import type { AuditCounts, AuditedFlow } from './check.ts';
import { GAIN } from './checks/holdout-size.ts';

/** Days whose counts are looked at. */
const COUNTED_DAYS = 30;
/** Most flows that are audited, the latest changed first. */
export const MOST_AUDITED = 200;

/** A flow with what is shown beside its audit. */
export interface FlowToAudit extends AuditedFlow {
  readonly name: string;
  readonly templateId: string | null;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: 'live' | 'paused';
  readonly template_id: string | null;
  readonly draft: unknown;
  readonly graph: unknown;
  readonly updated_at: Instant;
  readonly paused_at: Instant | null;
  readonly first_published_at: Instant;
  readonly arms: ArmRow[] | null;
  readonly metrics: Record<string, number> | null;
  readonly entered: number;
}

export interface FlowsToAudit {
  readonly flows: readonly FlowToAudit[];
  /** Flows whose steps this release cannot read. */
  readonly unreadable: number;
  /** The day in the store. */
  readonly today: string;
}

/** Every flow that is live or paused, with what the checks look at. */
export async function flowsToAudit(tx: Tx, context: Context): Promise<FlowsToAudit> {
  const now = context.now();
  const since = now - COUNTED_DAYS * DAY;
  const [settings, guardrailsOff, rows] = await together(
    storeSettings(tx, context.workspaceId),
    switchedOff(tx),
    tx<Row[]>`
      select f.id, f.name, f.state, f.template_id, f.draft, v.graph, f.updated_at, f.paused_at,
        (select min(published_at) from flow_versions where flow_id = f.id) as first_published_at,
        (select jsonb_agg(a) from (
          select ${armColumns(tx, now)} from arm_sums where flow_id = f.id group by 1, 2, 3) a) as arms,
        (select jsonb_object_agg(metric, amount) from (
          select metric, sum(amount) as amount from (
            select metric, amount from counter_rollups where flow_id = f.id and node <> ''
              and hour > ${since}::timestamptz and metric = any(${[...COUNTED]}::text[])
            union all select metric, amount from counter_changes where flow_id = f.id and node <> ''
              and hour > ${since}::timestamptz and metric = any(${[...COUNTED]}::text[])) t group by 1) m) as metrics,
        (select count(*)::int from flow_people where flow_id = f.id
          and first_entered_at > ${since}::timestamptz) as entered
      from flows f join flow_versions v on v.id = f.live_version_id
      where f.state in ('live', 'paused') order by f.updated_at desc, f.id limit ${MOST_AUDITED}`,
  );
  const today = dayText(dayIn(now, isZone(settings.zone) ? settings.zone : 'UTC'));
  const flows = rows.flatMap((row) => {
    const graph = storedGraph(row.graph);
    return graph ? [{ ...flowOf(row, graph, now), guardrailsOff, today }] : [];
  });
  return { flows, unreadable: rows.length - flows.length, today };
}

const COUNTED = ['sent', 'refused', 'failed', 'unsubscribed', 'revenue', 'discount'] as const;

/** Titles of guardrails that the store has switched off. */
async function switchedOff(tx: Tx): Promise<readonly string[]> {
  const [row] = await tx<{ settings: unknown }[]>`select settings from guardrail_settings`;
  const settings = readGuardrailSettings(row?.settings);
  return GUARDRAILS.filter(({ id }) => settings[id]?.['on'] === false).map(({ title }) => title);
}

/** Whether a graph writes, and the events that let people in and that end it for them. */
export const writesAndMoments = (graph: Graph) => {
  const triggers = drawnTriggers(graph);
  return {
    writes: graph.nodes.some(({ kind }) => own(kinds, kind)?.family === 'message'),
    enters: triggers.flatMap((trigger) => [...entryEvents(trigger)]),
    exits: triggers.flatMap(({ exits }) => exits.map(({ event }) => event)),
  };
};

function flowOf(row: Row, graph: Graph, now: Instant): Omit<FlowToAudit, 'guardrailsOff' | 'today'> {
  const draft = storedGraph(row.draft);
  const lift = liftOf(row.arms ?? [], graph.settings);
  const days = (since: Instant) => Math.floor((now - since) / DAY);
  const isMeasured =
    graph.subject !== 'store' &&
    graph.subject !== 'product' &&
    graph.settings.purpose === 'marketing' &&
    graph.settings.outcome === 'order-placed';
  return {
    id: row.id,
    name: row.name,
    templateId: row.template_id,
    state: row.state,
    graph,
    runs: 'here',
    alsoHere: null,
    ...writesAndMoments(graph),
    isMeasured,
    lift,
    daysLive: days(row.first_published_at),
    daysPaused: row.state === 'paused' && row.paused_at !== null ? days(row.paused_at) : null,
    daysUnpublished:
      draft === null || changesBetween(graph, draft, kinds).length === 0 ? null : days(row.updated_at),
    weeksToShow: isMeasured ? weeksToShow(row, graph) : null,
    counts: Object.fromEntries(
      COUNTED.map((metric) => [metric, Number(row.metrics?.[metric] ?? 0)]),
    ) as unknown as AuditCounts,
  };
}

/** By the planner, from the flow's own holdout and the people of the last 30 days. */
function weeksToShow({ arms, entered }: Row, graph: Graph): number | null {
  const { holdout, outcomeDays } = graph.settings;
  if (holdout === 0) return null;
  const sums = { people: 0, buyers: 0, margin: 0, margin_squared: 0 };
  for (const arm of arms ?? [])
    if (arm.held_out && arm.is_over) {
      sums.people += Number(arm.people);
      sums.buyers += Number(arm.converted);
      sums.margin += Number(arm.margin);
      sums.margin_squared += Number(arm.margin_squared);
    }
  const base = baseOf('flow', sums).value;
  if (!base || entered === 0) return null;
  const { rows } = holdoutPlan({
    metric: 'conversion',
    gain: GAIN,
    base,
    weekly: (entered / COUNTED_DAYS) * 7,
    outcomeDays,
    also: [holdout],
  });
  const row = rows.find(({ share }) => share === holdout);
  return row ? (row.weeks ?? Infinity) : null;
}
