import { node, ways } from '../draw.ts';
import { days, forHours } from '../durations.ts';
import type { Template } from '../template.ts';
import * as message from './content/messages.ts';

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'product-trigger', 'Five or fewer are left', {
      news: 'low-stock',
      units: 5,
      asked: false,
      viewed: true,
      days: 30,
      reentry: { rule: 'after', days: 7 },
      exits: [{ event: 'order-placed', match: 'customer' }],
    }),
    node('for-whom', 'condition', 'Does it concern them?', {
      paths: [
        {
          id: 'bought',
          name: 'Ordered in the last 30 days',
          when: {
            event: 'order-placed',
            measure: 'count',
            operator: 'at-least',
            value: 1,
            withinDays: 30,
          },
        },
        {
          id: 'season',
          name: 'Season ends, ordered before',
          when: {
            all: [
              { fact: 'product.tags', operator: 'contains', value: 'last-season' },
              { fact: 'customer.ordersCount', operator: 'at-least', value: 1 },
            ],
          },
        },
      ],
      otherwise: 'Looked, and did not buy',
    }),
    node('season-ends', 'send-email', 'E-mail: the season ends', { content: message.seasonEnds }),
    node('few-left', 'send-email', 'E-mail: how many are left', { content: message.fewLeft }),
    node('clicked', 'wait-for-event', 'Clicks within a day?', {
      events: ['message-clicked'],
      match: 'message',
      timeout: days(1),
    }),
    node('sleep-on-it', 'wait', 'Wait a day', forHours(24)),
    node('still-there', 'condition', 'Is there still one?', {
      paths: [
        {
          id: 'there',
          name: 'Yes, and agreed to texts',
          when: {
            all: [
              { fact: 'product.stock', operator: 'more-than', value: 0 },
              { fact: 'customer.consent.sms', operator: 'is', value: 'subscribed' },
            ],
          },
        },
      ],
      otherwise: 'No, or no texts',
    }),
    node('today-left', 'send-sms', 'Text: how many are left', { content: message.todayLeft }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > for-whom',
    'for-whom:bought > end',
    'for-whom:season > season-ends',
    'for-whom:else > few-left',
    'season-ends > end',
    'few-left > clicked',
    'clicked:happened > sleep-on-it',
    'clicked:timeout > end',
    'sleep-on-it > still-there',
    'still-there:there > today-left',
    'still-there:else > end',
    'today-left > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 7, holdout: 0.1, purpose: 'marketing' },
};
