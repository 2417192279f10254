import { node, ways } from '../draw.ts';
import { agreedToTexts } from '../steps.ts';
import type { Template } from '../template.ts';
import { offerText, reminder, socialProof } from './content/emails.ts';

/** Times are counted from the cart's last change: abandonment is 15 minutes after it. */
export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Abandoned cart', {
      events: ['cart-abandoned'],
      key: 'cart',
      reentry: { rule: 'once-per-key' },
      exits: [{ event: 'order-placed', match: 'customer' }],
    }),
    node('first-wait', 'wait', 'Wait 1 hour', { duration: { amount: 1, unit: 'hours' } }),
    node('reminder', 'send-email', 'E-mail: reminder', { content: reminder }),
    node('second-wait', 'wait', 'Wait until the next day', { duration: { amount: 23, unit: 'hours' } }),
    node('social-proof', 'send-email', 'E-mail: what others say', { content: socialProof }),
    node('third-wait', 'wait', 'Wait until 46 hours', { duration: { amount: 22, unit: 'hours' } }),
    agreedToTexts('agreed-to-texts'),
    node('code', 'discount-code', 'Code for 10 % off', {
      from: 'fixed',
      kind: 'percentage',
      percent: 10,
      validHours: 48,
      prefix: 'BACK',
    }),
    node('has-code', 'condition', 'Was a code made?', {
      paths: [{ id: 'yes', name: 'Has a code', when: { fact: 'decision.code.code', operator: 'is-set' } }],
      otherwise: 'None: floor, or the store refused',
    }),
    node('offer-text', 'send-sms', 'Text: 10 % off', { content: offerText }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > first-wait',
    'first-wait > reminder',
    'reminder > second-wait',
    'second-wait > social-proof',
    'social-proof > third-wait',
    'third-wait > agreed-to-texts',
    'agreed-to-texts:agreed > code',
    'agreed-to-texts:else > end',
    'code > has-code',
    'has-code:yes > offer-text',
    'has-code:else > end',
    'offer-text > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 30, holdout: 0.1, purpose: 'marketing' },
};
