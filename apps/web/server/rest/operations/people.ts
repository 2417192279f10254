import { fail } from '@millrace/base';
import { getDecision, getEnrolment, getMessage, listMessages } from '@millrace/services';
import { z } from 'zod';
import { ok, runVerb, type Operation } from '../operation.ts';
import { id, pageOf, pageQuery } from '../views/common.ts';
import { decisionSchema, messageSchema, tracedEnrolmentSchema } from '../views/people.ts';

export const peopleOperations: readonly Operation[] = [
  {
    id: 'getEnrolment',
    method: 'GET',
    path: '/enrolments/{id}',
    tag: 'People in flows',
    summary: 'One enrolment with its trace',
    scope: 'flows:read',
    errors: ['not-found'],
    answer: { status: 200, description: 'State, and every step with its reason', schema: tracedEnrolmentSchema },
    run: runVerb(getEnrolment),
  },
  {
    id: 'listMessages',
    method: 'GET',
    path: '/messages',
    tag: 'Messages',
    summary: 'Messages',
    scope: 'messages:read',
    description:
      'Newest first, paged by `cursor`. With `after` (empty to begin) they come oldest first and whole, with their links: give `next` as `after` again to follow along.',
    query: z.object({
      customer: id.optional(),
      flow: id.optional(),
      status: z.string().max(20).optional(),
      channel: z.string().max(40).optional(),
      search: z.string().max(120).optional(),
      after: z.string().max(300).optional(),
      ...pageQuery,
    }),
    answer: { status: 200, description: 'A page of messages', schema: pageOf(messageSchema) },
    run: runVerb(listMessages),
  },
  {
    id: 'getMessage',
    method: 'GET',
    path: '/messages/{id}',
    tag: 'Messages',
    summary: 'One message as the customer sees it',
    scope: 'messages:read',
    errors: ['not-found'],
    answer: { status: 200, description: 'With its content, headers and links', schema: messageSchema },
    run: runVerb(getMessage),
  },
  {
    id: 'getDecision',
    method: 'GET',
    path: '/decisions/{id}',
    tag: 'Decisions',
    summary: 'One decision: inputs, options, probabilities, explanation',
    scope: 'flows:read',
    errors: ['not-found'],
    answer: { status: 200, description: 'The decision', schema: decisionSchema },
    run: runVerb(getDecision),
  },
  {
    id: 'listApprovals',
    method: 'GET',
    path: '/approvals',
    tag: 'Approvals',
    summary: 'What waits for approval',
    scope: 'flows:read',
    query: z.object(pageQuery),
    answer: { status: 200, description: 'A page of approvals; no kind of node asks for one yet', schema: pageOf(z.looseObject({ id })) },
    run: () => Promise.resolve(ok({ items: [], next: null })),
  },
  ...(['approve', 'reject'] as const).map((verb): Operation => ({
    id: `${verb}Approval`,
    method: 'POST',
    path: `/approvals/{id}/${verb}`,
    tag: 'Approvals',
    summary: verb === 'approve' ? 'Approve' : 'Reject',
    scope: 'approvals:decide',
    errors: ['not-found'],
    answer: { status: 200, description: 'The approval', schema: z.looseObject({ id }) },
    run: async () => fail('not-found', { what: 'approval' }),
  })),
];
