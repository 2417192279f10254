import { node, ways } from '../draw.ts';
import { days, forDays } from '../durations.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

/** No code is made that would leave less than the store's margin floor. */
const codeOf = (percent: number) => ({
  from: 'fixed',
  kind: 'percentage',
  percent,
  validHours: 72,
  prefix: 'BACK',
});

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
    node('to-day-105', 'wait', 'Wait until day 105', forDays(15)),
    node('what-others-buy', 'send-email', 'E-mail: what others buy', { content: email.whatOthersBuy }),
    node('to-day-120', 'wait', 'Wait until day 120', forDays(15)),
    node('how-they-pay', 'condition', 'How do they usually pay?', {
      paths: [
        {
          id: 'full-price',
          name: 'Nearly always the full price',
          when: { fact: 'customer.discountShare', operator: 'at-most', value: 0.2 },
        },
        {
          id: 'valuable',
          name: 'Has spent 300 or more',
          when: { fact: 'customer.totalSpent', operator: 'at-least', value: 30_000 },
        },
      ],
      otherwise: 'Everyone else',
    }),
    node('code-15', 'discount-code', 'Code for 15 % off', codeOf(15)),
    node('code-10', 'discount-code', 'Code for 10 % off', codeOf(10)),
    node('has-code', 'condition', 'Was a code made?', {
      paths: [{ id: 'yes', name: 'Has a code', when: { fact: 'decision.code.code', operator: 'is-set' } }],
      otherwise: 'None: floor, or the store refused',
    }),
    node('offer-email', 'send-email', 'E-mail: a code for 72 hours', { content: email.offer }),
    node('news', 'send-email', 'E-mail: what is new', { content: email.news }),
    node('to-day-135', 'wait', 'Wait until day 135', forDays(15)),
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
    node('answer', 'wait-for-one-of', 'Answers within 7 days?', {
      events: [
        {
          id: 'stop',
          event: 'survey-answered',
          match: 'message',
          message: 'shall-we-stop',
          where: { fact: 'event.properties.answer', operator: 'is', value: email.PLEASE_STOP },
        },
        { id: 'stay', event: 'survey-answered', match: 'message', message: 'shall-we-stop' },
        { id: 'visit', event: 'product-viewed', match: 'customer' },
      ],
      timeout: days(7),
    }),
    node('stop', 'stop-marketing', 'No more marketing e-mails', { from: 'email' }),
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
    'to-day-120 > how-they-pay',
    'how-they-pay:full-price > news',
    'how-they-pay:valuable > code-15',
    'how-they-pay:else > code-10',
    'code-15 > has-code',
    'code-10 > has-code',
    'has-code:yes > offer-email',
    'has-code:else > news',
    'offer-email > to-day-135',
    'news > to-day-135',
    'to-day-135 > still-reads',
    'still-reads:reads > end',
    'still-reads:else > shall-we-stop',
    'shall-we-stop > answer',
    'answer:stop > stop',
    'answer:stay > end',
    'answer:visit > end',
    'answer:timeout > stop',
    'stop > sunset',
    'sunset > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 60, holdout: 0.1, purpose: 'marketing' },
};
