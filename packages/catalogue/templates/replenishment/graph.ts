import { node, ways } from '../draw.ts';
import { days, forDays } from '../durations.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'date-trigger', 'A week before a product is due again', {
      date: 'product-reorder',
      chance: 30,
      when: 'before',
      days: 7,
      at: '10:00',
      exits: [
        { event: 'order-placed', match: 'customer' },
        { event: 'return-requested', match: 'customer' },
      ],
    }),
    node('slow-user', 'condition', 'Lasts longer for them?', {
      paths: [
        {
          id: 'slow',
          name: 'Said so before',
          when: { fact: 'customer.tags', operator: 'contains', value: 'uses it slowly' },
        },
      ],
      otherwise: 'Not known',
    }),
    node('slow-supply', 'wait', 'Wait two weeks', forDays(14)),
    node('in-stock', 'condition', 'Is there some left?', {
      paths: [
        {
          id: 'there',
          name: 'In stock, or not counted',
          when: {
            any: [
              { fact: 'product.stock', operator: 'more-than', value: 0 },
              { fact: 'product.stock', operator: 'is-not-set' },
            ],
          },
        },
      ],
      otherwise: 'Sold out',
    }),
    node('running-low', 'send-email', 'E-mail: time for more?', { content: email.runningLow }),
    node('one-week', 'wait', 'Wait a week', forDays(7)),
    node('lasts-longer', 'send-email', 'E-mail: does it last longer?', { content: email.lastsLonger }),
    node('answer', 'wait-for-event', 'Says that it lasts longer?', {
      events: ['survey-answered'],
      match: 'message',
      message: 'lasts-longer',
      timeout: days(7),
    }),
    node('remember', 'update-profile', 'Remember how long it lasts', {
      do: 'add-tag',
      tag: 'uses it slowly',
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > slow-user',
    'slow-user:slow > slow-supply',
    'slow-user:else > in-stock',
    'slow-supply > in-stock',
    'in-stock:there > running-low',
    'in-stock:else > end',
    'running-low > one-week',
    'one-week > lasts-longer',
    'lasts-longer > answer',
    'answer:happened > remember',
    'answer:timeout > end',
    'remember > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 45, holdout: 0.1, purpose: 'marketing' },
};
