import { fail, type Instant } from '@millrace/base';
import { readPlan } from '@millrace/core/plans';
import { readFlow } from '@millrace/core/rows';
import { defineVerb, instant, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { conditionSchema } from '@millrace/flow';
import { beginAudience } from '@millrace/run/triggers';
import { z } from 'zod';
import { checkAudience } from '../segments/check-audience.ts';

/** An audience that is entering a flow. */
const audienceSchema = z
  .strictObject({
    id: z.uuid(),
    total: z.int().describe('Number of customers when it began'),
    done: z.int().describe('How many of them were checked so far'),
    matched: z.int().describe('How many matched. Each entered, or their page shows why not'),
    planned: z.boolean().describe("True for a run of the flow's own schedule"),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'AudienceJob' });
export type AudienceJob = Shape<typeof audienceSchema>;

interface Row {
  readonly id: string;
  readonly total: number;
  readonly done: number;
  readonly matched: number;
  readonly planned: boolean;
  readonly started_at: Instant;
  readonly finished_at: Instant | null;
}

const view = ({ started_at: startedAt, finished_at: finishedAt, ...row }: Row): AudienceJob => ({
  ...row,
  startedAt,
  finishedAt,
});

const jobs = (tx: Tx, flow: string, id: string | null) => tx<Row[]>`
  select id, total, done, coalesce((choice->>'matched')::int, 0) as matched,
    choice->>'type' <> 'audience-chosen' as planned, started_at, finished_at from bulk_jobs
  where flow_id = ${flow} and kind = 'audience' and ${id === null ? tx`true` : tx`id = ${id}`}
    order by started_at desc, id desc limit 20`;

/**
 * Lets everybody who matches a condition into a live flow, whatever its trigger: at once or over some time.
 * The work survives crashes. Re-entry rules apply, and each refusal is on the person's page.
 * @throws MillraceError not-found, flow-state-wrong, audience-wrong
 */
export const enrolAudience = defineVerb({
  name: 'audience-enrolled',
  permission: 'flows:publish',
  input: z.strictObject({
    flow: z.uuid(),
    condition: conditionSchema
      .optional()
      .describe('Facts of the customer, and counts of their events; everybody when left out'),
    spreadMinutes: z
      .number()
      .min(0)
      .max(24 * 60)
      .default(0)
      .describe('Minutes over which people enter; all at once when 0'),
  }),
  output: audienceSchema,
  run: async (tx, { flow: id, condition, spreadMinutes }, context) => {
    const flow = await readFlow(tx, id);
    if (flow.state !== 'live' || !flow.live_version_id) fail('flow-state-wrong', { state: flow.state });
    const [version] = await tx<
      { plan_hash: string }[]
    >`select plan_hash from flow_versions where id = ${flow.live_version_id}`;
    const { subject } = await readPlan(tx, context.workspaceId, version?.plan_hash ?? '');
    if (subject !== 'customer' && subject !== 'cart' && subject !== 'order')
      fail('audience-wrong', {
        why: `The flow is about ${subject === 'store' ? 'the store' : `a ${subject}`}, so an audience cannot enter it.`,
      });
    if (condition) checkAudience(condition);
    const job = await beginAudience(tx, context, id, {
      type: 'audience-chosen',
      condition: condition ?? null,
      at: context.now(),
      spreadMinutes,
    });
    const [row] = await jobs(tx, id, job);
    return row ? view(row) : fail('not-found', { what: 'audience' });
  },
  audit: ({ flow, condition, spreadMinutes }, job) => ({
    subject: { type: 'flow', id: flow },
    summary: 'Added an audience to a flow',
    changes: { job: job.id, everybody: condition === undefined, spreadMinutes },
  }),
});

/** Progress of a flow's audiences, newest first, including runs of its schedule. */
export const listAudiences = defineVerb({
  name: 'audiences-read',
  permission: 'flows:read',
  input: z.strictObject({ flow: z.uuid() }),
  output: z.array(audienceSchema),
  run: async (tx, { flow }) => {
    await readFlow(tx, flow);
    return (await jobs(tx, flow, null)).map(view);
  },
});
