import { node, ways } from '../draw.ts';
import { days, hours } from '../durations.ts';
import type { Template } from '../template.ts';

const IT = '{{ product.title | default: "the product" }}';
const BY = '{% if product.vendor %} by {{ product.vendor }}{% endif %}';
const KIND = '{{ product.category | downcase | default: "range" }}';
const facts = [
  { label: 'Category', value: '{{ product.category | default: "none" }}' },
  { label: 'Vendor', value: '{{ product.vendor | default: "unknown" }}' },
  { label: 'Price', value: '{{ product.price | money | default: "unknown" }}' },
  { label: 'Its page', value: '{{ product.url | default: "" }}' },
];

/** What can be said of any product without having seen it. Whoever reads it adds the rest. */
export const DRAFT = {
  description:
    `${IT}${BY}, from our ${KIND}.\n\n` +
    '- You see what delivery costs before you pay{% if store.freeShippingFrom %}, and from {{ store.freeShippingFrom | money }} on it is free{% endif %}\n' +
    '- How it can come back, and until when, stands on our returns page\n' +
    '- A question about size, material or use? Write to us before you order; a person answers',
  pageTitle: '{{ product.title | default: "New" | truncate: 50 }} | {{ store.name | truncate: 16 }}',
  metaDescription: `${IT}${BY}, from the ${KIND} of {{ store.name }}. See pictures, price and delivery, and ask us before you order.`,
} as const;

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'product',
  nodes: [
    node('trigger', 'event-trigger', 'A product was added', {
      events: ['product-created'],
      key: 'product',
      reentry: { rule: 'never' },
      exits: [],
    }),
    node('known', 'condition', 'Is enough known?', {
      paths: [
        {
          id: 'known',
          name: 'It has a category',
          when: { fact: 'product.category', operator: 'is-set' },
        },
      ],
      otherwise: 'Nothing to write from',
    }),
    node('draft', 'product-content', 'Texts of its page', {
      ...DRAFT,
      within: days(2),
      escalate: 'owner',
      escalateWithin: days(2),
      ifUnable: 'person',
    }),
    node('complete-it', 'task', 'Task: complete the product', {
      title: `Give ${IT} a category and a text`,
      details:
        'It was added without a category, so there is nothing to write a draft from. Complete it in your store, and write its description there.',
      facts,
      within: hours(48),
    }),
    node('rewrite', 'task', 'Task: write it anew', {
      title: `Write the page of ${IT}`,
      details: 'The draft was sent back. {{ decision.answerComment | default: "No reason was given." }}',
      facts,
      within: hours(48),
    }),
    node('not-read', 'task', 'Task: nobody read it', {
      title: `Read the texts of ${IT}`,
      details: 'Nobody read the draft in four days, so its page is as it came. Write it in your store.',
      facts,
      who: 'owner',
      within: hours(24),
    }),
    node('by-hand', 'task', 'Task: put it in by hand', {
      title: `Put the texts of ${IT} into the store`,
      details:
        'They were approved, and could not be written, or it is unclear whether they were. Look at the page first. The approved texts stand in Work, under Texts to check.',
      facts,
      within: hours(24),
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > known',
    'known:known > draft',
    'known:else > complete-it',
    'draft:done > end',
    'draft:sent-back > rewrite',
    'draft:nobody > not-read',
    'draft:refused > by-hand',
    'draft:failed > by-hand',
    'draft:unknown > by-hand',
    'complete-it > end',
    'rewrite > end',
    'not-read > end',
    'by-hand > end',
  ),
  settings: { outcome: 'product-updated', failure: 'product-deleted', outcomeDays: 7, holdout: 0 },
};
