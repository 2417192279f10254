import type { z } from 'zod';
import type { Match, Subject } from '../graph.ts';
import { define, type EventType } from './event-type.ts';
import { change, count, date, id, list, money, properties, text } from './parts.ts';

const ofPerson = (
  type: string,
  label: string,
  changes: EventType['changes'] = 'nothing',
  shape: z.ZodType | null = null,
) => define(type, label, 'customer', changes, ['customer'], ['customer'], shape);
const subscription = (type: string, label: string, more: z.ZodRawShape = {}) =>
  define(
    type,
    label,
    'subscription',
    'nothing',
    ['customer'],
    ['customer', 'product'],
    properties({
      subscriptionId: id('subscription'),
      productId: id('product').nullish(),
      plan: text('plan').nullish(),
      amount: money('amount').nullish(),
      ...more,
    }),
  );
const loyalty = (type: string, label: string, shape: z.ZodType) =>
  define(type, label, 'loyalty', 'nothing', ['customer'], ['customer'], shape);
const message = (type: string, label: string) =>
  define(type, label, 'message', 'nothing', ['customer'], ['customer', 'message'], null, true);
const entry = (
  type: string,
  label: string,
  subjects: readonly Subject[] = ['customer'],
  matches: readonly Match[] = ['customer'],
) => define(type, label, 'entry', 'nothing', subjects, matches, null, true);

export const PEOPLE_EVENTS: readonly EventType[] = [
  ofPerson(
    'signed-up',
    'Signed up',
    'nothing',
    properties({ source: text('source').nullish(), form: text('form').nullish() }),
  ),
  ofPerson(
    'form-submitted',
    'Submitted a form',
    'nothing',
    properties({ form: id('form'), page: text('page').nullish(), topics: list('topics').nullish() }),
  ),
  ofPerson('customer-created', 'Was added as a customer', 'customer'),
  ofPerson('customer-updated', 'Profile changed', 'customer'),
  ofPerson('customer-subscribed', 'Subscribed', 'consent'),
  ofPerson('customer-unsubscribed', 'Unsubscribed', 'consent'),
  subscription('subscription-renewed', 'Subscription was renewed', {
    nextAt: date('next renewal').nullish(),
  }),
  subscription('subscription-due', 'Subscription is due for renewal', {
    dueAt: date('date of renewal').nullish(),
  }),
  subscription('subscription-failed', 'Payment of a subscription failed', {
    reason: text('reason').nullish(),
    retryAt: date('next attempt').nullish(),
  }),
  subscription('subscription-cancelled', 'Subscription was cancelled', {
    reason: text('reason').nullish(),
    endsAt: date('end of the subscription').nullish(),
  }),
  loyalty(
    'loyalty-points-changed',
    'Loyalty points changed',
    properties({
      points: change('points added or taken'),
      balance: change('points they have').nullish(),
      tier: text('loyalty tier').nullish(),
      reason: text('reason').nullish(),
    }),
  ),
  loyalty(
    'loyalty-points-expiring',
    'Loyalty points are about to expire',
    properties({
      points: count('points that expire'),
      expiresAt: date('date they expire').nullish(),
      balance: change('points they have').nullish(),
    }),
  ),
];

/** Another flow sent somebody on into this one. */
export const CAME_FROM_FLOW = 'came-from-flow';

export const OWN_EVENTS: readonly EventType[] = [
  entry('segment-entered', 'Entered the segment of a flow'),
  entry('segment-left', 'Left the segment of a flow'),
  entry('date-reached', 'Reached a date of theirs', ['customer'], ['customer', 'product']),
  entry('schedule-due', 'Scheduled run started', ['customer', 'store']),
  entry('product-news', 'News of a product they care about', ['customer'], ['customer', 'product']),
  entry('audience-chosen', 'Was added with an audience', ['customer', 'cart', 'order']),
  entry(CAME_FROM_FLOW, 'Came from another flow', ['customer', 'cart', 'order']),
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
