import { returnWork } from '@millrace/connectors/work';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';
import { reviewed } from '../reviewed.ts';

const config = z.strictObject({
  back: z.string().trim().max(2_000).default('').meta({
    title: 'What comes back',
    control: 'text',
    description: 'By SKU, separated by commas, such as SHIRT-M, SOCKS x 2. May have placeholders.',
    needed: true,
  }),
  out: z.string().trim().max(2_000).default('').meta({
    title: 'What is sent for it',
    control: 'text',
    description: 'Likewise. The store computes what is left to pay or to give back.',
    needed: true,
  }),
  note: z.string().trim().max(250).default('').meta({
    title: 'Reason',
    control: 'text',
    description: 'Shown with the return in your store. May have placeholders.',
  }),
});

/** Opens a return of the order in the store, and sends other items for it. */
export const orderExchange = reviewed(
  defineNode({
    kind: 'order-exchange',
    title: 'Exchange',
    summary: 'Opens a return in your store and sends other items for what comes back.',
    family: 'action',
    icon: 'refresh',
    subjects: ['order', 'return', 'ticket'],
    config,
    initial: { back: '', out: '' },
    example: { back: 'SHIRT-M', out: 'SHIRT-L', note: 'Too small' },
    versions: {},
    ports: () => outcomePorts('Exchanged'),
    sentence({ back, out }) {
      if (textIn(back) === '' || textIn(out) === '') return 'Exchange: say what for what';
      return `Exchange ${textIn(back).slice(0, 40)} for ${textIn(out).slice(0, 40)}`;
    },
    check: ({ back, out }) => [
      ...(back === '' ? [fieldProblem('back', 'Say what comes back.')] : []),
      ...(out === '' ? [fieldProblem('out', 'Say what is sent for it.')] : []),
    ],
    uses: ({ back, out, note }) => decisionsNamedIn(`${back} ${out} ${note}`),
    ...oneCall('exchange-items', ({ back, out, note }: z.output<typeof config>) => ({
      input: { back, out, note },
      sentence: `Will exchange ${back} for ${out}.`,
    })),
  }),
  {
    work: returnWork,
    title: 'Exchange items of order {{ order.number | default: "without a number" }}?',
    risk: 'The new items leave the store before the old ones are back.',
    texts: [
      { name: 'back', label: 'What comes back', long: false, most: 2_000 },
      { name: 'out', label: 'What is sent for it', long: false, most: 2_000 },
    ],
    usual: false,
    within: { amount: 24, unit: 'hours' },
  },
);
