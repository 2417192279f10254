import { DAY } from '@millrace/base';
import type { EventType } from './event-types/event-type.ts';
export { CAME_FROM_FLOW } from './event-types/people-events.ts';
import { OWN_EVENTS, PEOPLE_EVENTS } from './event-types/people-events.ts';
import { PRODUCT_EVENTS } from './event-types/product-events.ts';
import { SERVICE_EVENTS } from './event-types/service-events.ts';
import { SHOPPING_EVENTS, WAITLIST_EVENT } from './event-types/shopping-events.ts';

export type { EventType } from './event-types/event-type.ts';

/** Every event Millrace knows by name. Any other name is a custom event of the customer. */
export const EVENT_TYPES: readonly EventType[] = [
  ...SHOPPING_EVENTS,
  ...PEOPLE_EVENTS,
  ...SERVICE_EVENTS,
  ...PRODUCT_EVENTS,
  WAITLIST_EVENT,
  ...OWN_EVENTS,
];

const CARTS_START_FOR = DAY;
const START_FOR = 3 * DAY;

/**
 * The age, in milliseconds, up to which an event lets somebody into a flow: one day for carts and product
 * views, three days for all else. An older event still ends and wakes enrolments that listen for it, and an
 * order still counts.
 */
export function startsFor(type: string): number {
  const family = eventType(type)?.family;
  return family === 'cart' || family === 'shopping' ? CARTS_START_FOR : START_FOR;
}

const BY_TYPE = new Map(EVENT_TYPES.map((eventType) => [eventType.type, eventType]));

/**
 * Whether an event is about an open cart, so that messages of a flow it starts are reminders of that cart.
 */
export const remindsOfCart = (type: string): boolean => eventType(type)?.family === 'cart';

/** The known type of this name, or `undefined` for a custom event. */
export function eventType(type: string): EventType | undefined {
  return BY_TYPE.get(type);
}

const MAY_NAME_NOBODY: ReadonlySet<EventType['family']> = new Set([
  'product',
  'supply',
  'store',
  'privacy',
  'order',
  'return',
  'ticket',
  'entry',
  'team',
]);

/** Whether an event of this type has to name its customer: it is about nothing else that could be known. */
export const needsCustomer = ({ family, changes }: EventType): boolean =>
  changes !== 'cart' && !MAY_NAME_NOBODY.has(family);
