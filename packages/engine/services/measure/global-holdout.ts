import { formatWholeMoney, type Instant } from '@millrace/base';
import { flowStateSchema } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, id, instant, type Shape } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import {
  holdoutReport,
  holdoutSentence,
  levelOfEach,
  sumOfFlows,
  whyTheyDiffer,
  type HoldoutArm,
  type HoldoutPeriod,
} from '@millrace/measure';
import { z } from 'zod';
import { liftOf, type ArmRow } from './flow-analytics.ts';
import { measuredFlows } from './measured-flows.ts';
import { planGlobal } from './plan-global.ts';
import { armSchema, difference, interval, liftState } from './shapes.ts';

/** Periods that are read, the latest. */
const MOST_PERIODS = 100;

const globalHoldoutSchema = z
  .strictObject({
    currency: z.string(),
    share: z.number().describe('Share of people held out now, 0 to 1; 0 is off'),
    state: liftState.describe(
      'By margin; no-holdout: it was never on; unclear: zero is inside the interval; uneven: people were not divided as intended, so nothing is claimed',
    ),
    sentence: z.string().describe('What can be said so far, in words'),
    isDrawing: z.boolean().describe('People still get their arms; the figures are of those who have one'),
    periods: z
      .array(
        z.strictObject({
          id,
          share: z.number(),
          startedAt: instant,
          endedAt: instant.nullable().describe('Null for the period in force'),
          treated: armSchema,
          heldOut: armSchema,
          inBoth: z
            .int()
            .describe('People left out, as two customers of different arms turned out to be one'),
        }),
      )
      .describe('The latest first. Another share begins another period; people are compared within periods'),
    margin: difference
      .nullable()
      .describe('Margin of a person in a period, in minor units; null while it is too early to tell'),
    causedMargin: interval
      .nullable()
      .describe('Margin that all flows brought in together, over all periods, in minor units'),
    ratioHealthy: z.boolean(),
    ratioEnough: z.boolean().describe('Enough people to check how they were divided'),
    ratioSentence: z.string().describe('Whether people were divided as intended, in words'),
    sum: interval
      .nullable()
      .describe(
        'The sum of what the flows say of themselves, in minor units. It holds at 95 %, however flows depend on each other',
      ),
    flows: z
      .array(
        z.strictObject({
          flowId: id,
          name: z.string(),
          state: flowStateSchema,
          people: z.int().describe('In the flow, without its holdout'),
          lift: liftState,
          caused: interval
            .nullable()
            .describe('Margin, in minor units, at the level at which all flows hold together at 95 %'),
        }),
      )
      .describe('Published flows, at most 200'),
    why: z.array(z.string()).describe('Why the sum and the global figure differ, in sentences'),
    plan: z
      .strictObject({
        gain: z.number().describe('The gain of margin to see, as a share of what people bring'),
        people: z.int().describe('People with an address'),
        exact: z.boolean().describe('False when there are more people than were counted'),
        measured: z.int().describe('People whose orders were measured'),
        rows: z.array(
          z.strictObject({
            share: z.number(),
            weeks: z
              .int()
              .nullable()
              .describe(
                'Weeks until the gain shows with a probability of 80 %, with as many people as `needed`: 4, 13, 26 or 52; null beyond',
              ),
            needed: z.int().nullable().describe('People it takes by then'),
          }),
        ),
      })
      .describe('How long it takes, by share'),
  })
  .meta({ id: 'GlobalHoldout' });
export type GlobalHoldoutView = Shape<typeof globalHoldoutSchema>;

interface PeriodRow {
  readonly id: string;
  readonly share: number;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
  readonly passed_at: Instant | null;
  readonly in_both: number;
  readonly arms: readonly ArmSums[] | null;
}

type ArmSums = Omit<ArmRow, 'is_over' | 'share'>;

/** What all flows caused together, by the global holdout, beside the sum of what each says of itself. */
export const readGlobalHoldout = defineVerb({
  name: 'global-holdout-read',
  permission: 'flows:read',
  input: z.strictObject({
    gain: z.coerce
      .number()
      .min(0.001)
      .max(1)
      .default(0.05)
      .describe('The gain of margin to plan for, as a share'),
  }),
  output: globalHoldoutSchema,
  run: async (tx, { gain }, { workspaceId, now }) => {
    const [settings, rows, measured] = await together(
      storeSettings(tx, workspaceId),
      readPeriods(tx),
      measuredFlows(tx, now()),
    );
    const read = rows.map(periodOf);
    const report = read.length > 0 ? holdoutReport(read) : null;
    const open = rows.find((row) => row.ended_at === null);
    const present = open && read[rows.indexOf(open)];
    const able = measured.filter(({ report: { causedMargin } }) => causedMargin !== null).length;
    const flows = measured.map(({ row, report: { state } }) => ({
      flowId: row.id,
      name: row.name,
      state: row.state,
      people: (row.arms ?? []).reduce((sum, arm) => sum + (arm.held_out ? 0 : Number(arm.people)), 0),
      lift: state,
      caused: liftOf(row.arms ?? [], row.settings, { level: levelOfEach(able) }).causedMargin,
    }));
    const known = present ? present.treated.people + present.heldOut.people : 0;
    const plan = await planGlobal(tx, {
      gain,
      known: open?.passed_at ? known : null,
      also: open?.share ?? 0,
      now: now(),
    });
    const money = (value: number) => formatWholeMoney({ amount: value, currency: settings.currency });
    const first = rows.at(-1)?.started_at ?? now();
    return {
      currency: settings.currency,
      share: open?.share ?? 0,
      state: report?.state ?? 'no-holdout',
      sentence: report
        ? holdoutSentence(report, { money })
        : 'The global holdout is off, so nobody can tell what all flows bring in together.',
      isDrawing: open !== undefined && open.passed_at === null,
      periods: rows.map((row) => ({
        id: row.id,
        share: row.share,
        startedAt: row.started_at,
        endedAt: row.ended_at,
        treated: armView(row, false),
        heldOut: armView(row, true),
        inBoth: row.in_both,
      })),
      margin: report?.margin ?? null,
      causedMargin: report?.causedMargin ?? null,
      ratioHealthy: report?.ratio.healthy ?? true,
      ratioEnough: report?.ratio.enough ?? false,
      ratioSentence: report?.ratioSentence ?? 'Nobody is in the global holdout.',
      sum: sumOfFlows(flows),
      flows,
      why: report
        ? whyTheyDiffer({
            report,
            flows,
            treated: present?.treated.people ?? 0,
            flowsAreOlder: measured.some(({ row }) => row.created_at < first),
          })
        : [],
      plan: { gain, ...plan },
    };
  },
});

/** The latest first. */
async function readPeriods(tx: Tx): Promise<PeriodRow[]> {
  return [
    ...(await tx<PeriodRow[]>`
      select h.id, round(h.share::numeric, 6)::float8 as share, h.started_at, h.ended_at, h.passed_at,
        (select count(*)::int from holdout_people p where p.workspace_id = h.workspace_id and p.period_id = h.id and p.in_both) as in_both,
        (select jsonb_agg(a) from (
          select held_out, sum(people)::bigint as people, sum(converted)::bigint as converted, sum(orders)::bigint as orders,
            sum(revenue) as revenue, sum(margin) as margin, sum(margin_squared) as margin_squared
          from holdout_sums s where s.workspace_id = h.workspace_id and s.period_id = h.id group by 1) a) as arms
      from holdout_periods h order by h.started_at desc, h.id desc limit ${MOST_PERIODS}`),
  ];
}

const sumsOf = (row: PeriodRow, heldOut: boolean): ArmSums | undefined =>
  row.arms?.find((arm) => arm.held_out === heldOut);

function periodOf(row: PeriodRow): HoldoutPeriod {
  const arm = (heldOut: boolean): HoldoutArm => {
    const sums = sumsOf(row, heldOut);
    return {
      people: Number(sums?.people ?? 0),
      converted: Number(sums?.converted ?? 0),
      orders: Number(sums?.orders ?? 0),
      margin: Number(sums?.margin ?? 0),
      marginSquared: Number(sums?.margin_squared ?? 0),
    };
  };
  return { share: row.share, treated: arm(false), heldOut: arm(true) };
}

function armView(row: PeriodRow, heldOut: boolean): Shape<typeof armSchema> {
  const { people, converted, orders, margin } = periodOf(row)[heldOut ? 'heldOut' : 'treated'];
  return { people, converted, orders, revenue: Number(sumsOf(row, heldOut)?.revenue ?? 0), margin };
}
