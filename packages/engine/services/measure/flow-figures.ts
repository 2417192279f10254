import { messageCost } from '@millrace/channels';
import { readFlow } from '@millrace/core/rows';
import { storeSettings, type StoreSettings } from '@millrace/core/store';
import { defineVerb, instant, type Shape } from '@millrace/core/verb';
import { together, type Database, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { boughtAnyway, metricReport, timesInterval, type Interval, type LiftReport } from '@millrace/measure';
import { templates } from '@millrace/templates';
import { z } from 'zod';
import {
  countFigures,
  countGroups,
  countPaired,
  figureRowSchema,
  groupRowSchema,
  pairedRowSchema,
  type FigureRow,
  type GroupRow,
  type PairedRow,
} from './count-figures.ts';
import { groupsOf, groupsSchema } from './group-lifts.ts';
import { adjustedOf, adjustedSchema } from './adjusted-lift.ts';
import { liftOf, readArms } from './flow-analytics.ts';
import { eachLargeFlow, isDue, isLargeFlow } from './flow-metrics.ts';
import { interval } from './shapes.ts';

const FIGURES = [
  'recovery-rate',
  'recovery-hours',
  'revenue-per-recovered-cart',
  'revenue-per-recipient',
  'margin-per-person',
  'repeat-rate',
  'discount-rate',
  'discount-given',
  'discount-leaked',
  'return-rate',
  'delivery-rate',
  'message-cost',
  'unsubscribe-rate',
  'complaint-rate',
  'ticket-rate',
  'hours-saved',
] as const;

export const flowFiguresSchema = z
  .strictObject({
    currency: z.string(),
    countedAt: instant
      .nullable()
      .describe('In a large flow, when it was last counted; null when it was counted for this answer'),
    figures: z
      .array(
        z.strictObject({
          id: z.enum(FIGURES),
          shows: z
            .enum(['share', 'amount', 'hours'])
            .describe('`amount`: minor units of the currency; `share`: 0 to 1'),
          treated: z
            .number()
            .nullable()
            .describe('Of the people in the flow; null while there is nothing to tell'),
          heldOut: z.number().nullable().describe('Of the holdout; null where it has no such figure'),
          range: interval
            .nullable()
            .describe('Where the figure is an estimate, the interval it is in; else null'),
          caused: interval
            .nullable()
            .describe(
              'People to whom it happened because of the flow, with the 95 % interval; null where it is not compared, or too early to tell',
            ),
        }),
      )
      .describe('What the flow did for the store; only figures that it can have'),
    adjusted: adjustedSchema,
    groups: groupsSchema,
  })
  .meta({ id: 'FlowFigures' });
export type FlowFigures = Shape<typeof flowFiguresSchema>;
export type FlowFigure = FlowFigures['figures'][number];

/** What a flow did for the store: of its carts, orders, messages, and of what else people did. */
export const flowFigures = defineVerb({
  name: 'flow-figures-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid(), version: z.uuid().optional() }),
  output: flowFiguresSchema,
  run: async (tx, { id, version }, { workspaceId, now }) => {
    const flow = await readFlow(tx, id);
    const isLarge = await isLargeFlow(tx, id);
    const [settings, arms, kept, entries] = await together(
      storeSettings(tx, workspaceId),
      readArms(tx, id, now(), version),
      isLarge ? readKept(tx, id) : null,
      tx<{ entered: number }[]>`select coalesce(sum(amount), 0)::float8 as entered from counter_totals
        where flow_id = ${id} and node = '' and metric = 'entered'
          and (${version ?? null}::uuid is null or version_id = ${version ?? null})`,
    );
    const { rows, groups, paired, countedAt } = kept ?? {
      ...(await countAll(tx, id, now())),
      countedAt: null,
    };
    const of = (heldOut: boolean) =>
      rows.find((row) => row.held_out === heldOut && row.version_id === (version ?? null)) ??
      figureRowSchema.parse({ version_id: version ?? null, held_out: heldOut });
    const saves = templates[flow.template_id ?? '']?.earns.saves ?? null;
    const lift = liftOf(arms, flow.draft.settings);
    const isWhole = version === undefined;
    return {
      currency: settings.currency,
      countedAt,
      figures: figuresOf(of(false), of(true), {
        lift,
        costs: settings.messageCosts,
        entered: arms.reduce((sum, arm) => sum + (arm.held_out ? 0 : Number(arm.people)), 0),
        hours:
          saves &&
          timesInterval(
            { estimate: (saves.low + saves.high) / 2, lower: saves.low, upper: saves.high },
            (entries[0]?.entered ?? 0) / 60,
          ),
      }),
      // As with the result itself, nothing is said too early, or when people were not divided as intended.
      adjusted: isWhole && lift.margin !== null ? adjustedOf(paired) : null,
      groups: isWhole ? groupsOf(groups) : [],
    };
  },
});

interface Known {
  readonly lift: LiftReport;
  readonly costs: StoreSettings['messageCosts'];
  /** People in the flow so far, whether or not their outcome window is over. */
  readonly entered: number;
  /** Hours of work that its entries saved, as estimated; null for a flow that saves none. */
  readonly hours: Interval | null;
}

const over = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const one = (id: FlowFigure['id'], shows: FlowFigure['shows'], more: Partial<FlowFigure>): FlowFigure => ({
  id,
  shows,
  treated: null,
  heldOut: null,
  range: null,
  caused: null,
  ...more,
});

function figuresOf(
  treated: FigureRow,
  heldOut: FigureRow,
  { lift, costs, entered, hours }: Known,
): FlowFigure[] {
  const both = (
    id: FlowFigure['id'],
    shows: FlowFigure['shows'],
    value: (row: FigureRow) => number | null,
  ): FlowFigure => one(id, shows, { treated: value(treated), heldOut: value(heldOut) });
  const sent = Object.values(treated.sent).reduce((sum, many) => sum + many, 0);
  const cost = Object.entries(treated.sent).reduce(
    (sum, [channel, many]) => sum + many * messageCost(costs, channel),
    0,
  );
  // Messages are counted of everybody, the margin only of those whose window is over.
  const costEach = entered > 0 ? cost / entered : 0;
  const anyway = lift.conversion && boughtAnyway(lift.conversion);
  const leaked = anyway && timesInterval(anyway, treated.discount);
  const happening = (id: FlowFigure['id'], which: 'unsubscribed' | 'complained' | 'tickets') => {
    const arm = (row: FigureRow) => ({ people: row.people, happened: row[which] });
    const { difference } = metricReport(arm(treated), arm(heldOut));
    return one(id, 'share', {
      treated: over(treated[which], treated.people),
      heldOut: over(heldOut[which], heldOut.people),
      caused: difference && timesInterval(difference, treated.people),
    });
  };
  const hasCarts = treated.carts + heldOut.carts > 0;
  return [
    ...(hasCarts
      ? [
          both('recovery-rate', 'share', (row) => over(row.recovered, row.carts)),
          both('recovery-hours', 'hours', (row) => row.recovery_hours),
          both('revenue-per-recovered-cart', 'amount', (row) => over(row.recovered_revenue, row.recovered)),
        ]
      : []),
    ...(sent > 0
      ? [one('revenue-per-recipient', 'amount', { treated: over(treated.attributed, treated.recipients) })]
      : []),
    one('margin-per-person', 'amount', {
      treated: treated.people > 0 ? treated.margin / treated.people - costEach : null,
      heldOut: over(heldOut.margin, heldOut.people),
    }),
    both('repeat-rate', 'share', (row) => over(row.again, row.buyers)),
    both('discount-rate', 'share', (row) => over(row.discounted, row.orders)),
    one('discount-given', 'amount', { treated: treated.discount, heldOut: heldOut.discount }),
    ...(treated.discount > 0
      ? [one('discount-leaked', 'amount', { treated: leaked && leaked.estimate, range: leaked })]
      : []),
    both('return-rate', 'share', (row) => over(row.returned, row.orders)),
    ...(sent > 0
      ? [
          one('delivery-rate', 'share', { treated: treated.delivered / sent }),
          one('message-cost', 'amount', { treated: cost }),
        ]
      : []),
    happening('unsubscribe-rate', 'unsubscribed'),
    happening('complaint-rate', 'complained'),
    happening('ticket-rate', 'tickets'),
    ...(hours ? [one('hours-saved', 'hours', { treated: hours.estimate, range: hours })] : []),
  ];
}

interface Counted {
  readonly rows: FigureRow[];
  readonly groups: readonly GroupRow[];
  readonly paired: readonly PairedRow[];
}

async function countAll(tx: Tx, flowId: string, now: Instant): Promise<Counted> {
  return {
    rows: await countFigures(tx, flowId, now),
    groups: await countGroups(tx, flowId, now),
    paired: await countPaired(tx, flowId, now),
  };
}

/** What the worker counted; null when it has not yet, or it cannot be read. */
async function readKept(tx: Tx, flowId: string): Promise<(Counted & { countedAt: Instant }) | null> {
  const [kept] = await tx<{ counted_at: Instant; rows: unknown; groups: unknown; paired: unknown }[]>`
    select counted_at, rows, groups, paired from flow_figures where flow_id = ${flowId}`;
  const counted = keptSchema.safeParse(kept);
  return kept && counted.success ? { ...counted.data, countedAt: kept.counted_at } : null;
}

const keptSchema = z.object({
  rows: z.array(figureRowSchema),
  groups: z.array(groupRowSchema),
  paired: z.array(pairedRowSchema),
});

/** Counts the figures of large flows again, those that are old for what they cost. */
export const keepFlowFigures = (db: Database, now: () => Instant): Promise<void> =>
  eachLargeFlow(db, (workspaceId, { id }) =>
    db.inWorkspace(workspaceId, (tx) => keepFigures(tx, workspaceId, id, now)),
  );

async function keepFigures(tx: Tx, workspaceId: string, flowId: string, now: () => Instant): Promise<void> {
  const [last] = await tx<{ counted_at: Instant; took_ms: number }[]>`
    select counted_at, took_ms from flow_figures where flow_id = ${flowId}`;
  const begun = now();
  if (!isDue(last, begun)) return;
  const { rows, groups, paired } = await countAll(tx, flowId, begun);
  await tx`insert into flow_figures (workspace_id, flow_id, counted_at, took_ms, rows, groups, paired)
    values (${workspaceId}, ${flowId}, ${begun}, ${Math.max(0, now() - begun)}, ${tx.json(rows as never)},
      ${tx.json(groups as never)}, ${tx.json(paired as never)})
    on conflict (workspace_id, flow_id) do update set counted_at = excluded.counted_at, took_ms = excluded.took_ms,
      rows = excluded.rows, groups = excluded.groups, paired = excluded.paired`;
}
