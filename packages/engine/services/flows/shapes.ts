import { flowFields, flowStateSchema, graphShape } from '@millrace/core/rows';
import { amount, freeAs, id, instant, notShown, type Shape } from '@millrace/core/verb';
import { subjectSchema, type Fix, type Problem } from '@millrace/flow';
import { z } from 'zod';

export const problemSchema = z
  .strictObject({
    severity: z.enum(['error', 'warning']),
    node: z.string().nullable().describe('Null when it is about the whole flow'),
    code: z.string(),
    sentence: z.string(),
    field: z
      .string()
      .nullable()
      .describe('Path of a setting of the node, with dots; null when the problem is not about one'),
    fix: z
      .strictObject({ title: z.string(), edits: z.array(freeAs<Fix['edits'][number]>()) })
      .optional()
      .describe('A fix that needs no choice: the label of its button, and what it changes in the graph'),
    asks: z
      .string()
      .optional()
      .describe('The missing capabilities, when no connection provides them: `make-code`, ...'),
  })
  .meta({ id: 'FlowProblem' }) satisfies z.ZodType<Problem>;

export const flowWithProblemsSchema = z
  .strictObject({
    ...flowFields,
    problems: z.array(problemSchema).describe('Everything to fix before it can be published, by node'),
  })
  .meta({ id: 'FlowWithProblems' });
export type FlowWithProblems = Shape<typeof flowWithProblemsSchema>;

export const publishedFlowSchema = z
  .strictObject({ ...flowFields, versionId: id, version: z.int(), problems: z.array(problemSchema) })
  .meta({ id: 'PublishedFlow' });

export const flowSummarySchema = z
  .strictObject({
    id,
    name: z.string(),
    subject: subjectSchema.describe('What the flow, as drawn, is about'),
    state: flowStateSchema,
    liveVersion: z.int().nullable(),
    templateId: z.string().nullable(),
    createdAt: instant,
    updatedAt: instant,
    updatedBy: z.string().nullable(),
    owner: z.string().nullable().describe("The person responsible, from the flow's settings"),
    problems: z.int(),
    entered: z.int(),
    inside: z.int(),
    sent: z.int(),
    held: z.int(),
    orders: z.int(),
    revenue: amount,
    entries: z.array(z.int()).describe('One number for each of the last 14 days, oldest first'),
    ...notShown,
  })
  .meta({ id: 'FlowSummary' });
export type FlowSummary = Shape<typeof flowSummarySchema>;

const versionFields = {
  id,
  number: z.int(),
  publishedAt: instant,
  publishedBy: z.string().nullable(),
  note: z.string().nullable(),
  planHash: z.string(),
  inside: z.int().describe('People in this version now, including the holdout'),
  live: z.boolean().describe('True for the version that new people enter while the flow is live'),
};
export const versionSchema = z.strictObject(versionFields).meta({ id: 'FlowVersion' });
export type VersionView = Shape<typeof versionSchema>;
export const versionWithGraphSchema = z
  .strictObject({ ...versionFields, graph: graphShape })
  .meta({ id: 'FlowVersionWithGraph' });

/** Another flow that reaches the same people. */
const rivalSchema = z.strictObject({
  id,
  name: z.string(),
  state: z.string(),
  /**
   * `event`: has the same trigger event. `about`: is a marketing flow about the same subject, such as carts.
   */
  why: z.enum(['event', 'about']),
});
export type Rival = Shape<typeof rivalSchema>;

export const publishPreviewSchema = z.strictObject({
  /** People in older versions, and the step at which each would be in the draft. */
  inside: z.int(),
  landings: z.array(
    z.strictObject({ node: z.string().nullable(), people: z.int(), landsAt: z.string().nullable() }),
  ),
  problems: z.array(problemSchema),
  /**
   * Differences from the live version, as sentences; null before the first. Empty when the draft is live
   * unchanged.
   */
  changes: z.array(z.string()).nullable(),
  /**
   * People who would have entered; null while the draft has problems. Not exact when only the latest of very
   * many were checked.
   */
  audience: z.strictObject({ days: z.int(), people: z.int(), exact: z.boolean() }).nullable(),
  /** Holdout share, 0 to 0.5. */
  holdout: z.number(),
  owner: z.string().nullable(),
  /** Channels of the flow without a provider. */
  withoutProvider: z.array(z.string()),
  rivals: z.array(rivalSchema),
  /**
   * Messages that the present guardrails never let through, found by a rehearsal; none while the draft has
   * problems.
   */
  neverSent: z.array(z.strictObject({ node: z.string(), messages: z.int(), reason: z.string() })),
});
export type PublishPreview = Shape<typeof publishPreviewSchema>;
