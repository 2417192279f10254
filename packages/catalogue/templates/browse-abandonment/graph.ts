import { node, ways } from '../draw.ts';
import { days, forHours } from '../durations.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Looked at products twice', {
      events: ['product-viewed'],
      filter: { event: 'product-viewed', measure: 'count', operator: 'at-least', value: 2, withinDays: 2 },
      reentry: { rule: 'after', days: 14 },
      exits: [
        { event: 'order-placed', match: 'customer' },
        { event: 'cart-updated', match: 'customer' },
        { event: 'checkout-started', match: 'customer' },
      ],
    }),
    node('cool-down', 'wait', 'Wait 4 hours', forHours(4)),
    node('what-is-known', 'condition', 'Can they still buy it?', {
      paths: [
        {
          id: 'sold-out',
          name: 'It is sold out',
          when: { fact: 'product.stock', operator: 'at-most', value: 0 },
        },
        { id: 'there', name: 'It is there', when: { fact: 'product.title', operator: 'is-set' } },
      ],
      otherwise: 'Not known which',
    }),
    node('close-to-it', 'send-email', 'E-mail: close to it', { content: email.closeToIt }),
    node('its-page', 'send-email', 'E-mail: the one you looked at', { content: email.theOne }),
    node('what-you-saw', 'send-email', 'E-mail: what you looked at', { content: email.whatYouSaw }),
    node('looks-again', 'wait-for-event', 'Looks again within 2 days?', {
      events: ['product-viewed', 'message-clicked'],
      match: 'customer',
      timeout: days(2),
    }),
    node('next-morning', 'wait', 'Wait until the next morning', { ...forHours(18), at: '10:00' }),
    node('questions', 'send-email', 'E-mail: before you decide', { content: email.questions }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > cool-down',
    'cool-down > what-is-known',
    'what-is-known:sold-out > close-to-it',
    'what-is-known:there > its-page',
    'what-is-known:else > what-you-saw',
    'close-to-it > end',
    'its-page > looks-again',
    'what-you-saw > looks-again',
    'looks-again:happened > next-morning',
    'looks-again:timeout > end',
    'next-morning > questions',
    'questions > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 14, holdout: 0.1, purpose: 'marketing' },
};
