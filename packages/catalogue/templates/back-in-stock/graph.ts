import { node, ways } from '../draw.ts';
import { days, forHours } from '../durations.ts';
import type { Template } from '../template.ts';
import { back, close, fewLeft } from './content/messages.ts';

const stillThere = {
  paths: [
    {
      id: 'there',
      name: 'There is some left',
      when: { fact: 'product.stock', operator: 'more-than' as const, value: 0 },
    },
  ],
  otherwise: 'It went again',
};

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'product-trigger', 'A product is back in stock', {
      news: 'restocked',
      asked: true,
      days: 180,
      reentry: { rule: 'always' },
      exits: [{ event: 'order-placed', match: 'customer' }],
    }),
    node('waves', 'random-split', 'Three waves', {
      paths: [
        { id: 'first', name: 'At once', weight: 1 },
        { id: 'second', name: 'After 6 hours', weight: 1 },
        { id: 'third', name: 'After a day', weight: 1 },
      ],
    }),
    node('six-hours', 'wait', 'Wait 6 hours', forHours(6)),
    node('second-check', 'condition', 'Still there after 6 hours?', stillThere),
    node('one-day', 'wait', 'Wait a day', forHours(24)),
    node('third-check', 'condition', 'Still there after a day?', stillThere),
    node('it-is-back', 'send-email', 'E-mail: it is back', { content: back }),
    node('went-again', 'send-email', 'E-mail: it went again', { content: close }),
    node('clicked', 'wait-for-event', 'Clicks within a day?', {
      events: ['message-clicked'],
      match: 'message',
      timeout: days(1),
    }),
    node('sleep-on-it', 'wait', 'Wait a day', forHours(24)),
    node('last-few', 'condition', 'Five or fewer left?', {
      paths: [
        {
          id: 'few',
          name: 'Few left, agreed to texts',
          when: {
            all: [
              { fact: 'product.stock', operator: 'more-than', value: 0 },
              { fact: 'product.stock', operator: 'at-most', value: 5 },
              { fact: 'customer.consent.sms', operator: 'is', value: 'subscribed' },
            ],
          },
        },
      ],
      otherwise: 'Enough, or none',
    }),
    node('few-left', 'send-sms', 'Text: how many are left', { content: fewLeft }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > waves',
    'waves:first > it-is-back',
    'waves:second > six-hours',
    'waves:third > one-day',
    'six-hours > second-check',
    'second-check:there > it-is-back',
    'second-check:else > went-again',
    'one-day > third-check',
    'third-check:there > it-is-back',
    'third-check:else > went-again',
    'went-again > end',
    'it-is-back > clicked',
    'clicked:happened > sleep-on-it',
    'clicked:timeout > end',
    'sleep-on-it > last-few',
    'last-few:few > few-left',
    'last-few:else > end',
    'few-left > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 7, holdout: 0.05, purpose: 'marketing' },
};
