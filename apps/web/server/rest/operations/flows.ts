import { z } from 'zod';
import { enrolByHand, listEnrolments } from '@millrace/services/enrolments';
import {
  cloneTemplate,
  createFlow,
  getFlow,
  listFlows,
  listVersions,
  pauseFlow,
  publishFlow,
  readVersion,
  resumeFlow,
  saveFlow,
  stopFlow,
} from '@millrace/services/flows';
import { exportFlow, importFlow, previewFlowFile } from '@millrace/services/flow-files';
import {
  chooseTestVariant,
  flowAnalytics,
  flowFigures,
  flowPolicies,
  listTests,
  planHoldout,
  readGlobalHoldout,
} from '@millrace/services/measure';
import { rehearseFlow } from '@millrace/services/rehearsal';
import { enrolAudience, listAudiences } from '@millrace/services/triggers';
import { inputOf, MEGABYTE, runList, runVerb, type Call, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Flows';
const shared = { tag, errors: ['not-found'] } as const;
const graphLimit = 5 * MEGABYTE;
const drawn = 'The flow with all its problems, each with its node';

const saveSchema = z.union([
  saveFlow.definition.input.omit({ id: true }).meta({ title: 'The draft with its revision' }),
  z
    .looseObject({ schemaVersion: z.int(), nodes: z.array(z.unknown()), edges: z.array(z.unknown()) })
    .meta({ title: 'A bare graph' }),
]);

/** Accepts a bare graph too. It has `nodes`, which the envelope does not. */
function draftIn(call: Call): z.input<typeof saveFlow.definition.input> {
  const input = inputOf(call);
  const bare = 'nodes' in input && !('graph' in input);
  const { id, ...graph } = input;
  return (bare ? { id, graph } : input) as z.input<typeof saveFlow.definition.input>;
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
    ...runVerb(listFlows, 'A page of flows'),
  },
  {
    id: 'createFlow',
    method: 'POST',
    path: '/flows',
    tag,
    summary: 'Create a flow',
    scope: 'flows:write',
    body: createFlow.definition.input,
    bodyOptional: true,
    bodyLimit: graphLimit,
    ...runVerb(createFlow, drawn, { status: 201 }),
  },
  {
    id: 'getFlow',
    method: 'GET',
    path: '/flows/{id}',
    ...shared,
    summary: 'One flow with its graph and its problems',
    scope: 'flows:read',
    ...runVerb(getFlow, drawn),
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
      'Takes `{graph, revision, name}` or a bare graph. With a `revision`, a draft that was saved by another user meanwhile is not overwritten: the response is 409 with the stored draft.',
    ...runVerb(saveFlow, drawn, { input: draftIn }),
  },
  {
    id: 'exportFlow',
    method: 'GET',
    path: '/flows/{id}/file',
    ...shared,
    summary: 'The draft of a flow as a file',
    scope: 'flows:read',
    description:
      'Nothing in the file belongs to the store: segments, lists, other flows and connections have their names and no ids.',
    ...runVerb(exportFlow, 'The file'),
  },
  {
    id: 'previewFlowFile',
    method: 'POST',
    path: '/flows/import/preview',
    tag,
    summary: 'What a file would make: its flow, what has to be chosen, and what is not carried over',
    scope: 'flows:write',
    errors: ['flow-file-unreadable', 'graph-too-new'],
    body: previewFlowFile.definition.input,
    bodyLimit: graphLimit,
    ...runVerb(previewFlowFile, 'What it would make'),
  },
  {
    id: 'importFlow',
    method: 'POST',
    path: '/flows/import',
    tag,
    summary: 'Create a draft from a file',
    scope: 'flows:write',
    errors: ['flow-file-unreadable', 'graph-too-new'],
    description: 'Takes the files of `GET /flows/{id}/file`, and those of other systems. It never publishes.',
    body: importFlow.definition.input,
    bodyLimit: graphLimit,
    ...runVerb(importFlow, 'The draft, and what is left to do in it', { status: 201 }),
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
    ...runVerb(publishFlow, 'The published version'),
  },
  {
    id: 'pauseFlow',
    method: 'POST',
    path: '/flows/{id}/pause',
    tag,
    summary: 'Pause a flow',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong'],
    ...runVerb(pauseFlow, 'The flow'),
  },
  {
    id: 'resumeFlow',
    method: 'POST',
    path: '/flows/{id}/resume',
    tag,
    summary: 'Resume a paused flow',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong'],
    description:
      '`overdue` says what happens to entries that became due during the pause, `arrivals` whether those that met the trigger meanwhile are let in.',
    body: resumeFlow.definition.input.omit({ id: true }),
    bodyOptional: true,
    ...runVerb(resumeFlow, 'The flow'),
  },
  {
    id: 'stopFlow',
    method: 'POST',
    path: '/flows/{id}/stop',
    tag,
    summary: 'Stop a flow: all inside leave, and none enter',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong'],
    ...runVerb(stopFlow, 'The flow'),
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
    ...runVerb(enrolByHand, 'The enrolment, or why there is none', {
      input: (call) => inputOf(call, { id: 'flow' }) as z.input<typeof enrolByHand.definition.input>,
    }),
  },
  {
    id: 'enrolAudience',
    method: 'POST',
    path: '/flows/{id}/enrol-audience',
    tag,
    summary: 'Put all matching customers into a live flow',
    scope: 'flows:publish',
    errors: ['not-found', 'flow-state-wrong', 'audience-wrong'],
    description:
      'Returns the job at once; `GET /flows/{id}/audiences` has its progress. Re-entry rules apply.',
    body: enrolAudience.definition.input.omit({ flow: true }),
    ...runVerb(enrolAudience, 'The job', {
      input: (call) => inputOf(call, { id: 'flow' }) as z.input<typeof enrolAudience.definition.input>,
    }),
  },
  {
    id: 'listAudiences',
    method: 'GET',
    path: '/flows/{id}/audiences',
    tag,
    summary: 'Progress of audiences put into a flow, newest first',
    scope: 'flows:read',
    errors: ['not-found'],
    ...runList(listAudiences, 'The last twenty', {
      input: (call) => inputOf(call, { id: 'flow' }) as z.input<typeof listAudiences.definition.input>,
    }),
  },
  {
    id: 'rehearseFlow',
    method: 'POST',
    path: '/flows/{id}/rehearse',
    tag,
    summary: 'Rehearse the draft on past or sample customers',
    scope: 'flows:read',
    errors: ['not-found', 'flow-has-problems'],
    description: 'In virtual time, with the real steps and guardrails. Nothing is sent.',
    body: rehearseFlow.definition.input.omit({ id: true }),
    bodyOptional: true,
    ...runVerb(rehearseFlow, 'What would have happened, by node'),
  },
  {
    id: 'listVersions',
    method: 'GET',
    path: '/flows/{id}/versions',
    ...shared,
    summary: 'All published versions',
    scope: 'flows:read',
    ...runList(listVersions, 'Versions, newest first'),
  },
  {
    id: 'getVersion',
    method: 'GET',
    path: '/flows/{id}/versions/{number}',
    ...shared,
    summary: 'One published version with its graph',
    scope: 'flows:read',
    description: 'To restore it, save its graph as the draft and publish that.',
    ...runVerb(readVersion, 'The version', {
      input: ({ params }) => ({ id: params['id'] as string, number: Number(params['number']) }),
    }),
  },
  {
    id: 'flowAnalytics',
    method: 'GET',
    path: '/flows/{id}/analytics',
    ...shared,
    summary: 'Results of a flow, and its lift over the holdout',
    scope: 'flows:read',
    query: z.object({ version: z.uuid().optional() }),
    ...runVerb(flowAnalytics, 'Live counts by node, totals, both arms and the lift with its interval'),
  },
  {
    id: 'planHoldout',
    method: 'GET',
    path: '/flows/{id}/holdout-plan',
    ...shared,
    summary: 'How many people and weeks it takes until a gain shows, by holdout share',
    scope: 'flows:read',
    description:
      'Planned with the interval that results show, looked at all the time, with a probability of 80 %. What is not known yet can be given as `weekly` and `rate`.',
    query: planHoldout.definition.input.omit({ id: true }),
    ...runVerb(planHoldout, 'The plan for each share, the suggested one, and where its numbers are from'),
  },
  {
    id: 'readGlobalHoldout',
    method: 'GET',
    path: '/global-holdout',
    tag,
    summary: 'What all flows brought in together, beside the sum of what each says of itself',
    scope: 'flows:read',
    description:
      'By the global holdout: a share of people who get no marketing from any flow. Both figures have intervals that hold at all looks together. `gain` is the gain of margin that `plan` is made for, as a share.',
    query: readGlobalHoldout.definition.input,
    ...runVerb(
      readGlobalHoldout,
      'Both figures with their intervals, why they differ, every period, and how long it takes',
    ),
  },
  {
    id: 'flowTests',
    method: 'GET',
    path: '/flows/{id}/tests',
    ...shared,
    summary: 'A/B tests of a flow, with what they say so far',
    scope: 'flows:read',
    ...runVerb(listTests, 'The tests of the live version, in the order of the flow'),
  },
  {
    id: 'chooseTestVariant',
    method: 'POST',
    path: '/flows/{id}/tests/choose',
    ...shared,
    summary: 'Choose the variant that everybody new gets, or take the choice back',
    scope: 'flows:publish',
    body: chooseTestVariant.definition.input.omit({ id: true }),
    ...runVerb(chooseTestVariant, 'The test after it'),
  },
  {
    id: 'flowFigures',
    method: 'GET',
    path: '/flows/{id}/figures',
    ...shared,
    summary: 'What a flow did for the store, besides what it caused',
    scope: 'flows:read',
    description:
      'Recovered carts, revenue for each recipient, margin less messages, discounts and how much of them was given to people who would have bought anyway, repeat orders, returns, tickets, unsubscribing and complaints: beside the holdout where it has the same figure. Of people whose outcome window is over.',
    ...runVerb(flowFigures, 'The figures'),
  },
  {
    id: 'flowPolicies',
    method: 'GET',
    path: '/flows/{id}/policies',
    ...shared,
    summary: 'What other ways of deciding would have earned, for each decision of a flow',
    scope: 'flows:read',
    description:
      'Estimated from the logged probabilities whenever the model is trained, at least once a day. A way of deciding without enough evidence has a refusal instead of figures.',
    ...runVerb(flowPolicies, 'The comparable decisions, in the order of the flow'),
  },
  {
    id: 'flowEnrolments',
    method: 'GET',
    path: '/flows/{id}/enrolments',
    ...shared,
    summary: 'Enrolments of a flow',
    scope: 'flows:read',
    query: z.object({
      state: z.string().max(20).optional(),
      node: z.string().max(64).optional(),
      customer: z.uuid().optional(),
      ...pageQuery,
    }),
    ...runVerb(listEnrolments, 'A page of enrolments, newest first', {
      input: (call) => inputOf(call, { id: 'flow' }) as z.input<typeof listEnrolments.definition.input>,
    }),
  },
];

export const cloneOperation: Operation = {
  id: 'cloneTemplate',
  method: 'POST',
  path: '/templates/{id}/clone',
  tag: 'Templates',
  summary: 'Create a flow from a template',
  scope: 'flows:write',
  errors: ['template-unknown'],
  body: cloneTemplate.definition.input.omit({ template: true }),
  bodyOptional: true,
  ...runVerb(cloneTemplate, drawn, {
    status: 201,
    input: (call) => inputOf(call, { id: 'template' }) as z.input<typeof cloneTemplate.definition.input>,
  }),
};
