import { z } from 'zod';
import { fail } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { consentStateSchema, intakeCustomerSchema, type IntakeCustomer } from '@millrace/flow';
import { customerProblem } from '../intake/intake-limits.ts';
import { identifyCustomers } from '../intake/identify.ts';
import { recordConsents } from '../intake/store-consents.ts';
import { storeTraits } from '../intake/store-traits.ts';
import type { ParsedEvent } from '../intake/parse-intake.ts';
import { channelInSentence } from '../messages/channel-in-sentence.ts';
import { defineVerb } from '../verb/define-verb.ts';
import { readLiving } from './living.ts';
import { readCustomerView } from './read-customers.ts';

/** Changes what is known of a person. E-mail and phone become further names of the same person. */
export const updateCustomer = defineVerb({
  name: 'customer-changed',
  permission: 'customers:write',
  input: z.strictObject({ id: z.uuid(), traits: intakeCustomerSchema }),
  run: async (tx, { id, traits }, context) => {
    const beyond = customerProblem(traits);
    if (beyond) fail('input-invalid', { problems: [beyond.field, beyond.problem].filter(Boolean).join(': '), fields: [beyond] });
    const customer: IntakeCustomer = { ...traits, id: (await readLiving(tx, id)).id };
    const event: ParsedEvent = {
      index: 0,
      id: 'update',
      type: 'customer-updated',
      known: undefined,
      occurredAt: context.now(),
      customer,
      properties: {},
    };
    const found = await identifyCustomers(tx, context.workspaceId, { id: 'api', clock: { pace: 1, anchor: 0 } }, [event], context.now());
    const customerId = found.get(0);
    if (!customerId) fail('not-found', { what: 'customer' });
    await storeTraits(tx, context.workspaceId, [event], found);
    return readCustomerView(tx, customerId);
  },
  audit: ({ id, traits }) => ({
    subject: { type: 'customer', id },
    summary: 'Changed a customer',
    changes: { fields: Object.keys(traits) },
  }),
});

const STATES: Readonly<Record<z.output<typeof consentStateSchema>, string>> = {
  subscribed: 'agreed',
  pending: 'not confirmed yet',
  unsubscribed: 'unsubscribed',
  'never-asked': 'never asked',
};

export const setConsent = defineVerb({
  name: 'consent-changed',
  permission: 'customers:write',
  input: z.strictObject({
    id: z.uuid(),
    channel: z.string().min(1).max(40),
    state: consentStateSchema,
    source: z.string().max(255).default('api'),
    optIn: z.enum(['single', 'double', 'unknown']).default('unknown'),
  }),
  run: async (tx, { id, ...consent }, context) => {
    if (!channelById(consent.channel)) fail('not-found', { what: 'channel' });
    const customer = await readLiving(tx, id);
    await recordConsents(tx, context.workspaceId, [{ customerId: customer.id, ...consent, at: context.now() }]);
    return readCustomerView(tx, customer.id);
  },
  audit: ({ id, channel, state, source }) => ({
    subject: { type: 'customer', id },
    summary: `Consent to marketing by ${channelInSentence(channel)}: ${STATES[state]}`,
    changes: { channel, state, source },
  }),
});
