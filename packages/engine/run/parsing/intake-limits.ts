import { storableProblem, type StorableProblem, type ValueLimits } from '@millrace/base';

/**
 * Limits of one event, with customer and properties. An order of 500 lines with pictures and links is well
 * within.
 */
const EVENT: ValueLimits = { depth: 12, values: 20_000, text: 10_000, name: 255, size: 1_000_000 };

/**
 * Limits of a customer's own properties. Every step of a flow reads them, and every row of a list shows them.
 */
const OWN_PROPERTIES: ValueLimits = { depth: 6, values: 2_000, text: 10_000, name: 120, size: 16_000 };

/** Highest number of properties of a customer. */
export const MOST_PROPERTIES = 250;

/** Traits with a column of their own; any other trait is a property. */
export const NAMED_TRAITS: ReadonlySet<string> = new Set([
  'id',
  'externalId',
  'email',
  'phone',
  'anonymousId',
  'firstName',
  'lastName',
  'country',
  'city',
  'zone',
  'language',
  'tags',
  'consent',
]);

/**
 * The first part of an event that exceeds a limit or cannot be stored. Runs before anything reads the event.
 */
export function eventProblem(raw: unknown): StorableProblem | null {
  const found = storableProblem(raw, EVENT);
  if (found || typeof raw !== 'object' || raw === null || !('customer' in raw)) return found;
  const customer = customerProblem(raw.customer);
  return customer && { ...customer, field: customer.field ? `customer.${customer.field}` : 'customer' };
}

/** The same check for a customer. */
export function customerProblem(customer: unknown): StorableProblem | null {
  if (typeof customer !== 'object' || customer === null || Array.isArray(customer)) return null;
  const own = Object.fromEntries(Object.entries(customer).filter(([name]) => !NAMED_TRAITS.has(name)));
  if (Object.keys(own).length > MOST_PROPERTIES)
    return {
      field: '',
      problem: `A customer has ${MOST_PROPERTIES} properties at most. Put related ones into one list or object.`,
    };
  return storableProblem(own, OWN_PROPERTIES) ?? storableProblem(customer, EVENT);
}
