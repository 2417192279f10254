import { getCall, listCalls, resolveUnknownCall } from '@millrace/services/calls';
import { z } from 'zod';
import { runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Calls';

/** Calls: actions of flows other than sending, such as discount codes, requests to other systems and profile changes. */
export const callOperations: readonly Operation[] = [
  {
    id: 'listCalls',
    method: 'GET',
    path: '/calls',
    tag,
    summary: 'Calls: actions of flows other than sending',
    scope: 'messages:read',
    description:
      'Newest first: discount codes, HTTP requests, changes of profiles. `status` is `planned`, `calling`, `done`, `refused`, `failed`, `skipped`, `silent` (in the holdout) or `unknown`: it is not known whether it happened, and a user has to say.',
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
    summary: 'One call: its request and its outcome',
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
      'Check the other system first. The branch taken meanwhile stays as it was; counts are corrected.',
    body: z.strictObject({
      happened: z.boolean().describe('True: it was done. False: it failed, and is not tried again'),
    }),
    errors: ['not-found'],
    ...runVerb(resolveUnknownCall, 'The outcome'),
  },
];
