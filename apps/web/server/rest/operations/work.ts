import { fail } from '@millrace/base';
import { WORK_KINDS } from '@millrace/connectors/work';
import {
  answerManyWork,
  answerWork,
  assignWork,
  commentOnWork,
  getWork,
  listWork,
  listWorkTeam,
} from '@millrace/services/work';
import { z } from 'zod';
import { inputOf, ok, runVerb, type Call, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Work';
const ANSWERS = ['not-found', 'work-of-others', 'work-closed', 'work-changed'];

/** The kind of work that is a plain yes or no; `approve` and `reject` are its answers. */
const DECISION = WORK_KINDS.find(({ isDecision }) => isDecision);
const answerOf = (needsComment: boolean): string =>
  DECISION?.answers.find((answer) => answer.needsComment === needsComment)?.id ?? '';

/** Only what waits for a decision is an approval; other work is answered by its own answers. */
async function decide(call: Call, needsComment: boolean) {
  const input = inputOf(call) as { readonly id: string; readonly comment?: string };
  const { kind } = await getWork(call.context, { id: input.id });
  if (kind !== DECISION?.id) fail('not-found', { what: DECISION?.title.toLowerCase() ?? 'decision' });
  return ok(await answerWork(call.context, { ...input, answer: answerOf(needsComment) }));
}

export const workOperations: readonly Operation[] = [
  {
    id: 'listWork',
    method: 'GET',
    path: '/work',
    tag,
    summary: 'What flows ask the team',
    scope: 'customers:read',
    description:
      'Approvals, tasks and other kinds. What is open comes by its deadline; `state=closed` gives the rest, newest first. `kind`, `flow`, `customer`, `search` and `overdue` filter it.',
    query: z.object({
      state: z.enum(['open', 'closed']).optional(),
      kind: z.string().max(40).optional(),
      flow: z.uuid().optional(),
      customer: z.uuid().optional(),
      search: z.string().max(120).optional(),
      overdue: z.enum(['true', 'false']).optional().describe('Only what is past its deadline'),
      ...pageQuery,
    }),
    ...runVerb(listWork, 'A page of work', {
      input: (call) => ({ ...inputOf(call), overdue: call.query['overdue'] === 'true' }),
    }),
  },
  {
    id: 'getWork',
    method: 'GET',
    path: '/work/{id}',
    tag,
    summary: 'One piece of work with its history',
    scope: 'customers:read',
    errors: ['not-found'],
    ...runVerb(getWork, 'The work'),
  },
  {
    id: 'answerWork',
    method: 'POST',
    path: '/work/{id}/answer',
    tag,
    summary: 'Answer it',
    scope: 'work:answer',
    errors: ANSWERS,
    description:
      '`{"answer": "approved", "comment": "..."}` with one of `answers`. The first answer counts. A decision needs the scope approvals:decide too.',
    body: answerWork.definition.input.omit({ id: true }),
    ...runVerb(answerWork, 'The work'),
  },
  {
    id: 'answerManyWork',
    method: 'POST',
    path: '/work/answer',
    tag,
    summary: 'Answer up to 100 alike',
    scope: 'work:answer',
    description: 'Each counts for itself: `refused` says which did not, and why.',
    body: answerManyWork.definition.input,
    ...runVerb(answerManyWork, 'What was answered'),
  },
  {
    id: 'assignWork',
    method: 'POST',
    path: '/work/{id}/assign',
    tag,
    summary: 'Give it to somebody else',
    scope: 'work:answer',
    errors: ANSWERS,
    description:
      'To a member of the team, a role, or anyone who may answer it: `{"for": {"role": null, "person": null}}`.',
    body: assignWork.definition.input.omit({ id: true }),
    ...runVerb(assignWork, 'The work'),
  },
  {
    id: 'commentOnWork',
    method: 'POST',
    path: '/work/{id}/comments',
    tag,
    summary: 'Comment on it',
    scope: 'work:answer',
    errors: ['not-found'],
    body: commentOnWork.definition.input.omit({ id: true }),
    ...runVerb(commentOnWork, 'The work'),
  },
  {
    id: 'listWorkTeam',
    method: 'GET',
    path: '/work-team',
    tag,
    summary: 'Who can be asked',
    scope: 'flows:read',
    ...runVerb(listWorkTeam, 'The members of the team, and which kinds of work each may answer'),
  },
  {
    id: 'listApprovals',
    method: 'GET',
    path: '/approvals',
    tag: 'Approvals',
    summary: 'Open approvals',
    scope: 'customers:read',
    description: 'The same as `GET /work` with the kind of approvals.',
    query: z.object(pageQuery),
    ...runVerb(listWork, 'A page of approvals', {
      input: (call) => ({ ...inputOf(call), kind: DECISION?.id }),
    }),
  },
  ...([false, true] as const).map((isNo): Operation => ({
    id: isNo ? 'rejectApproval' : 'approveApproval',
    method: 'POST',
    path: `/approvals/{id}/${isNo ? 'reject' : 'approve'}`,
    tag: 'Approvals',
    summary: isNo ? 'Send back, with a comment' : 'Approve',
    scope: 'approvals:decide',
    errors: ANSWERS,
    body: answerWork.definition.input.pick({ revision: true }).extend({
      comment: isNo ? z.string().trim().min(1).max(2_000) : z.string().trim().max(2_000).optional(),
    }),
    bodyOptional: !isNo,
    answer: { status: 200, description: 'The approval', schema: answerWork.definition.output },
    run: (call) => decide(call, isNo),
  })),
];
