import { returnWork } from '@millrace/connectors/work';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn, textIn } from '../reading.ts';
import { reviewed } from '../reviewed.ts';

const config = z.strictObject({
  lines: z.string().trim().max(2_000).default('').meta({
    title: 'What comes back',
    control: 'text',
    description: 'By SKU, such as {{ event.properties.sku }}. Empty: what the return says.',
  }),
  note: z.string().trim().max(1_000).default('').meta({
    title: 'For the customer',
    control: 'textarea',
    description: 'Stands beside the label. May have placeholders.',
  }),
});

/** Makes a label with which the customer sends something back. */
export const returnLabel = reviewed(
  defineNode({
    kind: 'return-label',
    title: 'Return label',
    summary:
      'Makes a label for a return and gives it to the customer, after a person has decided if you want.',
    family: 'action',
    icon: 'return',
    person: true,
    subjects: ['order', 'return', 'ticket'],
    config,
    initial: {},
    example: { lines: 'SHIRT-M', note: 'Please put the printed label on the parcel' },
    versions: {},
    ports: () => outcomePorts('Made'),
    sentence: ({ lines }) =>
      textIn(lines) === '' ? 'Make a return label' : `Make a return label for ${textIn(lines).slice(0, 60)}`,
    uses: ({ lines, note }) => decisionsNamedIn(`${lines} ${note}`),
    ...oneCall('make-label', ({ lines, note }: z.output<typeof config>) => ({
      input: { lines, note },
      sentence: 'Will make a return label.',
    })),
  }),
  {
    work: returnWork,
    title: 'Send a return label?',
    risk: 'Whoever gets a label expects their money back.',
    texts: [{ name: 'note', label: 'For the customer', long: true, most: 1_000 }],
    usual: false,
    within: { amount: 24, unit: 'hours' },
  },
);
