import { readFlow } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, id, type Shape } from '@millrace/core/verb';
import { holdoutPlan, planSentence, type HoldoutQuestion, type PlanBase } from '@millrace/measure';
import { z } from 'zod';
import type { Base, Weekly } from './past-numbers.ts';
import { planNumbers } from './plan-numbers.ts';

const source = z
  .enum(['flow', 'history', 'given', 'unknown'])
  .describe(
    "flow: the flow's own people; history: customers who met its trigger before; given: part of the request; unknown: too little is known yet",
  );
const share = z.number().describe('Share of people held out, 0 to 1');

const holdoutPlanSchema = z
  .strictObject({
    flowId: id,
    currency: z.string(),
    holdout: share.describe('The share in the draft, 0 to 1'),
    outcomeDays: z.number().describe('Days after entering in which orders count'),
    metric: z.enum(['conversion', 'margin']),
    gain: z.number().describe('The gain to see, as a share of what people bring without the flow'),
    weekly: z.strictObject({
      value: z.number().nullable().describe('People who enter for the first time in a week'),
      source,
      people: z.int().describe('People counted'),
      days: z.int().describe('Days they were counted in'),
      exact: z.boolean().describe('False when more people match than were counted'),
    }),
    base: z.strictObject({
      value: z
        .strictObject({
          rate: z.number().describe('Share of people with an order in their window, without the flow'),
          buyer: z
            .strictObject({
              mean: z.number().describe('Margin of one buyer in the window, in minor units'),
              spread: z.number().describe('Its standard deviation, in minor units'),
            })
            .nullable(),
        })
        .nullable(),
      source,
      people: z.int().describe('People counted, whose window is over'),
      buyers: z.int().describe('Those of them with an order'),
    }),
    rows: z.array(
      z.strictObject({
        share,
        people: z
          .int()
          .nullable()
          .describe(
            'People in both groups, windows over, until the interval shows the gain with a probability of 80 %',
          ),
        heldOut: z.int().nullable().describe('How many of them get nothing'),
        weeks: z.int().nullable().describe('Weeks until the window of the last of them is over'),
        forgone: z
          .int()
          .nullable()
          .describe('What the holdout does not bring if the gain is real: buyers, or margin in minor units'),
      }),
    ),
    suggested: z
      .strictObject({ share, saves: z.int().describe('Weeks that a larger holdout would save at most') })
      .nullable()
      .describe(
        'The smallest share that takes at most a quarter longer than the fastest; null beyond a year',
      ),
    sentence: z.string().describe('What is suggested and why, in words'),
  })
  .meta({ id: 'HoldoutPlan' });
export type HoldoutPlanView = Shape<typeof holdoutPlanSchema>;

/** How many people and weeks it takes until a gain of a flow shows, by holdout share. */
export const planHoldout = defineVerb({
  name: 'holdout-planned',
  permission: 'flows:read',
  input: z.strictObject({
    id: z.uuid(),
    metric: z.enum(['conversion', 'margin']).default('conversion'),
    gain: z.coerce.number().min(0.001).max(10).default(0.1).describe('0.1 is a tenth more. Default 0.1'),
    weekly: z.coerce.number().min(0).max(1e8).optional().describe('People a week, in place of what is known'),
    rate: z.coerce
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Share who order without the flow, in place of what is known'),
  }),
  output: holdoutPlanSchema,
  run: async (tx, { id: flowId, metric, gain, weekly: givenWeekly, rate }, context) => {
    const flow = await readFlow(tx, flowId);
    const settings = await storeSettings(tx, context.workspaceId);
    const found = await planNumbers(tx, { flowId, graph: flow.draft, settings, now: context.now() });
    const weekly: Weekly =
      givenWeekly === undefined ? found.weekly : { ...found.weekly, value: givenWeekly, source: 'given' };
    const base: Base =
      rate === undefined
        ? found.base
        : { ...found.base, value: { rate, buyer: found.base.value?.buyer ?? null }, source: 'given' };
    const { holdout, outcomeDays } = flow.draft.settings;
    const question: HoldoutQuestion = {
      metric,
      gain,
      base: base.value as PlanBase | null,
      weekly: weekly.value,
      outcomeDays,
      also: holdout > 0 ? [holdout] : [],
    };
    const plan = holdoutPlan(question);
    return {
      flowId,
      currency: settings.currency,
      holdout,
      outcomeDays,
      metric,
      gain,
      weekly,
      base,
      rows: [...plan.rows],
      suggested: plan.suggested,
      sentence:
        flow.draft.subject === 'store'
          ? 'There is only one store, so this flow has no holdout to plan.'
          : planSentence(question, plan),
    };
  },
});
