import { node, ways } from '../draw.ts';
import { hours } from '../durations.ts';
import type { Template } from '../template.ts';
import * as answers from './answers.ts';

const WHOSE = '{{ customer.firstName | default: "a customer" }}';
const ORDER = '{{ order.number | default: "without a number" }}';
const facts = [
  { label: 'They wrote', value: '{{ event.properties.text | default: "" }}' },
  { label: 'Order', value: '{{ order.number | default: "unknown" }}' },
  { label: 'Its delivery', value: '{{ order.fulfilment | default: "not shipped" }}' },
  { label: 'Spent so far', value: '{{ customer.totalSpent | money }}' },
];
const words = (...list: readonly string[]) =>
  list.map((value) => ({ fact: 'event.properties.text', operator: 'contains' as const, value }));
const classes = (...list: readonly string[]) =>
  list.map((value) => ({ fact: 'event.properties.class', operator: 'contains' as const, value }));

/** The drafts, by step. Each is read by a person before it is sent. */
export const ANSWERS = [
  'which-order',
  'on-its-way',
  'not-yet',
  'comes-back',
  'wrong-item',
  'not-there',
] as const;

const answered = (id: (typeof ANSWERS)[number], name: string, text: string) =>
  node(id, 'ticket-answer', name, {
    text,
    within: hours(4),
    escalate: 'owner',
    escalateWithin: hours(4),
    ifUnable: 'person',
  });
const elseToPerson = (id: string) =>
  ['sent-back', 'nobody', 'refused', 'failed', 'unknown'].map((port) => `${id}:${port} > to-person`);

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'ticket',
  nodes: [
    node('trigger', 'event-trigger', 'A ticket was opened', {
      events: ['ticket-opened'],
      key: 'ticket',
      reentry: { rule: 'once-per-key' },
      exits: [],
    }),
    node('who-answers', 'condition', 'Does it need a person?', {
      paths: [
        {
          id: 'person',
          name: 'Urgent, third, or 1,000 spent',
          when: {
            any: [
              { fact: 'event.properties.priority', operator: 'is-one-of', value: ['high', 'urgent'] },
              { fact: 'customer.totalSpent', operator: 'at-least', value: 100_000 },
              {
                event: 'ticket-opened',
                measure: 'count',
                operator: 'at-least',
                value: 3,
                withinDays: 14,
              },
            ],
          },
        },
      ],
      otherwise: 'Nothing unusual',
    }),
    node('about', 'condition', 'What is it about?', {
      paths: [
        {
          id: 'not-there',
          name: 'Delivered, but not there',
          when: {
            any: [
              ...classes('missing', 'not received'),
              ...words('says delivered', 'marked as delivered', 'shows as delivered'),
            ],
          },
        },
        {
          id: 'wrong',
          name: 'Wrong item',
          when: { any: [...classes('wrong'), ...words('wrong item', 'wrong product', 'not what i ordered')] },
        },
        {
          id: 'where',
          name: 'Where is my order?',
          when: {
            any: [
              ...classes('where is', 'tracking', 'wismo'),
              ...words('where is my', 'tracking', 'not arrived', 'when will'),
            ],
          },
        },
        {
          id: 'return',
          name: 'Return or exchange',
          when: {
            any: [
              ...classes('return', 'exchange'),
              ...words('return', 'exchange', 'send it back', 'send back'),
            ],
          },
        },
      ],
      otherwise: 'Something else',
    }),
    node('look-up', 'condition', 'What do we know of it?', {
      paths: [
        {
          id: 'delivered',
          name: 'It was delivered',
          when: { fact: 'order.fulfilment', operator: 'is', value: 'delivered' },
        },
        { id: 'shipped', name: 'It was shipped', when: { fact: 'order.fulfilment', operator: 'is-set' } },
        {
          id: 'waiting',
          name: 'Ordered in the last 5 days',
          when: { fact: 'order.placedAt', operator: 'within-days', value: 5 },
        },
        { id: 'late', name: 'Older, not shipped', when: { fact: 'order.placedAt', operator: 'is-set' } },
      ],
      otherwise: 'Which order?',
    }),
    node('policy', 'condition', 'Within the policy?', {
      paths: [
        {
          id: 'within',
          name: 'Within 30 days',
          when: { fact: 'order.placedAt', operator: 'within-days', value: 30 },
        },
      ],
      otherwise: 'Too late, or unknown',
    }),
    node('label', 'return-label', 'Return label', {
      note: 'Please put the printed label over the old one.',
      ifUnable: 'person',
    }),
    answered('not-there', 'Answer: we ask the carrier', answers.notThere),
    answered('wrong-item', 'Answer: the right one comes', answers.wrongItem),
    answered('on-its-way', 'Answer: it is on its way', answers.onItsWay),
    answered('not-yet', 'Answer: not shipped yet', answers.notYetShipped),
    answered('which-order', 'Answer: which order is it?', answers.whichOrder),
    answered('comes-back', 'Answer: how it goes back', answers.comesBack),
    node('ask-carrier', 'task', 'Task: ask the carrier', {
      title: `Ask the carrier where order ${ORDER} was left`,
      details: `It counts as delivered, and ${WHOSE} does not have it. Write to them within a working day; they were told so. Then refund it or send it again.`,
      facts,
      within: hours(8),
    }),
    node('send-right', 'task', 'Task: send the right item', {
      title: `Send ${WHOSE} the right item of order ${ORDER}`,
      details: 'They got something else. The answer says that the right one comes and that it costs nothing.',
      facts,
      within: hours(24),
    }),
    node('to-person', 'ticket-hand-over', 'To a person', {
      priority: 'normal',
      note: 'Order {{ order.number | default: "unknown" }}, delivery {{ order.fulfilment | default: "not shipped" }}. Nothing has been answered yet.',
      ifUnable: 'person',
    }),
    node('to-person-first', 'ticket-hand-over', 'To a person, first', {
      priority: 'high',
      note: 'Urgent, the third ticket in two weeks, or a customer who has spent {{ customer.totalSpent | money }}. Order {{ order.number | default: "unknown" }}.',
      ifUnable: 'person',
    }),
    node('by-hand', 'task', 'Task: answer by hand', {
      title: `Answer ${WHOSE} in the help desk`,
      details: 'The ticket could not be handed over. Nobody has answered it yet.',
      facts,
      within: hours(4),
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > who-answers',
    'who-answers:person > to-person-first',
    'who-answers:else > about',
    'about:not-there > not-there',
    'about:wrong > wrong-item',
    'about:where > look-up',
    'about:return > policy',
    'about:else > to-person',
    'look-up:delivered > not-there',
    'look-up:shipped > on-its-way',
    'look-up:waiting > not-yet',
    'look-up:late > to-person',
    'look-up:else > which-order',
    'policy:within > label',
    'policy:else > to-person',
    'label:done > comes-back',
    'label:refused > to-person',
    'label:failed > to-person',
    'label:unknown > to-person',
    'not-there:done > ask-carrier',
    'wrong-item:done > send-right',
    'on-its-way:done > end',
    'not-yet:done > end',
    'which-order:done > end',
    'comes-back:done > end',
    ...ANSWERS.flatMap(elseToPerson),
    'ask-carrier > end',
    'send-right > end',
    ...['to-person', 'to-person-first'].flatMap((id) => [
      `${id}:done > end`,
      ...['refused', 'failed', 'unknown'].map((port) => `${id}:${port} > by-hand`),
    ]),
    'by-hand > end',
  ),
  settings: { outcome: 'ticket-closed', failure: 'ticket-opened', outcomeDays: 7, holdout: 0 },
};
