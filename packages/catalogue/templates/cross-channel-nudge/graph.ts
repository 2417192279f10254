import { node, ways } from '../draw.ts';
import { days, forHours } from '../durations.ts';
import type { Template } from '../template.ts';
import { oneText } from './content/messages.ts';

const counted = (event: string, operator: 'at-least' | 'at-most', value: number, withinDays: number) => ({
  event,
  measure: 'count' as const,
  operator,
  value,
  withinDays,
});

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Left a cart, after a click', {
      events: ['cart-abandoned'],
      filter: {
        all: [
          { fact: 'customer.consent.sms', operator: 'is', value: 'subscribed' },
          counted('back-in-stock-requested', 'at-least', 1, 60),
          counted('message-clicked', 'at-least', 1, 3),
        ],
      },
      key: 'cart',
      reentry: { rule: 'once-per-key' },
      exits: [{ event: 'order-placed', match: 'customer' }],
    }),
    node('opens-it', 'wait-for-event', 'Opens a message in a day?', {
      events: ['message-opened'],
      match: 'customer',
      timeout: days(1),
    }),
    node('an-hour', 'wait', 'Wait an hour', forHours(1)),
    node('still-open', 'condition', 'Is it still the right moment?', {
      paths: [
        {
          id: 'ticket',
          name: 'Has a ticket',
          when: counted('ticket-opened', 'at-least', 1, 7),
        },
      ],
      otherwise: 'It is',
    }),
    node('text', 'send-sms', 'Text: the way back', { content: oneText }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > opens-it',
    'opens-it:happened > an-hour',
    'opens-it:timeout > end',
    'an-hour > still-open',
    'still-open:ticket > end',
    'still-open:else > text',
    'text > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 5, holdout: 0.1, purpose: 'marketing' },
};
