import { node, ways } from '../draw.ts';
import { days, daysUntil, forDays, hours } from '../durations.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

const WHOSE = '{{ customer.firstName | default: "a customer" }}';
const ORDER = '{{ order.number | default: "without a number" }}';
const facts = [
  { label: 'Order', value: '{{ order.number | default: "" }}' },
  { label: 'Items', value: '{{ event.properties.items | default: event.properties.sku }}' },
  { label: 'Value', value: '{% if event.value %}{{ event.value | money }}{% endif %}' },
  { label: 'Total of the order', value: '{{ order.total | money }}' },
  { label: 'Reason', value: '{{ event.properties.reason | default: "none given" }}' },
  { label: 'They wrote', value: '{{ event.properties.text | default: "" }}' },
  { label: 'They want', value: '{{ event.properties.wishWords | default: "" }}' },
  { label: 'Policy', value: '{{ event.properties.policyWhy | default: "" }}' },
];
/** Of a return that was asked for on the returns page; others come without an answer. */
const POLICY = 'event.properties.policyAnswer';
const WISH = 'event.properties.wish';
const orderedAgain = {
  paths: [
    {
      id: 'again',
      name: 'Ordered again',
      when: {
        event: 'order-placed',
        measure: 'count' as const,
        operator: 'at-least' as const,
        value: 1,
        sinceEntry: true,
      },
    },
  ],
  otherwise: 'Not yet',
};
const said = (answer: string) => ({
  event: 'survey-answered',
  measure: 'count' as const,
  operator: 'at-least' as const,
  value: 1,
  sinceEntry: true,
  where: { fact: 'event.properties.answer', operator: 'is' as const, value: answer },
});
const back = (timeout: ReturnType<typeof days>) => ({
  events: ['return-received'],
  match: 'customer',
  timeout,
});

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'return',
  nodes: [
    node('trigger', 'event-trigger', 'Asked for a return', {
      events: ['return-requested'],
      key: 'return',
      reentry: { rule: 'once-per-key' },
      exits: [],
    }),
    node('policy', 'condition', 'Within the policy?', {
      paths: [
        {
          id: 'within',
          name: 'Your policy accepts it',
          when: {
            any: [
              { fact: POLICY, operator: 'is', value: 'accepted' },
              {
                all: [
                  { fact: POLICY, operator: 'is-not-set' },
                  { fact: 'order.placedAt', operator: 'within-days', value: 30 },
                  { fact: 'order.categories', operator: 'does-not-contain', value: 'final sale' },
                  { fact: 'customer.tags', operator: 'does-not-contain', value: 'returns-watch' },
                ],
              },
            ],
          },
        },
      ],
      otherwise: 'An exception',
    }),
    node('exception', 'approval', 'Accept it anyway?', {
      title: `Accept the return of order ${ORDER} from ${WHOSE}?`,
      details:
        '{{ event.properties.policyWhy | default: "It is outside the policy: too late, final sale, or a customer you watch." }}',
      facts,
      risk: 'Whoever gets a label expects their money back.',
      who: 'approver',
      within: hours(24),
      escalate: 'owner',
      escalateWithin: hours(24),
    }),
    node('declined', 'send-email', 'E-mail: not this time', { content: email.declined }),
    node('decide-late', 'task', 'Task: nobody decided', {
      title: `Answer ${WHOSE} about the return of order ${ORDER}`,
      details: 'Nobody decided within 48 hours. The customer has heard nothing yet.',
      facts,
      who: 'owner',
      within: hours(8),
    }),
    node('label', 'return-label', 'Return label', {
      note: 'Please put the printed label over the old one.',
      ifUnable: 'person',
    }),
    node('label-by-hand', 'task', 'Task: make the label', {
      title: `Make a return label for order ${ORDER}`,
      details: 'The return is accepted, and the label could not be made. Send one to the customer.',
      facts,
      within: hours(24),
    }),
    node('accepted', 'send-email', 'E-mail: how it goes back', { content: email.accepted }),
    node('is-back', 'wait-for-event', 'Back within 21 days?', back(days(21))),
    node('still-coming', 'send-email', 'E-mail: still sending it?', { content: email.stillComing }),
    node('back-late', 'wait-for-event', 'Back within 14 days more?', back(days(14))),
    node('money-or-not', 'condition', 'Money, or something else?', {
      paths: [
        {
          id: 'exchange',
          name: 'Wants no money back',
          when: {
            any: [
              said(email.EXCHANGE),
              {
                all: [
                  { fact: WISH, operator: 'is-one-of', value: ['exchange', 'credit'] },
                  { not: said(email.MONEY) },
                ],
              },
            ],
          },
        },
      ],
      otherwise: 'Money back',
    }),
    node('exchange', 'task', 'Task: send the exchange', {
      title: `Send ${WHOSE} what they want for order ${ORDER}`,
      details:
        'The parcel is back, and they want an exchange or store credit. What exactly stands in their return, or in their answer on their page.',
      facts,
      within: hours(24),
    }),
    node('exchange-said', 'send-email', 'E-mail: exchange on its way', { content: email.exchangeSaid }),
    node('refund', 'refund-order', 'Refund', {
      what: 'lines',
      lines: '{{ event.properties.items | default: event.properties.sku }}',
      restock: true,
      note: 'Return {{ event.properties.returnId }}',
      ifUnable: 'person',
    }),
    node('refund-by-hand', 'task', 'Task: refund by hand', {
      title: `Refund the return of order ${ORDER}`,
      details:
        'The parcel is back, and the refund was not made, or it is unclear whether it was. Look at the order in the store first.',
      facts,
      within: hours(24),
    }),
    node('refunded', 'send-email', 'E-mail: your money is on its way', { content: email.refunded }),
    node('to-day-7', 'wait', 'Wait a week', daysUntil(7, '10:00')),
    node('again-after-week', 'condition', 'Ordered again in a week?', orderedAgain),
    node('something-else', 'send-email', 'E-mail: something that fits', {
      content: email.somethingElse,
      purpose: 'marketing',
    }),
    node('to-day-30', 'wait', 'Wait until day 30', forDays(23)),
    node('again-after-month', 'condition', 'Ordered again in a month?', orderedAgain),
    node('for-you', 'send-email', 'E-mail: chosen for you', { content: email.forYou, purpose: 'marketing' }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > policy',
    'policy:within > label',
    'policy:else > exception',
    'exception:approved > label',
    'exception:sent-back > declined',
    'exception:nobody > decide-late',
    'exception:failed > decide-late',
    'declined > end',
    'decide-late > end',
    'label:done > accepted',
    'label:refused > label-by-hand',
    'label:failed > label-by-hand',
    'label:unknown > label-by-hand',
    'label-by-hand > accepted',
    'accepted > is-back',
    'is-back:happened > money-or-not',
    'is-back:timeout > still-coming',
    'still-coming > back-late',
    'back-late:happened > money-or-not',
    'back-late:timeout > end',
    'money-or-not:exchange > exchange',
    'money-or-not:else > refund',
    'exchange > exchange-said',
    'exchange-said > to-day-7',
    'refund:done > refunded',
    'refund:refused > refund-by-hand',
    'refund:failed > refund-by-hand',
    'refund:unknown > refund-by-hand',
    'refund-by-hand > end',
    'refunded > to-day-7',
    'to-day-7 > again-after-week',
    'again-after-week:again > end',
    'again-after-week:else > something-else',
    'something-else > to-day-30',
    'to-day-30 > again-after-month',
    'again-after-month:again > end',
    'again-after-month:else > for-you',
    'for-you > end',
  ),
  settings: {
    outcome: 'order-placed',
    failure: 'ticket-opened',
    outcomeDays: 60,
    holdout: 0,
    purpose: 'transactional',
  },
};
