import { node, ways } from '../draw.ts';
import { days, daysUntil } from '../durations.ts';
import { agreedToTexts, inCategories } from '../steps.ts';
import type { Template } from '../template.ts';
import * as message from './content/messages.ts';

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'order',
  nodes: [
    node('trigger', 'event-trigger', 'Order was delivered', {
      events: ['order-delivered'],
      key: 'order',
      reentry: { rule: 'once-per-key' },
      exits: [
        { event: 'order-placed', match: 'customer' },
        { event: 'return-requested', match: 'customer' },
        { event: 'order-refunded', match: 'order' },
      ],
    }),
    node('what-it-is', 'condition', 'What is it?', {
      paths: [
        { id: 'once', name: 'Bought once', when: inCategories('furniture', 'mattresses', 'appliances') },
        { id: 'worn', name: 'Apparel', when: inCategories('apparel', 'clothing', 'shoes', 'Shirts') },
        { id: 'electronics', name: 'Electronics', when: inCategories('electronics', 'audio', 'cameras') },
      ],
      otherwise: 'Anything else',
    }),
    node('to-day-30', 'wait', 'Wait until day 30', daysUntil(30, '10:00')),
    node('keep-it', 'send-email', 'E-mail: how to keep it', { content: message.keepIt }),
    node('to-day-5', 'wait', 'Wait until day 5', daysUntil(5, '18:00')),
    node('care', 'send-email', 'E-mail: before the second wash', { content: message.care }),
    node('to-day-3', 'wait', 'Wait until day 3', daysUntil(3, '18:00')),
    node('accessories', 'send-email', 'E-mail: what it works with', { content: message.accessories }),
    node('clicked', 'wait-for-event', 'Clicks by day 10?', {
      events: ['message-clicked'],
      match: 'message',
      message: 'accessories',
      timeout: days(7),
    }),
    agreedToTexts('by-text'),
    node('to-day-10', 'wait', 'Wait until about day 10', daysUntil(6, '18:00')),
    node('text', 'send-sms', 'Text: still thinking of it?', { content: message.stillThinking }),
    node('to-day-7', 'wait', 'Wait until day 7', daysUntil(7, '18:00')),
    node('goes-with-it', 'send-email', 'E-mail: ordered with it', { content: message.goesWithIt }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > what-it-is',
    'what-it-is:once > to-day-30',
    'what-it-is:worn > to-day-5',
    'what-it-is:electronics > to-day-3',
    'what-it-is:else > to-day-7',
    'to-day-30 > keep-it',
    'keep-it > end',
    'to-day-5 > care',
    'care > end',
    'to-day-3 > accessories',
    'accessories > clicked',
    'clicked:happened > by-text',
    'clicked:timeout > end',
    'by-text:agreed > to-day-10',
    'by-text:else > end',
    'to-day-10 > text',
    'text > end',
    'to-day-7 > goes-with-it',
    'goes-with-it > end',
  ),
  settings: {
    outcome: 'order-placed',
    failure: 'customer-unsubscribed',
    outcomeDays: 30,
    holdout: 0.1,
    purpose: 'marketing',
  },
};
