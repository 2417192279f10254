import { formatMoney } from '@millrace/base';
import { z } from 'zod';
import { defineNode, type Problem } from '@millrace/flow';
import { byOutcome, outcomePorts } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';

const config = z.strictObject({
  what: z
    .enum(['whole', 'lines', 'amount'])
    .default('whole')
    .meta({
      title: 'What is given back',
      control: 'select',
      description: 'Never more than the store says can still be given back.',
      labels: {
        whole: 'All that was paid and not given back yet',
        lines: 'Some lines of the order',
        amount: 'An amount',
      },
    }),
  lines: z
    .string()
    .trim()
    .max(2_000)
    .default('')
    .meta({
      title: 'Lines',
      control: 'text',
      description:
        'By SKU, apart by commas, such as MUG-1, COFFEE-250 x 2. May have placeholders, such as {{ event.properties.sku }}.',
      onlyIf: { what: 'lines' },
    }),
  shipping: z
    .boolean()
    .default(false)
    .meta({ title: 'What shipping cost too', control: 'switch', onlyIf: { what: 'lines' } }),
  amount: z
    .int()
    .min(1, 'An amount to give back is more than nothing.')
    .max(1e12)
    .optional()
    .meta({
      title: 'Amount',
      control: 'money',
      needed: true,
      description: 'No line comes back with it.',
      onlyIf: { what: 'amount' },
    }),
  restock: z
    .boolean()
    .default(false)
    .meta({
      title: 'Put it back into stock',
      control: 'switch',
      description: 'What comes back, or was not sent yet, is for sale again.',
      onlyIf: { what: ['whole', 'lines'] },
    }),
  notify: z.boolean().default(true).meta({
    title: 'The store tells the customer',
    control: 'switch',
    description: 'By the message that your store sends about refunds.',
  }),
  note: z.string().trim().max(500).default('').meta({
    title: 'Reason',
    control: 'text',
    description: 'Seen at the refund in your store. May have placeholders.',
  }),
});
type Config = z.output<typeof config>;

/** Gives money back for the order of the flow, as the store reckons it. */
export const refundNode = defineNode({
  kind: 'refund-order',
  title: 'Refund',
  summary:
    'Gives money back for the order in your store: all of it, some lines or an amount, never more than is left.',
  family: 'action',
  icon: 'money',
  subjects: ['order', 'return', 'ticket'],
  config,
  initial: { what: 'whole' },
  example: { what: 'lines', lines: 'MUG-1', restock: true, note: 'Arrived broken' },
  versions: {},
  ports: () => outcomePorts('Given back'),
  sentence({ what, lines }) {
    if (what === 'amount') return 'Give an amount back for the order';
    if (what !== 'lines') return 'Give back all that was paid for the order';
    return textIn(lines) === ''
      ? 'Give money back: choose the lines'
      : `Give back ${textIn(lines).slice(0, 60)}`;
  },
  check: (written) => missingIn(written),
  asks: () => [{ capability: 'refund', connection: null }],
  uses: ({ lines, note }) => decisionsNamedIn(`${lines} ${note}`),
  sets: { refunded: { label: 'amount given back', type: 'money' } },
  meaning: {
    arrive({ config: written, facts }) {
      const assumed = written.what === 'amount' ? (written.amount ?? 0) : (facts.order?.total ?? 0);
      const input = inputOf(written, facts.store.currency);
      return {
        call: { capability: 'refund', input, assumed: { refunded: assumed } },
        sentence: `Is to have money given back: ${said(written, facts.store.currency)}.`,
      };
    },
    wake: (_scene, wake) =>
      wake.type === 'answer'
        ? byOutcome(wake, (result) => {
            const { refunded } = (result ?? {}) as { readonly refunded?: unknown };
            return { with: { variables: { refunded: typeof refunded === 'number' ? refunded : 0 } } };
          })
        : null,
  },
});

function said({ what, lines, amount }: Config, currency: string): string {
  if (what === 'amount') return formatMoney({ amount: amount ?? 0, currency });
  return what === 'lines' ? lines : 'the whole order';
}

function inputOf({ what, lines, shipping, amount, restock, notify, note }: Config, currency: string) {
  const common = { restock: what !== 'amount' && restock, notify, note };
  if (what === 'lines') return { what, lines, shipping, ...common };
  return what === 'amount' ? { what, amount: amount ?? 1, currency, ...common } : { what, ...common };
}

function missingIn({ what, lines, amount }: Config): readonly Omit<Problem, 'node'>[] {
  if (what === 'lines' && lines === '') return [fieldProblem('lines', 'Say which lines are given back.')];
  return what === 'amount' && amount === undefined
    ? [fieldProblem('amount', 'Say how much is given back.')]
    : [];
}
