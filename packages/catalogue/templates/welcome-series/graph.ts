import { node, ways } from '../draw.ts';
import { daysUntil, forDays } from '../durations.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

const half = (id: string, name: string) => ({ id, name, weight: 50 });

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Subscribed', {
      events: ['customer-subscribed'],
      filter: {
        all: [
          { fact: 'customer.ordersCount', operator: 'at-most', value: 0 },
          { fact: 'customer.consent.email', operator: 'is', value: 'subscribed' },
        ],
      },
      reentry: { rule: 'never' },
      exits: [
        { event: 'order-placed', match: 'customer' },
        { event: 'customer-unsubscribed', match: 'customer' },
      ],
    }),
    node('first-subject', 'ab-test', 'Subject of the first e-mail', {
      paths: [half('expect', 'What to expect'), half('start', 'Where to start')],
      goals: ['message-clicked'],
      withinDays: 3,
      least: 200,
    }),
    node('story', 'send-email', 'E-mail: what to expect', { content: email.story }),
    node('story-start', 'send-email', 'E-mail: where to start', { content: email.storyStart }),
    node('to-day-2', 'wait', 'Wait until day 2', daysUntil(2, '10:00')),
    node('most-ordered', 'send-email', 'E-mail: ordered most', { content: email.mostOrdered }),
    node('to-day-5', 'wait', 'Wait until day 5', forDays(3)),
    node('how-to-choose', 'send-email', 'E-mail: how to choose', { content: email.howToChoose }),
    node('to-day-9', 'wait', 'Wait until day 9', forDays(4)),
    node('what-they-write', 'send-email', 'E-mail: what customers write', { content: email.whatTheyWrite }),
    node('to-day-14', 'wait', 'Wait until day 14', forDays(5)),
    node('code', 'discount-code', 'Code for the first order', {
      from: 'fixed',
      kind: 'percentage',
      percent: 10,
      validHours: 48,
      prefix: 'HELLO',
    }),
    node('has-code', 'condition', 'Was a code made?', {
      paths: [{ id: 'yes', name: 'Has a code', when: { fact: 'decision.code.code', operator: 'is-set' } }],
      otherwise: 'None: floor, or the store refused',
    }),
    node('last-subject', 'ab-test', 'Subject of the last e-mail', {
      paths: [half('amount', 'The amount'), half('end', 'The end of it')],
      goals: ['order-placed'],
      withinDays: 3,
      least: 200,
    }),
    node('offer', 'send-email', 'E-mail: 10 % off, by amount', { content: email.offer }),
    node('offer-end', 'send-email', 'E-mail: 10 % off, by its end', { content: email.offerEnd }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > first-subject',
    'first-subject:expect > story',
    'first-subject:start > story-start',
    'story > to-day-2',
    'story-start > to-day-2',
    'to-day-2 > most-ordered',
    'most-ordered > to-day-5',
    'to-day-5 > how-to-choose',
    'how-to-choose > to-day-9',
    'to-day-9 > what-they-write',
    'what-they-write > to-day-14',
    'to-day-14 > code',
    'code > has-code',
    'has-code:yes > last-subject',
    'has-code:else > end',
    'last-subject:amount > offer',
    'last-subject:end > offer-end',
    'offer > end',
    'offer-end > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 30, holdout: 0.1, purpose: 'marketing' },
};
