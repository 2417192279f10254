import { node, ways } from '../draw.ts';
import { days, hours } from '../durations.ts';
import type { Template } from '../template.ts';

const IT = '{{ product.title | default: "the product" }}';
const facts = [
  { label: 'In stock', value: '{{ product.stock | default: "unknown" }}' },
  { label: 'Vendor', value: '{{ product.vendor | default: "unknown" }}' },
  { label: 'Category', value: '{{ product.category | default: "none" }}' },
];

const enough = { fact: 'product.stock', operator: 'more-than', value: 20 } as const;

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'product',
  nodes: [
    node('trigger', 'event-trigger', 'Product comes to its reorder point', {
      events: ['product-to-reorder', 'product-stock-low'],
      key: 'product',
      reentry: { rule: 'after', days: 21 },
      exits: [],
    }),
    node('still-sold', 'condition', 'Is it to be ordered?', {
      paths: [
        {
          id: 'no',
          name: 'Archived or discontinued',
          when: {
            any: [
              { fact: 'product.status', operator: 'is-not', value: 'active' },
              { fact: 'product.tags', operator: 'contains', value: 'discontinued' },
            ],
          },
        },
        {
          id: 'not-yet',
          name: 'Stock is above the reorder point',
          when: { fact: 'product.toReorder', operator: 'is', value: false },
        },
        {
          id: 'too-much',
          name: 'No order fits the limit',
          when: {
            all: [
              { fact: 'product.toReorder', operator: 'is', value: true },
              { fact: 'product.reorderUnits', operator: 'at-most', value: 0 },
            ],
          },
        },
      ],
      otherwise: 'Yes',
    }),
    node('order', 'purchase-order', 'Order at the supplier', {
      supplier: '{{ product.vendor | default: "The supplier" }}',
      lines: `{{ product.reorderUnits | default: "50" }} x ${IT}`,
      why: '{{ product.reorderReason }}',
      terms: 'As agreed. Please confirm the delivery date.',
      withinDays: 21,
      who: 'approver',
      within: hours(24),
      escalate: 'owner',
      escalateWithin: hours(24),
    }),
    node('delivery', 'wait-for-one-of', 'Does it arrive in 21 days?', {
      events: [
        { id: 'arrived', event: 'product-restocked', match: 'product' },
        // A sale changes the stock too: only a count above what was low is a delivery.
        { id: 'counted', event: 'inventory-changed', match: 'product', where: enough },
        { id: 'updated', event: 'product-updated', match: 'product', where: enough },
        { id: 'late', event: 'supplier-late', match: 'product' },
      ],
      timeout: days(21),
    }),
    node('ask-supplier', 'task', 'Task: ask the supplier', {
      title: `Ask the supplier about ${IT}`,
      details:
        'The delivery is late. Ask for a new date, and decide whether visitors should still be sent to the product.',
      facts,
      within: hours(24),
    }),
    node('too-much', 'task', 'Task: no order fits the limit', {
      title: `Decide about ${IT}: no order fits your limit`,
      details: '{{ product.reorderReason }}',
      facts,
      who: 'owner',
      within: hours(24),
    }),
    node('by-hand', 'task', 'Task: order by hand', {
      title: `Order ${IT} by hand`,
      details:
        'It was approved, and could not be placed, or it is unclear whether it was. Look in the supplier’s system first, so that it is not ordered twice.',
      facts,
      within: hours(24),
    }),
    node('why-not', 'mail-team', 'E-mail: it was sent back', {
      who: 'owner',
      subject: `Not reordered: ${IT}`,
      text: 'The purchase order was sent back. {{ decision.answerComment | default: "No reason was given." }}\n\nIf it should not be reordered at all, tag the product “discontinued”.',
      facts,
    }),
    node('nobody', 'task', 'Task: nobody decided', {
      title: `Decide about ${IT}: it is running out`,
      details: 'Neither an approver nor an owner answered within 48 hours. Nothing was ordered.',
      facts,
      who: 'owner',
      within: hours(24),
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > still-sold',
    'still-sold:no > end',
    'still-sold:not-yet > end',
    'still-sold:too-much > too-much',
    'still-sold:else > order',
    'order:done > delivery',
    'order:refused > by-hand',
    'order:failed > by-hand',
    'order:unknown > by-hand',
    'order:sent-back > why-not',
    'order:nobody > nobody',
    'delivery:arrived > end',
    'delivery:counted > end',
    'delivery:updated > end',
    'delivery:late > ask-supplier',
    'delivery:timeout > ask-supplier',
    'ask-supplier > end',
    'too-much > end',
    'by-hand > end',
    'why-not > end',
    'nobody > end',
  ),
  settings: { outcome: 'product-restocked', failure: 'supplier-late', outcomeDays: 30, holdout: 0 },
};
