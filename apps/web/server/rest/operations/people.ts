import { getDecision, getEnrolment, putDecisionRight } from '@millrace/services/enrolments';
import { getMessage, listMessages } from '@millrace/services/message-log';
import { z } from 'zod';
import { runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

export const peopleOperations: readonly Operation[] = [
  {
    id: 'getEnrolment',
    method: 'GET',
    path: '/enrolments/{id}',
    tag: 'Enrolments',
    summary: 'One enrolment with its trace',
    scope: 'flows:read',
    errors: ['not-found'],
    ...runVerb(getEnrolment, 'Its state, and every step with its reason'),
  },
  {
    id: 'listMessages',
    method: 'GET',
    path: '/messages',
    tag: 'Messages',
    summary: 'Messages',
    scope: 'messages:read',
    description:
      'Newest first, paged by `cursor`. With `after` (empty at first) they come oldest first and complete with links: pass `next` as `after` again to follow.',
    query: z.object({
      customer: z.uuid().optional(),
      flow: z.uuid().optional(),
      status: z.string().max(20).optional(),
      channel: z.string().max(40).optional(),
      search: z.string().max(120).optional(),
      after: z.string().max(300).optional(),
      ...pageQuery,
    }),
    ...runVerb(listMessages, 'A page of messages'),
  },
  {
    id: 'getMessage',
    method: 'GET',
    path: '/messages/{id}',
    tag: 'Messages',
    summary: 'One message as the customer sees it',
    scope: 'messages:read',
    errors: ['not-found'],
    ...runVerb(getMessage, 'The message with content, headers and links'),
  },
  {
    id: 'getDecision',
    method: 'GET',
    path: '/decisions/{id}',
    tag: 'Decisions',
    summary: 'One decision: inputs, options, probabilities, explanation',
    scope: 'flows:read',
    errors: ['not-found'],
    ...runVerb(getDecision, 'The decision'),
  },
  {
    id: 'putDecisionRight',
    method: 'POST',
    path: '/decisions/{id}/right',
    tag: 'Decisions',
    summary: 'Say what a decision should have been',
    scope: 'work:answer',
    errors: ['not-found', 'input-invalid'],
    description:
      '`{"option": "..."}` with one of `putRight.options`, also the chosen one. The flow goes on as it does; the model learns from it at its next training. Only decisions with `putRight` can be put right.',
    body: putDecisionRight.definition.input.omit({ id: true }),
    ...runVerb(putDecisionRight, 'The decision'),
  },
];
