import { fail } from '@millrace/base';
import { readPlan } from '@millrace/core/plans';
import { readFlow } from '@millrace/core/rows';
import { defineVerb, instant, type Context, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { chooseVariant, readTests, testsIn, type RunningTest, type TestStep } from '@millrace/run/ab-tests';
import { z } from 'zod';
import { interval } from './shapes.ts';

const testSchema = z
  .strictObject({
    node: z.string().describe('Id of the step'),
    name: z.string(),
    goals: z.array(z.string()).describe('Events that count, any of them'),
    withinDays: z.number(),
    automatic: z.boolean().describe('Whether the winner is chosen as soon as it is certain'),
    least: z.int().describe('People of each variant to be measured before a winner is named'),
    state: z.enum(['too-early', 'unclear', 'clear']),
    sentence: z.string().describe('What can be said so far, in words'),
    winner: z.string().nullable().describe('Id of the variant that is better than every other one'),
    inBoth: z.int().describe('People left out: two customers with different variants turned out to be one'),
    chosen: z
      .strictObject({ variant: z.string(), at: instant, byRule: z.boolean(), by: z.string().nullable() })
      .nullable()
      .describe('The variant that everybody new gets; null while people are drawn'),
    variants: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        people: z.int().describe('Everybody who got it'),
        measured: z.int().describe('Those whose time is over'),
        reached: z.int().describe('Those of the measured who did what counts'),
        difference: interval
          .nullable()
          .describe(
            'Of its share from that of the first, which has none; all intervals of a test hold together at 95 %, at any time',
          ),
      }),
    ),
  })
  .meta({ id: 'FlowTest' });
export type TestView = Shape<typeof testSchema>;

/** The tests of a flow's live version. */
async function testsOf(tx: Tx, context: Context, flowId: string): Promise<readonly TestStep[]> {
  const flow = await readFlow(tx, flowId);
  if (!flow.live_version_id) return [];
  const [version] = await tx<{ plan_hash: string }[]>`
    select v.plan_hash from flow_versions v join plans p on p.hash = v.plan_hash
      where v.id = ${flow.live_version_id}`;
  return version ? testsIn(await readPlan(tx, context.workspaceId, version.plan_hash)) : [];
}

const view = ({ node, name, test, variants, report, inBoth, chosen }: RunningTest): TestView => ({
  node,
  name,
  goals: [...test.goals],
  withinDays: test.withinDays,
  automatic: test.isAutomatic,
  least: test.least,
  state: report.state,
  sentence: report.sentence,
  winner: report.winner,
  inBoth,
  chosen: chosen && { variant: chosen.variant, at: chosen.at, byRule: chosen.by === null, by: chosen.by },
  variants: variants.map((variant, index) => ({ ...variant, difference: report.against[index] ?? null })),
});

/** The A/B tests of a flow's live version, with what they say so far. */
export const listTests = defineVerb({
  name: 'tests-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.array(testSchema),
  run: async (tx, { id: flow }, context) =>
    (await readTests(tx, flow, await testsOf(tx, context, flow), context.now())).map(view),
});

/**
 * Chooses by hand which variant everybody new gets, or takes the choice back so that people are drawn again.
 * People keep the variant they had.
 * @throws MillraceError not-found when the flow has no such test or variant
 */
export const chooseTestVariant = defineVerb({
  name: 'test-chosen',
  permission: 'flows:publish',
  input: z.strictObject({
    id: z.uuid(),
    node: z.string().min(1).max(64),
    variant: z.string().min(1).max(64).nullable().describe('Null takes the choice back'),
  }),
  output: testSchema,
  run: async (tx, { id: flow, node, variant }, context) => {
    const found = (await testsOf(tx, context, flow)).find((one) => one.node === node);
    if (!found) return fail('not-found', { what: 'test' });
    if (variant !== null && !found.test.variants.some((one) => one.id === variant))
      fail('not-found', { what: 'variant' });
    const { round } = found.test;
    const { workspaceId, actor } = context;
    await chooseVariant(
      tx,
      { workspaceId, flowId: flow, node, variant, round, by: actor.name },
      context.now(),
    );
    const [after] = await readTests(tx, flow, [found], context.now());
    return view(after!);
  },
  audit: ({ id: flow, variant }, test) => ({
    subject: { type: 'flow', id: flow },
    summary:
      variant === null
        ? `Took back the choice in the test “${test.name}”`
        : `Chose “${test.variants.find((one) => one.id === variant)?.name ?? variant}” in the test “${test.name}”`,
  }),
});
