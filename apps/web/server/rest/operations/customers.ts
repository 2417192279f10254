import { intakeCustomerSchema } from '@millrace/flow';
import {
  customerTimeline,
  eraseCustomer,
  exportCustomer,
  getCustomer,
  listCustomers,
  setConsent,
  updateCustomer,
} from '@millrace/services/customers';
import { changeCustomerPoints, grantCustomerTier, listPoints } from '@millrace/services/loyalty';
import { z } from 'zod';
import { inputOf, runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Customers';
const shared = { tag, errors: ['not-found'] } as const;
export const customerOperations: readonly Operation[] = [
  {
    id: 'listCustomers',
    method: 'GET',
    path: '/customers',
    tag,
    summary: 'Find customers',
    scope: 'customers:read',
    description:
      '`email`, `phone` and `externalId` are exact. `search` matches beginnings of e-mail addresses and names, and whole telephone numbers. Last seen first.',
    query: z.object({
      email: z.string().max(254).optional(),
      phone: z.string().max(40).optional(),
      externalId: z.string().max(255).optional(),
      search: z.string().max(120).optional(),
      ...pageQuery,
    }),
    ...runVerb(listCustomers, 'A page of customers'),
  },
  {
    id: 'getCustomer',
    method: 'GET',
    path: '/customers/{id}',
    ...shared,
    summary: 'One customer',
    scope: 'customers:read',
    ...runVerb(getCustomer, 'The customer'),
  },
  {
    id: 'updateCustomer',
    method: 'PUT',
    path: '/customers/{id}',
    ...shared,
    summary: 'Update a customer',
    scope: 'customers:write',
    description:
      'Only the given fields change. If the e-mail or phone belongs to another record, the two are merged into one customer.',
    body: intakeCustomerSchema,
    ...runVerb(updateCustomer, 'The customer', {
      input: (call) => {
        const { id, ...traits } = inputOf(call) as { id: string } & z.input<typeof intakeCustomerSchema>;
        return { id, traits };
      },
    }),
  },
  {
    id: 'customerTimeline',
    method: 'GET',
    path: '/customers/{id}/timeline',
    ...shared,
    summary: 'What happened to a customer, and why',
    scope: 'customers:read',
    description: 'Events, enrolments, decisions, messages, and refusals with their reasons; newest first.',
    query: z.object(pageQuery),
    ...runVerb(customerTimeline, 'A page of the timeline'),
  },
  {
    id: 'setConsent',
    method: 'PUT',
    path: '/customers/{id}/consent',
    ...shared,
    summary: 'Record consent for a channel',
    scope: 'customers:write',
    description:
      '`at` is the time it was given. A consent without it never overrides a known opt-out; `notes` then says so.',
    body: setConsent.definition.input.omit({ id: true }),
    ...runVerb(setConsent, 'The customer'),
  },
  {
    id: 'listCustomerPoints',
    method: 'GET',
    path: '/customers/{id}/points',
    ...shared,
    summary: 'Loyalty points of a customer',
    scope: 'customers:read',
    description: 'The balance, the tier, what expires next, and the changes, newest first.',
    query: z.object(pageQuery),
    ...runVerb(listPoints, 'The points'),
  },
  {
    id: 'changeCustomerPoints',
    method: 'POST',
    path: '/customers/{id}/points',
    tag,
    errors: ['not-found', 'points-too-few'],
    summary: 'Give or take loyalty points',
    scope: 'customers:write',
    description:
      'Taken when negative; a balance never falls below 0. Send an `Idempotency-Key` so that a repeat books nothing twice.',
    body: changeCustomerPoints.definition.input.omit({ id: true }),
    ...runVerb(changeCustomerPoints, 'The points after the change'),
  },
  {
    id: 'grantCustomerTier',
    method: 'PUT',
    path: '/customers/{id}/tier',
    ...shared,
    summary: 'Grant a loyalty tier',
    scope: 'customers:write',
    description:
      'Whatever the points, until a time or for good. It never lowers a tier that was reached. A tier of null takes a granted one back.',
    body: grantCustomerTier.definition.input.omit({ id: true }),
    ...runVerb(grantCustomerTier, 'The points and the tier'),
  },
  {
    id: 'exportCustomer',
    method: 'GET',
    path: '/customers/{id}/export',
    ...shared,
    summary: 'All data of a customer',
    scope: 'customers:export',
    ...runVerb(exportCustomer, 'All of it'),
  },
  {
    id: 'eraseCustomer',
    method: 'POST',
    path: '/customers/{id}/erase',
    ...shared,
    summary: 'Erase a customer',
    scope: 'customers:erase',
    description:
      'Removes all personal data. What remains is used for counts and identifies nobody. It cannot be undone.',
    ...runVerb(eraseCustomer, 'Done'),
  },
];
