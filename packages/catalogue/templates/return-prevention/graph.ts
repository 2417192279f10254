import { node, ways } from '../draw.ts';
import { days, daysUntil, hours } from '../durations.ts';
import { answersTo, inCategories } from '../steps.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

const said = answersTo('how-goes-it');

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'order',
  nodes: [
    node('trigger', 'event-trigger', 'Order was delivered', {
      events: ['order-delivered'],
      key: 'order',
      reentry: { rule: 'once-per-key' },
      exits: [
        { event: 'return-requested', match: 'customer' },
        { event: 'order-refunded', match: 'order' },
      ],
    }),
    node('what-it-is', 'condition', 'What is it?', {
      paths: [
        {
          id: 'set-up',
          name: 'Something to set up',
          when: inCategories('electronics', 'furniture', 'kitchen'),
        },
        {
          id: 'worn',
          name: 'Something to wear',
          when: inCategories('apparel', 'clothing', 'shoes', 'Shirts'),
        },
      ],
      otherwise: 'Anything else',
    }),
    node('guide-set-up', 'send-email', 'E-mail: the first hour', { content: email.guideSetUp }),
    node('guide-worn', 'send-email', 'E-mail: does it fit?', { content: email.guideWorn }),
    node('guide-any', 'send-email', 'E-mail: look it over', { content: email.guideAny }),
    node('three-days', 'wait-for-event', 'Opens a ticket in 3 days?', {
      events: ['ticket-opened'],
      match: 'customer',
      timeout: days(3),
    }),
    node('ticket-closed', 'wait-for-event', 'Is it closed in 14 days?', {
      events: ['ticket-closed'],
      match: 'customer',
      timeout: days(14),
    }),
    node('how-goes-it', 'send-email', 'E-mail: how is it going?', { content: email.howGoesIt }),
    node('answer', 'wait-for-one-of', 'What do they answer?', {
      events: [
        said('stuck', email.STUCK),
        said('misfit', email.DOES_NOT_FIT),
        said('broken', email.BROKEN),
        said('well', email.ALL_WELL),
      ],
      timeout: days(4),
    }),
    node('get-it-going', 'send-email', 'E-mail: three things to try', { content: email.getItGoing }),
    node('exchange-it', 'send-email', 'E-mail: exchange it', { content: email.exchangeIt }),
    node('put-right', 'task', 'Task: put it right', {
      title: 'Put order {{ order.number | default: "without a number" }} right',
      details:
        '{{ customer.firstName | default: "The customer" }} says that something is broken or missing. Offer the part, a repair or a new one before they ask for a label. What they wrote stands on their page.',
      facts: [
        { label: 'Order', value: '{{ order.number | default: "" }}' },
        { label: 'Total', value: '{{ order.total | money }}' },
      ],
      within: hours(24),
    }),
    node('to-day-10', 'wait', 'Wait until about day 10', daysUntil(4, '18:00')),
    node('goes-with-it', 'send-email', 'E-mail: what goes with it', { content: email.goesWithIt }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > what-it-is',
    'what-it-is:set-up > guide-set-up',
    'what-it-is:worn > guide-worn',
    'what-it-is:else > guide-any',
    'guide-set-up > three-days',
    'guide-worn > three-days',
    'guide-any > three-days',
    'three-days:happened > ticket-closed',
    'three-days:timeout > how-goes-it',
    'ticket-closed:happened > how-goes-it',
    'ticket-closed:timeout > end',
    'how-goes-it > answer',
    'answer:stuck > get-it-going',
    'answer:misfit > exchange-it',
    'answer:broken > put-right',
    'answer:well > to-day-10',
    'answer:timeout > to-day-10',
    'get-it-going > end',
    'exchange-it > end',
    'put-right > end',
    'to-day-10 > goes-with-it',
    'goes-with-it > end',
  ),
  settings: {
    outcome: 'order-placed',
    failure: 'return-requested',
    outcomeDays: 60,
    holdout: 0.1,
    purpose: 'marketing',
  },
};
