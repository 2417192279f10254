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
    field: z.string().nullable().describe("Of the node's settings, dotted, when it is one"),
    fix: z
      .strictObject({ title: z.string(), edits: z.array(freeAs<Fix['edits'][number]>()) })
      .optional()
      .describe(
        'What mends it where nothing has to be chosen: the words of its button, and what it changes in the graph',
      ),
    asks: z
      .string()
      .optional()
      .describe('What nothing connected can do, where that is what is wrong: `make-code`, ...'),
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
    owner: z.string().nullable().describe('Who sees to it, as its settings say'),
    problems: z.int(),
    entered: z.int(),
    inside: z.int(),
    sent: z.int(),
    held: z.int(),
    orders: z.int(),
    revenue: amount,
    entries: z.array(z.int()).describe('A day, the last 14 days, oldest first'),
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
  inside: z.int().describe('People who walk by it now, those held back included'),
  live: z.boolean().describe('The one that new people enter, while the flow is live'),
};
export const versionSchema = z.strictObject(versionFields).meta({ id: 'FlowVersion' });
export type VersionView = Shape<typeof versionSchema>;
export const versionWithGraphSchema = z
  .strictObject({ ...versionFields, graph: graphShape })
  .meta({ id: 'FlowVersionWithGraph' });

/** Another flow that speaks to the same people. */
const rivalSchema = z.strictObject({
  id,
  name: z.string(),
  state: z.string(),
  /** `event`: begins with the very same event. `about`: is about the same, such as carts, and for marketing too. */
  why: z.enum(['event', 'about']),
});
export type Rival = Shape<typeof rivalSchema>;

export const publishPreviewSchema = z.strictObject({
  /** People inside older versions, and where each would land under the draft. */
  inside: z.int(),
  landings: z.array(
    z.strictObject({ node: z.string().nullable(), people: z.int(), landsAt: z.string().nullable() }),
  ),
  problems: z.array(problemSchema),
  /** What is different from the version that is live, in words; null before the first. Empty: the draft is live as it is. */
  changes: z.array(z.string()).nullable(),
  /** Who would have come in; null while the draft has problems. Not exact where only the latest of very many were looked at. */
  audience: z.strictObject({ days: z.int(), people: z.int(), exact: z.boolean() }).nullable(),
  /** Share of people held back, 0 to 0.5. */
  holdout: z.number(),
  owner: z.string().nullable(),
  /** Channels it sends on that no provider carries. */
  withoutProvider: z.array(z.string()),
  rivals: z.array(rivalSchema),
  /** Messages that the guardrails as set let nobody have, as a rehearsal shows; none while the draft has problems. */
  neverSent: z.array(z.strictObject({ node: z.string(), messages: z.int(), reason: z.string() })),
});
export type PublishPreview = Shape<typeof publishPreviewSchema>;
