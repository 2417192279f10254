import { z } from 'zod';
import { DAY } from '@millrace/base';
import {
  intakeCartSchema,
  intakeOrderEditSchema,
  intakeOrderSchema,
  intakeProductSchema,
  intakeRefundSchema,
} from './intake.ts';
import { externalId, shortText } from './intake-parts.ts';
import type { Match, Subject } from './graph.ts';

export interface EventType {
  readonly type: string;
  /** As a marketer says it, past tense: "Abandoned cart". */
  readonly label: string;
  /**
   * `entry`: made by the trigger source of one flow to let somebody into that flow; no other flow gets it.
   * `team`: what the store's team did about one enrolment.
   */
  readonly family:
    | 'shopping'
    | 'cart'
    | 'order'
    | 'return'
    | 'ticket'
    | 'customer'
    | 'product'
    | 'message'
    | 'privacy'
    | 'entry'
    | 'team';
  /** What it changes in the stored data of the store. */
  readonly changes:
    | 'cart'
    | 'order'
    | 'refund'
    | 'edit'
    | 'product'
    | 'stock'
    | 'customer'
    | 'consent'
    | 'privacy'
    | 'nothing';
  /** Subjects of flows that it may start. */
  readonly subjects: readonly Subject[];
  readonly matches: readonly Match[];
  /** Shape of `properties`; other properties are kept. */
  readonly properties: z.ZodType | null;
  /** Made by Millrace itself; intake refuses it. */
  readonly internal: boolean;
}

type Family = EventType['family'];
const define = (
  type: string,
  label: string,
  family: Family,
  changes: EventType['changes'],
  subjects: readonly Subject[],
  matches: readonly Match[],
  properties: z.ZodType | null = null,
  internal = false,
): EventType => ({ type, label, family, changes, subjects, matches, properties, internal });

const cart = (type: string, label: string, internal = false) =>
  define(
    type,
    label,
    'cart',
    internal ? 'nothing' : 'cart',
    ['customer', 'cart'],
    ['customer', 'cart'],
    internal ? null : intakeCartSchema,
    internal,
  );
const aboutOrder = (type: string, label: string, changes: EventType['changes'], properties: z.ZodType) =>
  define(type, label, 'order', changes, ['customer', 'order'], ['customer', 'cart', 'order'], properties);
const order = (type: string, label: string) => aboutOrder(type, label, 'order', intakeOrderSchema);
const message = (type: string, label: string) =>
  define(type, label, 'message', 'nothing', ['customer'], ['customer', 'message'], null, true);
const product = (type: string, label: string) =>
  define(type, label, 'product', 'product', ['product', 'store'], ['product'], intakeProductSchema);
const productNews = (type: string, label: string) =>
  define(type, label, 'product', 'nothing', ['product', 'store'], ['product'], null, true);
const aboutReturn = (type: string, label: string) =>
  define(
    type,
    label,
    'return',
    'nothing',
    ['customer', 'return'],
    ['customer'],
    z.looseObject({ returnId: externalId, reason: shortText.optional() }),
  );
const aboutTicket = (type: string, label: string) =>
  define(
    type,
    label,
    'ticket',
    'nothing',
    ['customer', 'ticket'],
    ['customer'],
    z.looseObject({ ticketId: externalId, topic: shortText.optional() }),
  );
const entry = (
  type: string,
  label: string,
  subjects: readonly Subject[] = ['customer'],
  matches: readonly Match[] = ['customer'],
) => define(type, label, 'entry', 'nothing', subjects, matches, null, true);

/** Every event Millrace knows by name. Any other name is a custom event of the customer. */
export const EVENT_TYPES: readonly EventType[] = [
  define(
    'product-viewed',
    'Viewed a product',
    'shopping',
    'nothing',
    ['customer', 'product'],
    ['customer', 'product'],
  ),
  define('page-viewed', 'Viewed a page', 'shopping', 'nothing', ['customer'], ['customer']),
  cart('cart-updated', 'Changed a cart'),
  cart('checkout-started', 'Started checkout'),
  cart('checkout-updated', 'Continued checkout'),
  cart('cart-abandoned', 'Abandoned cart', true),
  order('order-placed', 'Placed an order'),
  order('order-paid', 'Paid an order'),
  order('order-updated', 'Order changed'),
  order('order-fulfilled', 'Order was shipped'),
  order('order-partially-fulfilled', 'Part of an order was shipped'),
  order('order-delivered', 'Order was delivered'),
  order('order-delivery-updated', 'Delivery status changed'),
  order('order-cancelled', 'Order was cancelled'),
  aboutOrder('order-refunded', 'Order was refunded', 'refund', intakeRefundSchema),
  aboutOrder('order-edited', 'Order was edited', 'edit', intakeOrderEditSchema),
  define('customer-created', 'Was added as a customer', 'customer', 'customer', ['customer'], ['customer']),
  define('customer-updated', 'Profile changed', 'customer', 'customer', ['customer'], ['customer']),
  define('customer-subscribed', 'Subscribed', 'customer', 'consent', ['customer'], ['customer']),
  define('customer-unsubscribed', 'Unsubscribed', 'customer', 'consent', ['customer'], ['customer']),
  product('product-created', 'Product was added'),
  product('product-updated', 'Product changed'),
  product('product-deleted', 'Product was removed'),
  define('inventory-changed', 'Stock changed', 'product', 'stock', ['product', 'store'], ['product']),
  productNews('product-restocked', 'Product is back in stock'),
  productNews('product-price-dropped', 'Price of a product fell'),
  productNews('product-stock-low', 'Product is nearly sold out'),
  define(
    'back-in-stock-requested',
    'Asked for a back-in-stock alert',
    'shopping',
    'nothing',
    ['customer', 'product'],
    ['customer', 'product'],
  ),
  aboutReturn('return-requested', 'Asked for a return'),
  aboutReturn('return-received', 'Return arrived'),
  aboutTicket('ticket-opened', 'Opened a ticket'),
  aboutTicket('ticket-closed', 'Ticket was closed'),
  entry('segment-entered', 'Entered the segment of a flow'),
  entry('segment-left', 'Left the segment of a flow'),
  entry('date-reached', 'Reached a date of theirs'),
  entry('schedule-due', 'Scheduled run started', ['customer', 'store']),
  entry('product-news', 'News of a product they care about', ['customer'], ['customer', 'product']),
  entry('audience-chosen', 'Was added with an audience', ['customer', 'cart', 'order']),
  message('message-sent', 'Was sent a message'),
  message('message-delivered', 'Message was delivered'),
  message('message-opened', 'Opened an e-mail'),
  message('message-clicked', 'Clicked in a message'),
  message('message-replied', 'Replied to a text'),
  message('message-bounced', 'Message bounced'),
  message('message-complained', 'Marked as spam'),
  define('team-answered', 'Team answered', 'team', 'nothing', [], ['message'], null, true),
  define('customer-data-requested', 'Asked for their data', 'privacy', 'privacy', [], ['customer']),
  define('customer-erasure-requested', 'Asked to be erased', 'privacy', 'privacy', [], ['customer']),
  define('store-erasure-requested', 'Store asked to be erased', 'privacy', 'privacy', [], ['customer']),
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
