import { getCall, listCalls, resolveUnknownCall } from '@millrace/services/calls';
import { z } from 'zod';
import { runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Calls';

/** What flows have done besides sending: discount codes, requests to other systems, changes of profiles. */
export const callOperations: readonly Operation[] = [
  {
    id: 'listCalls',
    method: 'GET',
    path: '/calls',
    tag,
    summary: 'Calls: what flows had done besides sending',
    scope: 'messages:read',
    description:
      'Newest first: discount codes, HTTP requests, changes of profiles. `status` is `planned`, `calling`, `done`, `refused`, `failed`, `skipped`, `silent` (somebody in the holdout) or `unknown`: nobody can tell whether it happened, and a person is asked.',
    query: z.object({
      customer: z.uuid().optional(),
      flow: z.uuid().optional(),
      enrolment: z.uuid().optional(),
      status: listCalls.definition.input.shape.status,
      ...pageQuery,
    }),
    ...runVerb(listCalls, 'A page of calls'),
  },
  {
    id: 'getCall',
    method: 'GET',
    path: '/calls/{id}',
    tag,
    summary: 'One call: what was asked for, and what came of it',
    scope: 'messages:read',
    errors: ['not-found'],
    ...runVerb(getCall, 'The call'),
  },
  {
    id: 'resolveCall',
    method: 'POST',
    path: '/calls/{id}/resolve',
    tag,
    summary: 'Say whether a call of status `unknown` happened',
    scope: 'flows:publish',
    description:
      'Look in the other system first. The way the person took meanwhile stays as it was; counts follow.',
    body: z.strictObject({
      happened: z.boolean().describe('True: it is done. False: it failed, and is not asked for again'),
    }),
    errors: ['not-found'],
    ...runVerb(resolveUnknownCall, 'What was said'),
  },
];
