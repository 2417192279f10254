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
      '`email`, `phone` and `externalId` are exact. `search` looks at the beginnings of e-mail and names, and at whole telephone numbers. Seen last first.',
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
    summary: 'Change what is known of a customer',
    scope: 'customers:write',
    description:
      'Only what is named changes. An e-mail or phone that belongs to another record joins the two into one customer.',
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
      'Say with `at` when it was given. A yes without it never beats a no that is known; `notes` then says so.',
    body: setConsent.definition.input.omit({ id: true }),
    ...runVerb(setConsent, 'The customer'),
  },
  {
    id: 'exportCustomer',
    method: 'GET',
    path: '/customers/{id}/export',
    ...shared,
    summary: 'Everything kept about a customer',
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
      'Takes out everything that names the person. What remains counts and points at nobody. It cannot be undone.',
    ...runVerb(eraseCustomer, 'Done'),
  },
];
