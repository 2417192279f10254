import { node, ways } from '../draw.ts';
import type { Template } from '../template.ts';
import { welcome } from './content/emails.ts';

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Subscribed', {
      events: ['customer-subscribed'],
      reentry: { rule: 'never' },
    }),
    node('welcome', 'send-email', 'E-mail: welcome', { content: welcome }),
  ],
  edges: ways('trigger > welcome'),
  settings: { outcome: 'order-placed', outcomeDays: 30, holdout: 0.1, purpose: 'marketing' },
};
