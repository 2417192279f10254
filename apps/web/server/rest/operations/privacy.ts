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
    summary: 'Privacy requests of customers and stores',
    scope: 'customers:read',
    description:
      'Open ones first, by due date; then closed ones, newest first. Export with `GET /customers/{id}/export`.',
    query: z.object({
      open: z.enum(['true', 'false']).optional().describe('Only open or only closed requests'),
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
