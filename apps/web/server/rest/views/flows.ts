import { z } from 'zod';
import { amount, free, id, instant, instantOrNull } from './common.ts';

const state = z.enum(['draft', 'live', 'paused', 'stopped']);

export const problemSchema = z
  .looseObject({
    severity: z.enum(['error', 'warning']),
    node: z.string().nullable(),
    code: z.string(),
    sentence: z.string(),
    field: z.string().nullable().optional(),
    fix: z
      .looseObject({ title: z.string(), edits: z.array(free) })
      .optional()
      .describe('What mends it where nothing has to be chosen: the words of its button, and what it changes in the graph'),
  })
  .meta({ id: 'FlowProblem' });

const graph = free.describe('As `GET /schema/flow` describes it').meta({ id: 'Graph' });

export const flowFields = {
  id,
  name: z.string(),
  state,
  revision: z.int().describe('Rises with each save; send it along so that nobody overwrites another'),
  graph,
  liveVersionId: id.nullable(),
  liveVersion: z.int().nullable(),
  templateId: z.string().nullable(),
  updatedAt: instant,
  updatedBy: z.string().nullable(),
  createdAt: instant,
  pausedAt: instantOrNull,
};
export const flowSchema = z.looseObject(flowFields).meta({ id: 'Flow' });
export const flowWithProblemsSchema = z
  .looseObject({ ...flowFields, problems: z.array(problemSchema).describe('Everything to fix before it can be published, by node') })
  .meta({ id: 'FlowWithProblems' });
export const publishedFlowSchema = z
  .looseObject({ ...flowFields, versionId: id, version: z.int(), problems: z.array(problemSchema) })
  .meta({ id: 'PublishedFlow' });

export const flowSummarySchema = z
  .looseObject({
    id,
    name: z.string(),
    state,
    liveVersion: z.int().nullable(),
    templateId: z.string().nullable(),
    createdAt: instant,
    updatedAt: instant,
    problems: z.int(),
    entered: z.int(),
    inside: z.int(),
    sent: z.int(),
    held: z.int(),
    orders: z.int(),
    revenue: amount,
    entries: z.array(z.int()).describe('A day, the last 14 days, oldest first'),
  })
  .meta({ id: 'FlowSummary' });

const versionFields = {
  id,
  number: z.int(),
  publishedAt: instant,
  publishedBy: z.string().nullable(),
  note: z.string().nullable(),
  planHash: z.string(),
  inside: z.int().describe('People who walk by it now'),
  live: z.boolean().describe('The one that new people enter, while the flow is live'),
};
export const versionSchema = z.looseObject(versionFields).meta({ id: 'FlowVersion' });
export const versionWithGraphSchema = z.looseObject({ ...versionFields, graph }).meta({ id: 'FlowVersionWithGraph' });

const arm = z.looseObject({ people: z.int(), converted: z.int(), orders: z.int(), revenue: amount, margin: amount });
const metricArm = z.object({ people: z.int(), happened: z.int() });
const metric = z
  .looseObject({
    event: z.string(),
    state: z.enum(['no-holdout', 'too-early', 'unclear', 'more', 'fewer']),
    treated: metricArm,
    heldOut: metricArm,
    difference: free.nullable().describe('Of the shares of people, treated less held out, with its interval'),
    whole: z.boolean().describe('False where only the people who came in last were counted'),
  })
  .meta({ id: 'FlowMetric' });
export const analyticsSchema = z
  .looseObject({
    flowId: id,
    currency: z.string(),
    sentence: z.string().describe('What the flow caused, in words, with money as the store writes it'),
    totals: free,
    nodes: z.record(z.string(), z.record(z.string(), z.number())),
    flow: z.record(z.string(), z.number()),
    arms: z.object({ treated: arm, heldOut: arm }),
    lift: free,
    metrics: z.object({ outcome: metric.nullable(), failure: metric }),
    history: z.array(z.unknown()),
  })
  .meta({ id: 'FlowAnalytics' });

export const templateSchema = z
  .looseObject({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    goal: z.string(),
    category: z.string(),
    channels: z.array(z.string()),
    needs: z.array(free),
    story: z.string(),
    result: free,
    nodes: z.int(),
  })
  .meta({ id: 'Template' });

export const nodeKindSchema = z
  .looseObject({
    kind: z.string(),
    title: z.string(),
    summary: z.string(),
    family: z.string(),
    icon: z.string(),
    version: z.int(),
    config: free,
    initial: free,
    example: z.unknown(),
    ports: z.array(free),
    sets: z.record(z.string(), z.string()),
  })
  .meta({ id: 'NodeKind' });

export const connectionSchema = z
  .looseObject({
    id,
    connector: z.string(),
    title: z.string(),
    name: z.string(),
    config: free,
    secretsSet: z.array(z.string()).describe('Names of the secrets that are set; their values are never told'),
    state: z.string(),
    intakeUrl: z.string().nullable().describe('Where the system sends its webhooks'),
    demo: z.boolean(),
    registration: z
      .object({ topics: z.number().nullable(), at: instantOrNull, problem: z.string().nullable() })
      .nullable()
      .describe('Webhooks that Millrace registers itself'),
    signIn: z.enum(['possible', 'done']).nullable().describe('Whether somebody can let Millrace in by signing in, and has'),
    lastEventAt: instantOrNull,
    lastOkAt: instantOrNull.describe('When a call through it last worked'),
    lastError: z.string().nullable(),
    lastErrorAt: instantOrNull,
    failingSince: instantOrNull.describe('Null while it works'),
    failure: z
      .object({
        kind: z.string().describe('unreachable, encryption, sign-in, sender, settings, turned-away, busy or no-answer'),
        words: z.string(),
        next: z.string().describe('What to do next'),
        mayPass: z.boolean().describe('It often passes by itself within minutes'),
      })
      .nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Connection' });
