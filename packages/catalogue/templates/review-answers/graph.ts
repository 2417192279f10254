import { node, ways } from '../draw.ts';
import { days, hours } from '../durations.ts';
import type { Template } from '../template.ts';

const WHO = '{{ customer.firstName | default: "and welcome" }}';
const WHOSE = '{{ customer.firstName | default: "a customer" }}';
const SIGNED = '{{ store.name }}';
const facts = [
  { label: 'Stars', value: '{{ event.properties.stars }}' },
  { label: 'They wrote', value: '{{ event.properties.text | default: "" }}' },
];

/** The drafts, by step. Each is read by a person before it is published. */
export const ANSWERS = ['thank', 'ask-what', 'say-so'] as const;

const answer = (id: (typeof ANSWERS)[number], name: string, text: string) =>
  node(id, 'review-answer', name, {
    text,
    within: days(2),
    escalate: 'owner',
    escalateWithin: days(2),
    ifUnable: 'person',
  });

const taskOf = (id: string) => `${id}-by-hand`;
/** The task for an answer that could not be published, beside its step. */
const byHand = (id: string) =>
  node(taskOf(id), 'task', 'Task: answer by hand', {
    title: 'Answer a review in the review app',
    details:
      'The answer was approved and could not be published, or it is unclear whether it was. Look at the page of the product first.',
    facts,
    within: hours(24),
  });

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'A review was posted', {
      events: ['review-posted'],
      reentry: { rule: 'always' },
      exits: [],
    }),
    node('stars', 'condition', 'How many stars?', {
      paths: [
        {
          id: 'happy',
          name: 'Four or five',
          when: { fact: 'event.properties.stars', operator: 'at-least', value: 4 },
        },
        {
          id: 'middle',
          name: 'Three',
          when: { fact: 'event.properties.stars', operator: 'at-least', value: 3 },
        },
      ],
      otherwise: 'One or two',
    }),
    node('write-first', 'task', 'Task: write to them first', {
      title: `Write to ${WHOSE} about their review`,
      details:
        'One or two stars. Write or call, put it right, and ask for nothing, least of all for another review. The public answer is drafted when you mark this as done.',
      facts,
      within: hours(24),
      waits: true,
      escalate: 'owner',
      escalateWithin: hours(24),
    }),
    answer(
      'thank',
      'Answer: thank you',
      `Thank you, ${WHO}.{% if event.properties.photos %} Your photo says more than our own.{% endif %}{% assign words = event.properties.text | default: "" | size %}{% if words > 300 %} You took time for this, and the next person will be glad of it.{% else %} That helps whoever looks at it next.{% endif %}\n\n${SIGNED}`,
    ),
    answer(
      'ask-what',
      'Answer: what was missing?',
      `Thank you for saying it as it is, ${WHO}. Three stars mean that something was missing. If you write to us what it was, we can put it right or say so on this page.\n\n${SIGNED}`,
    ),
    answer(
      'say-so',
      'Answer: we have written to you',
      `That is not how it should be, ${WHO}, and we are sorry. We have written to you, so that we can put it right.\n\n${SIGNED}`,
    ),
    ...ANSWERS.map(byHand),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > stars',
    'stars:happy > thank',
    'stars:middle > ask-what',
    'stars:else > write-first',
    'write-first:done > say-so',
    'write-first:cancelled > end',
    'write-first:nobody > end',
    'write-first:failed > end',
    ...ANSWERS.flatMap((id) => [
      ...['done', 'sent-back', 'nobody'].map((port) => `${id}:${port} > end`),
      ...['refused', 'failed', 'unknown'].map((port) => `${id}:${port} > ${taskOf(id)}`),
    ]),
    ...ANSWERS.map((id) => `${taskOf(id)} > end`),
  ),
  settings: {
    outcome: 'order-placed',
    failure: 'ticket-opened',
    outcomeDays: 60,
    holdout: 0,
    purpose: 'transactional',
  },
};
