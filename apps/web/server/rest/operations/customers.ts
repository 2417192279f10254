import {
  customerTimeline,
  eraseCustomer,
  exportCustomer,
  getCustomer,
  listCustomers,
  setConsent,
  updateCustomer,
} from '@millrace/services';
import { intakeCustomerSchema } from '@millrace/flow';
import { z } from 'zod';
import { inputOf, ok, runVerb, type Operation } from '../operation.ts';
import { free, pageOf, pageQuery } from '../views/common.ts';
import { customerSchema, timelineItemSchema } from '../views/people.ts';

const tag = 'Customers';
const shared = { tag, errors: ['not-found'] } as const;
const changed = {
  status: 200,
  description: 'The customer',
  schema: customerSchema.extend({ notes: z.array(z.string()).optional().describe('What of it did not count, and why') }),
};
const aCustomer = { status: 200, description: 'The customer', schema: customerSchema };

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
    answer: { status: 200, description: 'A page of customers', schema: pageOf(customerSchema) },
    run: runVerb(listCustomers),
  },
  {
    id: 'getCustomer',
    method: 'GET',
    path: '/customers/{id}',
    ...shared,
    summary: 'One customer',
    scope: 'customers:read',
    answer: aCustomer,
    run: runVerb(getCustomer),
  },
  {
    id: 'updateCustomer',
    method: 'PUT',
    path: '/customers/{id}',
    ...shared,
    summary: 'Change what is known of a customer',
    scope: 'customers:write',
    description: 'Only what is named changes. An e-mail or phone that belongs to another record joins the two into one customer.',
    body: intakeCustomerSchema,
    answer: changed,
    run: async (call) => {
      const { id, ...traits } = inputOf(call) as { id: string } & z.input<typeof intakeCustomerSchema>;
      return ok(await updateCustomer(call.context, { id, traits }));
    },
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
    answer: { status: 200, description: 'A page of the timeline', schema: pageOf(timelineItemSchema) },
    run: runVerb(customerTimeline),
  },
  {
    id: 'setConsent',
    method: 'PUT',
    path: '/customers/{id}/consent',
    ...shared,
    summary: 'Record consent for a channel',
    scope: 'customers:write',
    description: 'Say with `at` when it was given. A yes without it never beats a no that is known; `notes` then says so.',
    body: setConsent.definition.input.omit({ id: true }),
    answer: changed,
    run: runVerb(setConsent),
  },
  {
    id: 'exportCustomer',
    method: 'GET',
    path: '/customers/{id}/export',
    ...shared,
    summary: 'Everything kept about a customer',
    scope: 'customers:export',
    answer: {
      status: 200,
      description: 'All of it',
      schema: z.looseObject({ customer: customerSchema, events: z.array(free), messages: z.array(free) }),
    },
    run: runVerb(exportCustomer),
  },
  {
    id: 'eraseCustomer',
    method: 'POST',
    path: '/customers/{id}/erase',
    ...shared,
    summary: 'Erase a customer',
    scope: 'customers:erase',
    description: 'Takes out everything that names the person. What remains counts and points at nobody. It cannot be undone.',
    answer: { status: 200, description: 'Done', schema: z.object({ id: z.uuid(), erased: z.boolean() }) },
    run: runVerb(eraseCustomer),
  },
];
