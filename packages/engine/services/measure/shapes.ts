import { amount, freeRecord, id, instant, unbounded, type Shape } from '@millrace/core/verb';
import type { LiftReport, MetricReport } from '@millrace/measure';
import { z } from 'zod';

/**
 * Counts of a step by metric: `entered`, `here`, `went:<port>`, `sent`, `opened`, `refused:<reason>`,
 * `orders`, `revenue` (minor units) and so on. `silent:` counts people in the holdout.
 */
export const countsSchema = z.record(z.string(), z.number());
export type Counts = Shape<typeof countsSchema>;

export const armSchema = z.strictObject({
  people: z.int(),
  converted: z.int(),
  orders: z.int(),
  revenue: amount,
  margin: amount,
});
export type ArmView = Shape<typeof armSchema>;

const intervalFields = { estimate: z.number(), lower: z.number(), upper: z.number() };
/** An estimate with its interval, in the unit of the metric. */
export const interval = z.strictObject(intervalFields);
export const difference = z.strictObject({
  ...intervalFields,
  treated: z.number(),
  heldOut: z.number(),
  varianceRemoved: z.number().describe('Share of the variance that a covariate removed, 0 to 1'),
});

export const liftState = z.enum(['no-holdout', 'uneven', 'too-early', 'unclear', 'gain', 'loss']);
const liftSchema = z.strictObject({
  state: liftState.describe(
    'By margin; unclear: zero is inside the interval; uneven: people were not divided as intended, so nothing is claimed',
  ),
  conversionState: liftState,
  level: z.number(),
  treatedPeople: z.int(),
  heldOutPeople: z.int(),
  waitingPeople: z.int().describe('People whose outcome window is open; nothing is said of them yet'),
  notCompared: z
    .int()
    .describe('People who entered while there was nobody to compare them with; nothing is said of them'),
  conversion: difference
    .nullable()
    .describe(
      'Difference in the share of people with an order, treated less holdout; null while it is too early to tell',
    ),
  conversionExact: interval.nullable().describe('Valid at any number of people, and wider'),
  margin: difference
    .nullable()
    .describe('Minor units for each person who entered; null while it is too early to tell'),
  causedMargin: interval.nullable().describe('Incremental margin of the flow in all, in minor units'),
  causedConversions: interval.nullable().describe('Incremental buyers of the flow'),
  missing: z
    .strictObject({
      heldOutPeople: z.number(),
      treatedPeople: z.number(),
      heldOutConverted: z.number(),
      treatedConverted: z.number(),
    })
    .nullable()
    .describe('What is missing before a result can be given; null when nothing is'),
  ratio: z.strictObject({
    healthy: z.boolean().describe('True when people were divided as intended'),
    enough: z.boolean().describe('Enough people to tell'),
    evidence: unbounded.describe('Evidence against the intended shares, as odds; null when infinite'),
    chance: z.number(),
    observed: z.array(z.number()),
    expected: z.array(z.number()),
  }),
  ratioSentence: z.string(),
}) satisfies z.ZodType<LiftReport>;

const metricArm = z.strictObject({ people: z.int(), happened: z.int() });
/** How often an event happens to people of the flow, and to the holdout. */
const metricSchema = z
  .strictObject({
    event: z.string().describe('The counted event'),
    state: z.enum(['no-holdout', 'too-early', 'unclear', 'more', 'fewer']),
    treated: metricArm,
    heldOut: metricArm,
    difference: difference
      .nullable()
      .describe('Difference in the shares of people, treated less holdout, with its interval'),
    whole: z.boolean().describe('False when only the latest entries were counted'),
    countedAt: instant
      .nullable()
      .describe('In a large flow, when it was last counted; null when it was counted for this answer'),
  })
  .meta({ id: 'FlowMetric' }) satisfies z.ZodType<MetricReport>;
export type MetricView = Shape<typeof metricSchema>;

const count = z.int();
export const flowAnalyticsSchema = z
  .strictObject({
    flowId: id,
    currency: z.string(),
    sentence: z.string().describe('What the flow caused, in words, with money as the store writes it'),
    earlySentence: z
      .string()
      .nullable()
      .describe(
        'What it looks like with those whose outcome window is open; no claim. Null without such people',
      ),
    totals: z.strictObject({
      entered: count,
      heldOut: count,
      inside: count,
      done: count,
      exited: count,
      sent: count,
      delivered: count,
      opened: count,
      clicked: count,
      machineOpened: count.describe(
        'Messages visited by scanners and mail proxies; these count nowhere else',
      ),
      machineClicked: count,
      unsubscribed: count,
      orders: count,
      revenue: amount,
      margin: amount,
      discount: amount,
      revenuePerMessage: amount.nullable(),
    }),
    nodes: z.record(z.string(), countsSchema),
    flow: countsSchema,
    arms: z.strictObject({ treated: armSchema, heldOut: armSchema }),
    lift: liftSchema.describe('Of people whose outcome window is over'),
    early: liftSchema
      .nullable()
      .describe(
        'The same of everybody so far: people may only be buying sooner. Null when all windows are over',
      ),
    inBoth: z
      .int()
      .describe('People left out of both groups: two customers, one in each, turned out to be one'),
    metrics: z.strictObject({
      outcome: metricSchema
        .nullable()
        .describe("The success metric of the flow's settings; null when it is an order"),
      failure: metricSchema,
    }),
    history: z.array(
      z.strictObject({
        at: instant,
        report: freeRecord.describe('State, people, margin and conversion at that moment'),
      }),
    ),
  })
  .meta({ id: 'FlowAnalytics' });
export type FlowAnalytics = Shape<typeof flowAnalyticsSchema>;
