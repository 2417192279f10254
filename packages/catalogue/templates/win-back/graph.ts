import { node, ways } from '../draw.ts';
import { days, daysUntil } from '../durations.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'date-trigger', 'Day 90 after the last order', {
      date: 'last-order',
      yearly: false,
      when: 'after',
      days: 90,
      at: '10:00',
      exits: [{ event: 'order-placed', match: 'customer' }],
    }),
    node('own-rhythm', 'wait-until-date', 'A week before their usual time', {
      fact: 'customer.reorderDueAt',
      when: 'before',
      offset: days(7),
      at: '10:00',
    }),
    node('your-time', 'send-email', 'E-mail: your time of year', { content: email.yourTime }),
    node('goes-with-it', 'send-email', 'E-mail: goes with your last order', { content: email.goesWithIt }),
    node('to-day-105', 'wait', 'Wait until day 105', daysUntil(15, '10:00')),
    node('what-others-buy', 'send-email', 'E-mail: what others buy', { content: email.whatOthersBuy }),
    node('to-day-120', 'wait', 'Wait until day 120', daysUntil(15, '10:00')),
    node('offer', 'decide-offer', 'Offer, and how deep', {
      options: [
        { id: 'none', kind: 'none', value: 0 },
        { id: 'percent-10', kind: 'percentage', value: 10 },
        { id: 'percent-15', kind: 'percentage', value: 15 },
      ],
      spareFullPriceBuyers: true,
    }),
    node('code', 'discount-code', 'A code for 72 hours', {
      from: 'offer',
      validHours: 72,
      prefix: 'BACK',
      ifNotDone: 'way',
    }),
    node('offer-email', 'send-email', 'E-mail: a code for 72 hours', { content: email.offer }),
    node('news', 'send-email', 'E-mail: what is new', { content: email.news }),
    node('to-day-135', 'wait', 'Wait until day 135', daysUntil(15, '10:00')),
    node('still-reads', 'condition', 'Opened any of them?', {
      paths: [
        {
          id: 'reads',
          name: 'Opened or clicked',
          when: {
            any: [
              {
                event: 'message-opened',
                measure: 'count',
                operator: 'at-least',
                value: 1,
                sinceEntry: true,
              },
              {
                event: 'message-clicked',
                measure: 'count',
                operator: 'at-least',
                value: 1,
                sinceEntry: true,
              },
            ],
          },
        },
      ],
      otherwise: 'Opened none',
    }),
    node('shall-we-stop', 'send-email', 'E-mail: shall we stop writing?', { content: email.shallWeStop }),
    node('answer', 'wait-for-event', 'Answers within 7 days?', {
      events: ['survey-answered', 'message-clicked'],
      match: 'customer',
      timeout: days(7),
    }),
    node('sunset', 'update-profile', 'Tag “sunset”', { do: 'add-tag', tag: 'sunset' }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > own-rhythm',
    'own-rhythm > your-time',
    'your-time > end',
    'own-rhythm:past > goes-with-it',
    'own-rhythm:none > goes-with-it',
    'goes-with-it > to-day-105',
    'to-day-105 > what-others-buy',
    'what-others-buy > to-day-120',
    'to-day-120 > offer',
    'offer:offer > code',
    'offer:none > news',
    'code > offer-email',
    'code:not-done > news',
    'offer-email > to-day-135',
    'news > to-day-135',
    'to-day-135 > still-reads',
    'still-reads:reads > end',
    'still-reads:else > shall-we-stop',
    'shall-we-stop > answer',
    'answer:happened > end',
    'answer:timeout > sunset',
    'sunset > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 60, holdout: 0.1, purpose: 'marketing' },
};
