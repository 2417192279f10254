import { storableProblem, type StorableProblem, type ValueLimits } from '@millrace/base';

/** Of one event, customer and properties included. An order of 500 lines with pictures and links is well within. */
const EVENT: ValueLimits = { depth: 12, values: 20_000, text: 10_000, name: 255, size: 1_000_000 };

/** What a sender adds to a customer by names of its own. Read with each step of a flow, and shown with each row of a list. */
const OWN_PROPERTIES: ValueLimits = { depth: 6, values: 2_000, text: 10_000, name: 120, size: 16_000 };

/** Names of their own that a customer's properties may have. */
export const MOST_PROPERTIES = 250;

/** Traits that have a column of their own; whatever else is said of a customer is a property. */
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

/** What of an event is beyond a limit or cannot be stored, by its place. Looked at before anything reads the event. */
export function eventProblem(raw: unknown): StorableProblem | null {
  const found = storableProblem(raw, EVENT);
  if (found || typeof raw !== 'object' || raw === null || !('customer' in raw)) return found;
  const customer = customerProblem(raw.customer);
  return customer && { ...customer, field: customer.field ? `customer.${customer.field}` : 'customer' };
}

/** The same of what is said of a customer. */
export function customerProblem(customer: unknown): StorableProblem | null {
  if (typeof customer !== 'object' || customer === null || Array.isArray(customer)) return null;
  const own = Object.fromEntries(Object.entries(customer).filter(([name]) => !NAMED_TRAITS.has(name)));
  if (Object.keys(own).length > MOST_PROPERTIES)
    return {
      field: '',
      problem: `A customer has ${MOST_PROPERTIES} properties at most; put what belongs together into one list or object.`,
    };
  return storableProblem(own, OWN_PROPERTIES) ?? storableProblem(customer, EVENT);
}
