import { node, ways } from '../draw.ts';
import { days, daysUntil, hours } from '../durations.ts';
import { agreedToTexts, answersTo } from '../steps.ts';
import type { Template } from '../template.ts';
import * as message from './content/messages.ts';

const ORDER = '{{ order.number | default: "without a number" }}';
const WHOSE = '{{ customer.firstName | default: "a customer" }}';
const facts = [
  { label: 'Order', value: '{{ order.number | default: "" }}' },
  { label: 'Total', value: '{{ order.total | money }}' },
  { label: 'Carrier', value: '{{ event.properties.carrier | default: "unknown" }}' },
  { label: 'Why', value: '{{ event.properties.reason | default: "not told" }}' },
  { label: 'Tracking', value: '{{ event.properties.trackingUrl | default: "" }}' },
];
const said = answersTo('your-choice');

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'order',
  nodes: [
    node('trigger', 'event-trigger', 'A shipment is delayed', {
      events: ['shipment-delayed'],
      key: 'order',
      reentry: { rule: 'after', days: 3 },
      exits: [
        { event: 'order-delivered', match: 'order' },
        { event: 'order-cancelled', match: 'order' },
        { event: 'order-refunded', match: 'order' },
      ],
    }),
    agreedToTexts('by-text'),
    node('late-text', 'send-sms', 'Text: it comes later', { content: message.lateText }),
    node('late-email', 'send-email', 'E-mail: it comes later', { content: message.lateEmail }),
    node('five-days', 'wait', 'Wait 5 days', daysUntil(5, '10:00')),
    node('worth', 'condition', 'What is it worth?', {
      paths: [
        {
          id: 'much',
          name: '150 or more',
          when: { fact: 'order.total', operator: 'at-least', value: 15_000 },
        },
      ],
      otherwise: 'Less',
    }),
    node('call-them', 'task', 'Task: call them', {
      title: `Call ${WHOSE}: order ${ORDER} is still not there`,
      details:
        'It was late five days ago and has not arrived. Ask the carrier first, then call. Offer another parcel or their money before they ask for it.',
      facts,
      within: hours(8),
    }),
    node('your-choice', 'send-email', 'E-mail: what would you like?', { content: message.yourChoice }),
    node('answer', 'wait-for-one-of', 'What do they choose?', {
      events: [
        said('again', message.SEND_AGAIN),
        said('money', message.MONEY_BACK),
        said('wait', message.WAIT),
      ],
      timeout: days(3),
    }),
    node('send-again', 'task', 'Task: send it again', {
      title: `Send order ${ORDER} to ${WHOSE} again`,
      details:
        'It was not delivered, and they want another one. Report the first one to the carrier as lost.',
      facts,
      within: hours(24),
    }),
    node('give-back', 'task', 'Task: give the money back', {
      title: `Refund order ${ORDER} of ${WHOSE}`,
      details:
        'It was not delivered, and they want their money. Refund it in the store, and report the parcel as lost.',
      facts,
      within: hours(24),
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > by-text',
    'by-text:agreed > late-text',
    'by-text:else > late-email',
    'late-text > five-days',
    'late-email > five-days',
    'five-days > worth',
    'worth:much > call-them',
    'worth:else > your-choice',
    'call-them > end',
    'your-choice > answer',
    'answer:again > send-again',
    'answer:money > give-back',
    'answer:wait > end',
    'answer:timeout > end',
    'send-again > end',
    'give-back > end',
  ),
  settings: {
    outcome: 'order-delivered',
    failure: 'ticket-opened',
    outcomeDays: 14,
    holdout: 0,
    purpose: 'transactional',
  },
};
