import { z } from 'zod';
import { closePrivacyRequest, listPrivacyRequests } from '@millrace/services/privacy';
import { inputOf, runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Privacy';

export const privacyOperations: readonly Operation[] = [
  {
    id: 'listPrivacyRequests',
    method: 'GET',
    path: '/privacy-requests',
    tag,
    summary: 'What people and stores ask of the data that is kept',
    scope: 'customers:read',
    description:
      'Those that wait first, by when they are due; then those that are done, newest first. Export with `GET /customers/{id}/export`.',
    query: z.object({
      open: z
        .enum(['true', 'false'])
        .optional()
        .describe('Only those that wait, or only those that are done'),
      ...pageQuery,
    }),
    ...runVerb(listPrivacyRequests, 'A page of requests', {
      input: (call) => {
        const { open, ...query } = inputOf(call);
        return { ...query, ...(open === undefined ? {} : { open: open === 'true' }) };
      },
    }),
  },
  {
    id: 'closePrivacyRequest',
    method: 'POST',
    path: '/privacy-requests/{id}/done',
    tag,
    summary: 'Mark a request as answered',
    scope: 'customers:erase',
    errors: ['not-found'],
    ...runVerb(closePrivacyRequest, 'Done'),
  },
];
