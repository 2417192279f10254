import { node, ways } from '../draw.ts';
import { days, daysUntil, hours } from '../durations.ts';
import { agreedToTexts, answersTo } from '../steps.ts';
import type { Template } from '../template.ts';
import * as message from './content/messages.ts';

const WHOSE = '{{ customer.firstName | default: "a customer" }}';
const facts = [
  { label: 'Plan', value: '{{ event.properties.plan | default: "unknown" }}' },
  { label: 'Amount', value: '{{ event.properties.amount | money | default: "unknown" }}' },
  { label: 'Spent so far', value: '{{ customer.totalSpent | money }}' },
];
const said = answersTo('it-renews');

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Due, or a payment failed', {
      events: ['subscription-due', 'subscription-failed'],
      reentry: { rule: 'always' },
      exits: [
        { event: 'subscription-renewed', match: 'customer' },
        { event: 'subscription-cancelled', match: 'customer' },
      ],
    }),
    node('which', 'condition', 'What is it?', {
      paths: [
        {
          id: 'failed',
          name: 'A payment failed',
          when: { fact: 'event.type', operator: 'is', value: 'subscription-failed' },
        },
      ],
      otherwise: 'It renews soon',
    }),
    node('it-renews', 'send-email', 'E-mail: it renews soon', { content: message.itRenews }),
    node('answer', 'wait-for-one-of', 'As it is?', {
      events: [said('later', message.LATER), said('less', message.LESS), said('fine', message.AS_IT_IS)],
      timeout: days(3),
    }),
    node('change-it', 'task', 'Task: change the subscription', {
      title: `Change the subscription of ${WHOSE} before it renews`,
      details:
        'They want it later, or less of it; their answer stands on their page. Change it in the subscription app today, and tell them that you have.',
      facts,
      within: hours(8),
    }),
    agreedToTexts('by-text'),
    node('failed-text', 'send-sms', 'Text: a payment failed', { content: message.failedText }),
    node('failed-email', 'send-email', 'E-mail: a payment failed', { content: message.failedEmail }),
    node('three-days', 'wait', 'Wait 3 days', daysUntil(3, '10:00')),
    node('still-failed', 'send-email', 'E-mail: it is still open', { content: message.stillFailed }),
    node('four-days', 'wait', 'Wait 4 days', daysUntil(4, '10:00')),
    node('write-to-them', 'task', 'Task: write to them', {
      title: `Write to ${WHOSE}: their subscription is about to end`,
      details:
        'The payment failed a week ago, and two messages changed nothing. Ask whether they want it to go on; perhaps they do not, and that is fine.',
      facts,
      within: hours(48),
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > which',
    'which:failed > by-text',
    'which:else > it-renews',
    'it-renews > answer',
    'answer:later > change-it',
    'answer:less > change-it',
    'answer:fine > end',
    'answer:timeout > end',
    'change-it > end',
    'by-text:agreed > failed-text',
    'by-text:else > failed-email',
    'failed-text > three-days',
    'failed-email > three-days',
    'three-days > still-failed',
    'still-failed > four-days',
    'four-days > write-to-them',
    'write-to-them > end',
  ),
  settings: {
    outcome: 'subscription-renewed',
    failure: 'subscription-cancelled',
    outcomeDays: 14,
    holdout: 0,
    purpose: 'transactional',
  },
};
