import { node, ways } from '../draw.ts';
import { forHours } from '../durations.ts';
import { agreedToTexts } from '../steps.ts';
import type { Template } from '../template.ts';
import * as message from './content/messages.ts';

/** Hours for which a code works, and after which who clicked is reminded of its end. */
export const WORKS = 48;
export const REMINDED = 30;

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'audience-trigger', 'You put people in', {
      reentry: { rule: 'after', days: 30 },
      exits: [
        { event: 'order-placed', match: 'customer' },
        { event: 'customer-unsubscribed', match: 'customer' },
      ],
    }),
    node('code', 'discount-code', 'Code for 15% off', {
      from: 'fixed',
      kind: 'percentage',
      percent: 15,
      validHours: WORKS,
      prefix: 'FLASH',
    }),
    node('has-code', 'condition', 'Was a code made?', {
      paths: [{ id: 'yes', name: 'Has a code', when: { fact: 'decision.code.code', operator: 'is-set' } }],
      otherwise: 'None: floor, or the store refused',
    }),
    agreedToTexts('by-text'),
    node('text', 'send-sms', 'Text: your code', { content: message.text }),
    node('email', 'send-email', 'E-mail: your code', { content: message.email }),
    node('next-day', 'wait', 'Wait 30 hours', forHours(REMINDED)),
    node('clicked', 'condition', 'Clicked, and did not order?', {
      paths: [
        {
          id: 'clicked',
          name: 'Clicked',
          when: {
            event: 'message-clicked',
            measure: 'count',
            operator: 'at-least',
            value: 1,
            sinceEntry: true,
          },
        },
      ],
      otherwise: 'Did not click',
    }),
    node('it-ends', 'send-email', 'E-mail: when it ends', { content: message.itEnds }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > code',
    'code > has-code',
    'has-code:yes > by-text',
    'has-code:else > end',
    'by-text:agreed > text',
    'by-text:else > email',
    'text > next-day',
    'email > next-day',
    'next-day > clicked',
    'clicked:clicked > it-ends',
    'clicked:else > end',
    'it-ends > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 3, holdout: 0.1, purpose: 'marketing' },
};
