import { node, ways } from '../draw.ts';
import { days, daysUntil, hours } from '../durations.ts';
import { inCategories } from '../steps.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

const FIRST = 'the first order of {{ customer.firstName | default: "a new customer" }}';
const facts = [
  { label: 'Order', value: '{{ order.number | default: "" }}' },
  { label: 'Total', value: '{{ order.total | money }}' },
];
const arrival = { events: ['order-delivered'], match: 'order', timeout: days(10) };

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'order',
  nodes: [
    node('trigger', 'event-trigger', 'Placed the first order', {
      events: ['order-placed'],
      filter: { fact: 'customer.ordersCount', operator: 'at-most', value: 1 },
      key: 'order',
      reentry: { rule: 'never' },
      exits: [
        { event: 'order-cancelled', match: 'order' },
        { event: 'order-refunded', match: 'order' },
        { event: 'return-requested', match: 'customer' },
        { event: 'ticket-opened', match: 'customer' },
      ],
    }),
    node('welcome', 'send-email', 'E-mail: welcome', { content: email.welcome }),
    node('ships', 'wait-for-event', 'Ships within 7 days?', {
      events: ['order-fulfilled'],
      match: 'order',
      timeout: days(7),
    }),
    node('on-its-way', 'send-email', 'E-mail: on its way', { content: email.onItsWay }),
    node('not-shipped', 'task', 'Task: it has not shipped', {
      title: `Find out why ${FIRST} has not shipped`,
      details: 'It is a week old. Write to them before they write to you.',
      facts,
      within: hours(8),
    }),
    node('arrives', 'wait-for-event', 'Arrives within 10 days?', arrival),
    node('what-it-is', 'condition', 'What is it?', {
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
    node('tips-worn', 'send-email', 'E-mail: before you wear it', { content: email.tipsWorn }),
    node('tips-home', 'send-email', 'E-mail: the first day at home', { content: email.tipsHome }),
    node('tips-any', 'send-email', 'E-mail: before you use it', { content: email.tipsAny }),
    node('three-days', 'wait', 'Wait 3 days', daysUntil(3, '18:00')),
    node('check-in', 'send-email', 'E-mail: all well?', { content: email.checkIn }),
    node('answer', 'wait-for-event', 'Has a question?', {
      events: ['survey-answered'],
      match: 'message',
      message: 'check-in',
      where: { fact: 'event.properties.answer', operator: 'is', value: email.A_QUESTION },
      timeout: days(4),
    }),
    node('answer-it', 'task', 'Task: answer the question', {
      title: 'Answer {{ customer.firstName | default: "a new customer" }}',
      details: 'They have a question about their first order. What they wrote stands on their page.',
      facts,
      within: hours(24),
    }),
    node('to-day-14', 'wait', 'Wait until about day 14', daysUntil(7, '10:00')),
    node('goes-with-it', 'send-email', 'E-mail: goes with it', { content: email.goesWithIt }),
    node('to-day-30', 'wait', 'Wait until about day 30', daysUntil(16, '18:00')),
    node('how-many-stars', 'send-email', 'E-mail: how many stars?', { content: email.howManyStars }),
    node('stars', 'wait-for-one-of', 'How many are there?', {
      events: [
        {
          id: 'happy',
          event: 'survey-answered',
          match: 'message',
          message: 'how-many-stars',
          where: { fact: 'event.properties.score', operator: 'at-least', value: 4 },
        },
        {
          id: 'unhappy',
          event: 'survey-answered',
          match: 'message',
          message: 'how-many-stars',
          where: { fact: 'event.properties.score', operator: 'at-most', value: 3 },
        },
      ],
      timeout: days(5),
    }),
    node('review', 'send-email', 'E-mail: would you review it?', { content: email.review }),
    node('ask-why', 'task', 'Task: ask what went wrong', {
      title: `Ask what went wrong with ${FIRST}`,
      details: 'They gave three stars or fewer after a month.',
      facts,
      within: hours(24),
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > welcome',
    'welcome > ships',
    'ships:happened > on-its-way',
    'ships:timeout > not-shipped',
    'on-its-way > arrives',
    'not-shipped > arrives',
    'arrives:happened > what-it-is',
    'arrives:timeout > three-days',
    'what-it-is:worn > tips-worn',
    'what-it-is:home > tips-home',
    'what-it-is:else > tips-any',
    'tips-worn > three-days',
    'tips-home > three-days',
    'tips-any > three-days',
    'three-days > check-in',
    'check-in > answer',
    'answer:happened > answer-it',
    'answer:timeout > to-day-14',
    'answer-it > to-day-14',
    'to-day-14 > goes-with-it',
    'goes-with-it > to-day-30',
    'to-day-30 > how-many-stars',
    'how-many-stars > stars',
    'stars:happy > review',
    'stars:unhappy > ask-why',
    'stars:timeout > end',
    'review > end',
    'ask-why > end',
  ),
  settings: {
    outcome: 'order-placed',
    failure: 'return-requested',
    outcomeDays: 60,
    holdout: 0.1,
    purpose: 'marketing',
  },
};
