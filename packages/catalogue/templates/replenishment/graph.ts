import { node, ways } from '../draw.ts';
import { days, daysUntil, forDays } from '../durations.ts';
import { inCategories } from '../steps.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

const USED_UP = ['beauty', 'food', 'coffee', 'tea', 'supplements', 'pet food', 'household'];

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'order',
  nodes: [
    node('trigger', 'event-trigger', 'Something that is used up arrived', {
      events: ['order-delivered'],
      filter: inCategories(...USED_UP),
      key: 'order',
      reentry: { rule: 'once-per-key' },
      exits: [
        { event: 'order-placed', match: 'customer' },
        { event: 'return-requested', match: 'customer' },
      ],
    }),
    node('own-pace', 'wait-until-date', 'A week before their next order', {
      fact: 'customer.reorderDueAt',
      when: 'before',
      offset: days(7),
      at: '10:00',
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
    node('slow-supply', 'wait', 'Wait until day 45', daysUntil(45, '10:00')),
    node('supply', 'wait', 'Wait until day 23', daysUntil(23, '10:00')),
    node('running-low', 'send-email', 'E-mail: running low?', { content: email.runningLow }),
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
    'trigger > own-pace',
    'own-pace > running-low',
    'own-pace:past > slow-user',
    'own-pace:none > slow-user',
    'slow-user:slow > slow-supply',
    'slow-user:else > supply',
    'slow-supply > running-low',
    'supply > running-low',
    'running-low > one-week',
    'one-week > lasts-longer',
    'lasts-longer > answer',
    'answer:happened > remember',
    'answer:timeout > end',
    'remember > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 45, holdout: 0.1, purpose: 'marketing' },
};
