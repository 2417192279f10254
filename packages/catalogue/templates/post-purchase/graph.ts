import { node, ways } from '../draw.ts';
import { days, daysUntil, hours } from '../durations.ts';
import { answersTo, inCategories } from '../steps.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

const answered = answersTo('how-was-it');

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'order',
  nodes: [
    node('trigger', 'event-trigger', 'Placed an order', {
      events: ['order-placed'],
      key: 'order',
      reentry: { rule: 'once-per-key' },
      exits: [
        { event: 'order-cancelled', match: 'order' },
        { event: 'order-refunded', match: 'order' },
        { event: 'return-requested', match: 'customer' },
        { event: 'ticket-opened', match: 'customer' },
      ],
    }),
    node('what-it-is', 'condition', 'What did they order?', {
      paths: [
        {
          id: 'worn',
          name: 'Something to wear',
          when: inCategories('apparel', 'clothing', 'shoes', 'Shirts'),
        },
        { id: 'home', name: 'Something for the home', when: inCategories('home', 'kitchen', 'furniture') },
      ],
      otherwise: 'Anything else',
    }),
    node('care-worn', 'send-email', 'E-mail: care for what you wear', { content: email.careWorn }),
    node('care-home', 'send-email', 'E-mail: care for the home', { content: email.careHome }),
    node('care-any', 'send-email', 'E-mail: thank you', { content: email.careAny }),
    node('to-day-2', 'wait', 'Wait until day 2', daysUntil(2, '10:00')),
    node('goes-with-it', 'send-email', 'E-mail: bought together', { content: email.goesWithIt }),
    node('delivered', 'wait-for-event', 'Delivered within 12 days?', {
      events: ['order-delivered'],
      match: 'order',
      timeout: days(12),
    }),
    node('settle-in', 'wait', 'Wait 3 days', { ...daysUntil(3, '18:00') }),
    node('how-was-it', 'send-email', 'E-mail: did it go well?', { content: email.howWasIt }),
    node('answer', 'wait-for-one-of', 'What do they answer?', {
      events: [
        answered('good', email.ALL_GOOD),
        answered('wrong', email.NOT_RIGHT),
        answered('missing', email.NOT_HERE),
      ],
      timeout: days(5),
    }),
    node('review', 'send-email', 'E-mail: would you write a review?', { content: email.review }),
    node('put-right', 'task', 'Task: put it right', {
      title: 'Put order {{ order.number | default: "without a number" }} right',
      details:
        '{{ customer.firstName | default: "The customer" }} says that something is not right with it. Write to them today, before you look for the cause.',
      facts: [
        { label: 'Order', value: '{{ order.number | default: "" }}' },
        { label: 'Total', value: '{{ order.total | money }}' },
      ],
      within: hours(24),
    }),
    node('find-it', 'task', 'Task: find the parcel', {
      title: 'Find the parcel of order {{ order.number | default: "without a number" }}',
      details:
        '{{ customer.firstName | default: "The customer" }} says that it has not arrived. Ask the carrier, and tell them what you found.',
      facts: [
        { label: 'Order', value: '{{ order.number | default: "" }}' },
        { label: 'Total', value: '{{ order.total | money }}' },
      ],
      within: hours(24),
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > what-it-is',
    'what-it-is:worn > care-worn',
    'what-it-is:home > care-home',
    'what-it-is:else > care-any',
    'care-worn > to-day-2',
    'care-home > to-day-2',
    'care-any > to-day-2',
    'to-day-2 > goes-with-it',
    'goes-with-it > delivered',
    'delivered:happened > settle-in',
    'delivered:timeout > how-was-it',
    'settle-in > how-was-it',
    'how-was-it > answer',
    'answer:good > review',
    'answer:wrong > put-right',
    'answer:missing > find-it',
    'answer:timeout > end',
    'review > end',
    'put-right > end',
    'find-it > end',
  ),
  settings: {
    outcome: 'review-posted',
    failure: 'return-requested',
    outcomeDays: 30,
    holdout: 0.1,
    purpose: 'marketing',
  },
};
