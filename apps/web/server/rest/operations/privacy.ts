import { closePrivacyRequest, listPrivacyRequests } from '@millrace/services';
import { z } from 'zod';
import { runVerb, type Operation } from '../operation.ts';
import { id, instant, instantOrNull, pageOf, pageQuery } from '../views/common.ts';

const tag = 'Privacy';

const requestSchema = z
  .object({
    id,
    kind: z.enum(['data', 'erasure', 'store-erasure']),
    via: z.string().nullable().describe('Name of the connection that passed it on'),
    customerId: id.nullable().describe('Null when nobody here goes by the names that were given, and for a whole store'),
    customerName: z.string().nullable(),
    customerErased: z.boolean(),
    reference: z.string().nullable().describe('What the sender calls the request'),
    askedAt: instant,
    dueAt: instant.describe('30 days after it was asked, as Shopify demands'),
    doneAt: instantOrNull,
    doneBy: z.string().nullable(),
    outcome: z.enum(['answered', 'nothing-kept', 'erased']).nullable(),
    rowsGone: z.int().nullable().describe('Of a store that is being erased now'),
    otherStore: z.boolean().describe('It names another store than its connection, and nothing was begun'),
    store: z.string().nullable(),
  })
  .meta({ id: 'PrivacyRequest' });

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
      open: z.enum(['true', 'false']).optional().describe('Only those that wait, or only those that are done'),
      ...pageQuery,
    }),
    answer: { status: 200, description: 'A page of requests', schema: pageOf(requestSchema) },
    run: (call) => {
      const { open, ...query } = call.query;
      return runVerb(listPrivacyRequests)({ ...call, query: query, body: open === undefined ? undefined : { open: open === 'true' } });
    },
  },
  {
    id: 'closePrivacyRequest',
    method: 'POST',
    path: '/privacy-requests/{id}/done',
    tag,
    summary: 'Mark a request as answered',
    scope: 'customers:erase',
    errors: ['not-found'],
    answer: { status: 200, description: 'Done', schema: z.object({ id, done: z.boolean() }) },
    run: runVerb(closePrivacyRequest),
  },
];
