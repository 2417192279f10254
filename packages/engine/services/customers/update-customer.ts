import { z } from 'zod';
import { composed, fail, isZone } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { readLiving } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { consentStateSchema, instantSchema, intakeCustomerSchema, type IntakeCustomer } from '@millrace/flow';
import {
  identifyCustomers,
  recordConsents,
  consentChange,
  storeConsents,
  storeTraits,
} from '@millrace/run/intake';
import { customerProblem, instantOf, normalisePhone, type ParsedEvent } from '@millrace/run/parsing';
import { channelInSentence } from '@millrace/channels';
import { readCustomerView } from './read-customers.ts';
import { changedCustomerSchema } from './shapes.ts';

/**
 * Changes a customer's profile. E-mail and phone become further names of the same customer. A value that cannot be used leaves
 * the old one in place, and the notes of the output say so.
 */
export const updateCustomer = defineVerb({
  name: 'customer-changed',
  permission: 'customers:write',
  input: z.strictObject({ id: z.uuid(), traits: intakeCustomerSchema }),
  output: changedCustomerSchema,
  run: async (tx, { id, traits }, context) => {
    const beyond = customerProblem(traits);
    if (beyond)
      fail('input-invalid', {
        problems: [beyond.field, beyond.problem].filter(Boolean).join(': '),
        fields: [beyond],
      });
    const customer: IntakeCustomer = { ...composed(traits), id: (await readLiving(tx, id)).id };
    const event: ParsedEvent = {
      index: 0,
      id: 'update',
      type: 'customer-updated',
      known: undefined,
      occurredAt: context.now(),
      isDated: false,
      customer,
      properties: {},
    };
    const found = await identifyCustomers(
      tx,
      context.workspaceId,
      { id: 'api', clock: { pace: 1, anchor: 0 } },
      [event],
      context.now(),
    );
    const customerId = found.get(0);
    if (!customerId) fail('not-found', { what: 'customer' });
    await storeTraits(tx, context.workspaceId, [event], found);
    const notes = await storeConsents(tx, context.workspaceId, [event], found, 'api', context.now());
    return {
      ...(await readCustomerView(tx, customerId)),
      ...noted([...unusable(customer), ...(notes.get(0) ?? [])]),
    };
  },
  audit: ({ id, traits }) => ({
    subject: { type: 'customer', id },
    summary: 'Changed a customer',
    changes: { fields: Object.keys(traits) },
  }),
});

function unusable({ phone, country, zone }: IntakeCustomer): readonly string[] {
  return [
    ...(phone && normalisePhone(phone, country) === null
      ? [
          'The phone number was not changed: the value is not a phone number. Write it as +14155550101, or at home together with the country.',
        ]
      : []),
    ...(zone && !isZone(zone)
      ? ['The time zone was not changed: the value is not an IANA time zone such as Europe/Berlin.']
      : []),
  ];
}

/** Adds notes to the output only when there are any. */
const noted = (notes: readonly string[]) => (notes.length > 0 ? { notes } : {});

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
    at: instantSchema
      .optional()
      .describe('When it was given. An opt-in without it never replaces an opt-out'),
  }),
  output: changedCustomerSchema,
  run: async (tx, { id, at, ...consent }, context) => {
    if (!channelById(consent.channel)) fail('not-found', { what: 'channel' });
    const customer = await readLiving(tx, id);
    const now = context.now();
    // Consent that a person enters is dated now. A program may pass on an old consent, so it must send the
    // date.
    const given = instantOf(at) ?? (context.actor.type === 'person' ? now : null);
    const change = consentChange({ ...consent, customerId: customer.id, at: given }, now, now);
    const { notes } = await recordConsents(tx, context.workspaceId, [change]);
    return { ...(await readCustomerView(tx, customer.id)), ...noted([...notes.values()]) };
  },
  audit: ({ id, channel, state, source }) => ({
    subject: { type: 'customer', id },
    summary: `Consent to marketing by ${channelInSentence(channel)}: ${STATES[state]}`,
    changes: { channel, state, source },
  }),
});
