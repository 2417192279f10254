import fc from 'fast-check';
import { eventType, type Subject } from '@millrace/flow';

const reentry = fc.oneof(
  fc.constantFrom({ rule: 'always' }, { rule: 'never' }, { rule: 'once-per-key' }),
  fc.integer({ min: 1, max: 3_650 }).map((days) => ({ rule: 'after', days })),
);
const EXITS = ['order-placed', 'customer-unsubscribed', 'ticket-opened', 'made-a-wish', 'message-bounced'];

/** The fields that every trigger has. */
export const entryRuleConfigs = {
  reentry,
  exits: fc
    .uniqueArray(fc.constantFrom(...EXITS), { maxLength: 4 })
    .map((events) => events.map((event) => ({ event, match: 'customer' }))),
};

const twoDigits = (value: number) => String(value).padStart(2, '0');
/** A time of day in the form of a panel: `09:05`. */
export const timeConfigs = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`);

const simple = fc.oneof(
  fc
    .integer({ min: 1, max: 20 })
    .map((value) => ({ fact: 'customer.ordersCount', operator: 'at-least', value })),
  fc
    .integer({ min: 1, max: 400 })
    .map((value) => ({ fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value })),
  fc
    .constantFrom('vip', 'tea', 'Größe "XL"')
    .map((value) => ({ fact: 'customer.tags', operator: 'contains', value })),
  fc.constantFrom('DE', 'US', 'JP').map((value) => ({ fact: 'customer.country', operator: 'is', value })),
  fc.integer({ min: 1, max: 90 }).map((withinDays) => ({
    event: 'product-viewed',
    measure: 'count',
    operator: 'at-least',
    value: 2,
    withinDays,
  })),
);
/** A condition on people who enter without an event: one comparison, or some joined by and, or, not. */
export const conditionsOfPeople = fc.oneof(
  simple,
  fc.array(simple, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
  fc.array(simple, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  simple.map((not) => ({ not })),
);

/** Whether an event may start a flow about this subject; always true for custom events. */
export const begins = (type: string, subject: Subject): boolean =>
  eventType(type)?.subjects.includes(subject) ?? subject === 'customer';
