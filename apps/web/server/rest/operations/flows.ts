import {
  cloneTemplate,
  createFlow,
  enrolAudience,
  enrolByHand,
  flowAnalytics,
  getFlow,
  listAudiences,
  listEnrolments,
  listFlows,
  listVersions,
  pauseFlow,
  publishFlow,
  readVersion,
  rehearseFlow,
  resumeFlow,
  saveFlow,
  stopFlow,
} from '@millrace/services';
import { z } from 'zod';
import { inputOf, MEGABYTE, ok, runVerb, type Call, type Operation } from '../operation.ts';
import { id, pageOf, pageQuery } from '../views/common.ts';
import {
  analyticsSchema,
  flowSchema,
  flowSummarySchema,
  flowWithProblemsSchema,
  publishedFlowSchema,
  versionSchema,
  versionWithGraphSchema,
} from '../views/flows.ts';
import { audienceJobSchema, enrolmentSchema } from '../views/people.ts';

const tag = 'Flows';
const shared = { tag, errors: ['not-found'] } as const;
const graphLimit = 5 * MEGABYTE;
const drawn = { status: 200, description: 'The flow with every problem it has, each with its node', schema: flowWithProblemsSchema };
const changed = { status: 200, description: 'The flow', schema: flowSchema };

const saveSchema = z.union([
  saveFlow.definition.input.omit({ id: true }).meta({ title: 'The draft with its revision' }),
  z.looseObject({ schemaVersion: z.int(), nodes: z.array(z.unknown()), edges: z.array(z.unknown()) }).meta({ title: 'A bare graph' }),
]);

/** The graph by itself is a draft too: it has nodes, and the envelope has none. */
async function save(call: Call) {
  const input = inputOf(call);
  const bare = 'nodes' in input && !('graph' in input);
  const { id: flowId, ...graph } = input;
  return ok(await saveFlow(call.context, (bare ? { id: flowId, graph } : input) as z.input<typeof saveFlow.definition.input>));
}

export const flowOperations: readonly Operation[] = [
  {
    id: 'listFlows',
    method: 'GET',
    path: '/flows',
    tag,
    summary: 'All flows',
    scope: 'flows:read',
    query: z.object({
      state: z.enum(['draft', 'live', 'paused', 'stopped']).optional(),
      search: z.string().max(120).optional(),
      ...pageQuery,
    }),
    answer: { status: 200, description: 'A page of flows', schema: pageOf(flowSummarySchema) },
    run: runVerb(listFlows),
  },
  {
    id: 'createFlow',
    method: 'POST',
    path: '/flows',
    tag,
    summary: 'Make a flow',
    scope: 'flows:write',
    body: createFlow.definition.input,
    bodyOptional: true,
    bodyLimit: graphLimit,
    answer: { ...drawn, status: 201 },
    run: runVerb(createFlow, 201),
  },
  {
    id: 'getFlow',
    method: 'GET',
    path: '/flows/{id}',
    ...shared,
    summary: 'One flow with its graph and its problems',
    scope: 'flows:read',
    answer: drawn,
    run: runVerb(getFlow),
  },
  {
    id: 'saveFlow',
    method: 'PUT',
    path: '/flows/{id}',
    tag,
    summary: 'Save the draft',
    scope: 'flows:write',
    body: saveSchema,
    bodyLimit: graphLimit,
    errors: ['not-found', 'revision-conflict'],
    description:
      'Takes `{graph, revision, name}`, or a graph by itself. With a `revision`, a draft that somebody else saved meanwhile is not overwritten: the answer is 409 with what is stored now.',
    answer: drawn,
    run: save,
  },
  {
    id: 'publishFlow',
    method: 'POST',
    path: '/flows/{id}/publish',
    tag,
    summary: 'Publish the draft as a new version',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-has-problems', 'revision-conflict'],
    body: publishFlow.definition.input.omit({ id: true }),
    bodyOptional: true,
    answer: { status: 200, description: 'The published version', schema: publishedFlowSchema },
    run: runVerb(publishFlow),
  },
  {
    id: 'pauseFlow',
    method: 'POST',
    path: '/flows/{id}/pause',
    tag,
    summary: 'Hold everybody where they are',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong'],
    answer: changed,
    run: runVerb(pauseFlow),
  },
  {
    id: 'resumeFlow',
    method: 'POST',
    path: '/flows/{id}/resume',
    tag,
    summary: 'Let a paused flow go on',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong'],
    description:
      '`overdue` says what becomes of people whose time came while the flow was paused, `arrivals` whether people who came meanwhile are let in.',
    body: resumeFlow.definition.input.omit({ id: true }),
    bodyOptional: true,
    answer: changed,
    run: runVerb(resumeFlow),
  },
  {
    id: 'stopFlow',
    method: 'POST',
    path: '/flows/{id}/stop',
    tag,
    summary: 'Let everybody leave and nobody in',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong'],
    answer: changed,
    run: runVerb(stopFlow),
  },
  {
    id: 'enrolCustomer',
    method: 'POST',
    path: '/flows/{id}/enrol',
    tag,
    summary: 'Put a customer into a live flow',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong'],
    body: enrolByHand.definition.input.omit({ flow: true }),
    answer: { status: 200, description: 'The enrolment, or why there is none', schema: z.looseObject({}) },
    run: async (call) => ok(await enrolByHand(call.context, inputOf(call, { id: 'flow' }) as z.input<typeof enrolByHand.definition.input>)),
  },
  {
    id: 'enrolAudience',
    method: 'POST',
    path: '/flows/{id}/enrol-audience',
    tag,
    summary: 'Put everybody who matches into a live flow',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong', 'audience-wrong'],
    description:
      'Answers at once with the job that goes through everybody; `GET /flows/{id}/audiences` says how far it is. Re-entry rules hold.',
    body: enrolAudience.definition.input.omit({ flow: true }),
    answer: { status: 200, description: 'The job', schema: audienceJobSchema },
    run: async (call) =>
      ok(await enrolAudience(call.context, inputOf(call, { id: 'flow' }) as z.input<typeof enrolAudience.definition.input>)),
  },
  {
    id: 'listAudiences',
    method: 'GET',
    path: '/flows/{id}/audiences',
    tag,
    summary: 'How far audiences put into a flow are, the newest first',
    scope: 'flows:read',
    errors: ['not-found'],
    answer: { status: 200, description: 'The last twenty', schema: z.object({ items: z.array(audienceJobSchema) }) },
    run: async (call) =>
      ok({ items: await listAudiences(call.context, inputOf(call, { id: 'flow' }) as z.input<typeof listAudiences.definition.input>) }),
  },
  {
    id: 'rehearseFlow',
    method: 'POST',
    path: '/flows/{id}/rehearse',
    tag,
    summary: 'Try the draft on past or sample customers',
    scope: 'flows:read',
    errors: ['not-found', 'flow-has-problems'],
    description: 'In virtual time, with the same step and guardrails as the real thing; nothing is sent.',
    body: rehearseFlow.definition.input.omit({ id: true }),
    bodyOptional: true,
    answer: { status: 200, description: 'What would have happened, by node', schema: z.looseObject({ people: z.int(), entered: z.int() }) },
    run: runVerb(rehearseFlow),
  },
  {
    id: 'listVersions',
    method: 'GET',
    path: '/flows/{id}/versions',
    ...shared,
    summary: 'Every published version',
    scope: 'flows:read',
    answer: { status: 200, description: 'Versions, newest first', schema: pageOf(versionSchema) },
    run: async (call) => ok({ items: await listVersions(call.context, { id: call.params['id'] as string }), next: null }),
  },
  {
    id: 'getVersion',
    method: 'GET',
    path: '/flows/{id}/versions/{number}',
    ...shared,
    summary: 'One published version with its graph',
    scope: 'flows:read',
    description: 'To bring it back, save its graph as the draft and publish that.',
    answer: { status: 200, description: 'The version', schema: versionWithGraphSchema },
    run: async ({ context, params }) => ok(await readVersion(context, { id: params['id'] as string, number: Number(params['number']) })),
  },
  {
    id: 'flowAnalytics',
    method: 'GET',
    path: '/flows/{id}/analytics',
    ...shared,
    summary: 'Numbers of a flow, and its lift over the holdout',
    scope: 'flows:read',
    query: z.object({ version: id.optional() }),
    answer: { status: 200, description: 'Live counts by node, totals, both arms and the lift with its interval', schema: analyticsSchema },
    run: runVerb(flowAnalytics),
  },
  {
    id: 'flowEnrolments',
    method: 'GET',
    path: '/flows/{id}/enrolments',
    ...shared,
    summary: 'People in a flow',
    scope: 'flows:read',
    query: z.object({ state: z.string().max(20).optional(), node: z.string().max(64).optional(), customer: id.optional(), ...pageQuery }),
    answer: { status: 200, description: 'A page of enrolments, newest first', schema: pageOf(enrolmentSchema) },
    run: async (call) =>
      ok(await listEnrolments(call.context, inputOf(call, { id: 'flow' }) as z.input<typeof listEnrolments.definition.input>)),
  },
];

export const cloneOperation: Operation = {
  id: 'cloneTemplate',
  method: 'POST',
  path: '/templates/{id}/clone',
  tag: 'Templates',
  summary: 'Make a flow from a template',
  scope: 'flows:write',
  errors: ['template-unknown'],
  body: cloneTemplate.definition.input.omit({ template: true }),
  bodyOptional: true,
  answer: { ...drawn, status: 201 },
  run: async (call) =>
    ok(await cloneTemplate(call.context, inputOf(call, { id: 'template' }) as z.input<typeof cloneTemplate.definition.input>), 201),
};
