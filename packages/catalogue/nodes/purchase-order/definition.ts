import { purchaseWork } from '@millrace/connectors/work';
import { plural } from '@millrace/base/words';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';
import { reviewed } from '../reviewed.ts';

const config = z.strictObject({
  supplier: z.string().trim().max(200).default('').meta({
    title: 'Supplier',
    control: 'text',
    description: 'A name, or {{ product.vendor }}.',
    needed: true,
  }),
  lines: z.string().trim().max(4_000).default('').meta({
    title: 'What is ordered',
    control: 'textarea',
    description: 'A line each, such as 120 x {{ product.title }}.',
    needed: true,
  }),
  terms: z.string().trim().max(2_000).default('').meta({
    title: 'Terms',
    control: 'textarea',
    description: 'Least quantity, payment, freight: what is agreed with this supplier.',
  }),
  why: z.string().trim().max(500).default('').meta({
    title: 'Why',
    control: 'textarea',
    description: 'For whoever approves, such as {{ product.reorderReason }}. The supplier does not get it.',
  }),
  withinDays: z
    .int()
    .min(0)
    .max(730)
    .optional()
    .meta({ title: 'Needed within days', control: 'number', description: 'Empty: no date.' }),
});

/** Orders at a supplier. */
export const purchaseOrder = reviewed(
  defineNode({
    kind: 'purchase-order',
    title: 'Purchase order',
    summary: 'Drafts an order at a supplier, and places it when a person agrees.',
    family: 'action',
    icon: 'box',
    subjects: ['product', 'store', 'order'],
    config,
    initial: { supplier: '', lines: '' },
    example: {
      supplier: '{{ product.vendor }}',
      lines: '120 x {{ product.title }}',
      terms: '30 days net, free of freight from 500 pieces',
      withinDays: 21,
    },
    versions: {},
    ports: () => outcomePorts('Ordered'),
    sentence({ supplier, lines }) {
      if (textIn(lines) === '') return 'Order at a supplier: say what';
      const first = textIn(lines).split('\n')[0]!.slice(0, 60);
      return textIn(supplier) === ''
        ? `Order ${first}`
        : `Order ${first} from ${textIn(supplier).slice(0, 40)}`;
    },
    check: ({ supplier, lines }) => [
      ...(supplier === '' ? [fieldProblem('supplier', 'Say who supplies it.')] : []),
      ...(lines === '' ? [fieldProblem('lines', 'Say what is ordered, and how many.')] : []),
    ],
    uses: ({ supplier, lines, terms, why }) => decisionsNamedIn(`${supplier} ${lines} ${terms} ${why}`),
    ...oneCall('order-stock', ({ supplier, lines, terms, withinDays }: z.output<typeof config>) => ({
      input: { supplier, lines, terms, withinDays: withinDays ?? null },
      sentence:
        withinDays === undefined
          ? 'Will order at the supplier.'
          : `Will order at the supplier, needed within ${plural(withinDays, 'day')}.`,
    })),
  }),
  {
    work: purchaseWork,
    title: 'Order from {{ product.vendor | default: "the supplier" }}?',
    risk: 'Goods that do not sell stay, and their money with them.',
    texts: [
      { name: 'supplier', label: 'Supplier', long: false, most: 200 },
      { name: 'lines', label: 'What is ordered', long: true, most: 4_000 },
      { name: 'terms', label: 'Terms', long: true, most: 2_000 },
    ],
    usual: true,
    within: { amount: 24, unit: 'hours' },
  },
);
