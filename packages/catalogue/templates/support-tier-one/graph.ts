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
/** The drafts, by step. Each is read by a person before it is sent. */
export const ANSWERS = ['put-right', 'where-it-is', 'comes-back'] as const;

const answered = (id: (typeof ANSWERS)[number], name: string, text: string) =>
  node(id, 'ticket-answer', name, {
    text,
    within: hours(4),
    escalate: 'owner',
    escalateWithin: hours(4),
    ifUnable: 'person',
  });
/** Hands the ticket over. What the help desk does not take stays in it, open as it came. */
const toPerson = (id: string, name: string, note: string, priority: 'normal' | 'high' = 'normal') =>
  node(id, 'ticket-hand-over', name, {
    priority,
    note: `${note} Order {{ order.number | default: "unknown" }}, delivery {{ order.fulfilment | default: "not shipped" }}. Nothing has been answered yet.`,
    ifUnable: 'person',
  });

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
    node('about', 'decide-ticket-class', 'What is it about?', {
      classes: ['where-is-order', 'not-received', 'wrong-or-damaged', 'return-or-exchange'],
      sureFrom: 0.7,
    }),
    node('look-up', 'condition', 'Is it as it should be?', {
      paths: [
        {
          id: 'delivered',
          name: 'Counts as delivered',
          when: { fact: 'order.fulfilment', operator: 'is', value: 'delivered' },
        },
        {
          id: 'late',
          name: 'Over 5 days, not shipped',
          when: {
            all: [
              { fact: 'order.placedAt', operator: 'longer-ago-than-days', value: 5 },
              { fact: 'order.fulfilment', operator: 'is-not-set' },
            ],
          },
        },
      ],
      otherwise: 'It is, or which order?',
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
    answered('put-right', 'Answer: we put it right', answers.putRight),
    answered('where-it-is', 'Answer: where it is', answers.whereItIs),
    answered('comes-back', 'Answer: how it goes back', answers.comesBack),
    node('see-to-it', 'task', 'Task: put it right today', {
      title: `Put order ${ORDER} of ${WHOSE} right`,
      details:
        'They got something else, or it counts as delivered and is not there; their words stand below. Send the right item, or ask the carrier where it was left. Write to them within a working day; the answer said so.',
      facts,
      within: hours(8),
    }),
    toPerson(
      'to-person-first',
      'To a person, first',
      'Urgent, the third ticket in two weeks, or a customer who has spent {{ customer.totalSpent | money }}.',
      'high',
    ),
    toPerson('other', 'To a person: something else', 'None of the questions that are answered by a draft.'),
    toPerson('unsure', 'To a person: not sure', 'What it is about was not sure enough to draft an answer.'),
    toPerson(
      'is-late',
      'To a person: it is late',
      'They ask rightly: it is over five days old and not shipped.',
    ),
    toPerson(
      'no-policy',
      'To a person: decide about it',
      'A return outside the 30 days, or without a label.',
    ),
    ...ANSWERS.map((id) =>
      toPerson(
        `${id}-unread`,
        'To a person: not answered',
        'The draft was not read in time, or could not be sent.',
      ),
    ),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > who-answers',
    'who-answers:person > to-person-first',
    'who-answers:else > about',
    'about:not-received > put-right',
    'about:wrong-or-damaged > put-right',
    'about:where-is-order > look-up',
    'about:return-or-exchange > policy',
    'about:else > other',
    'about:unsure > unsure',
    'look-up:delivered > put-right',
    'look-up:late > is-late',
    'look-up:else > where-it-is',
    'policy:within > label',
    'policy:else > no-policy',
    'label:done > comes-back',
    'label:refused > no-policy',
    'label:failed > no-policy',
    'label:unknown > no-policy',
    // Whoever does not send the draft answers the ticket.
    'put-right:done > see-to-it',
    'put-right:sent-back > see-to-it',
    'where-it-is:done > end',
    'where-it-is:sent-back > end',
    'comes-back:done > end',
    'comes-back:sent-back > end',
    ...ANSWERS.flatMap((id) =>
      ['nobody', 'refused', 'failed', 'unknown'].map((port) => `${id}:${port} > ${id}-unread`),
    ),
    'see-to-it > end',
    ...[
      'to-person-first',
      'other',
      'unsure',
      'is-late',
      'no-policy',
      ...ANSWERS.map((id) => `${id}-unread`),
    ].map((id) => `${id}:done > end`),
  ),
  settings: { outcome: 'ticket-closed', failure: 'ticket-opened', outcomeDays: 7, holdout: 0 },
};
