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
      title: 'What to refund',
      control: 'select',
      description: 'Never more than the store can still refund.',
      labels: {
        whole: 'Everything paid and not yet refunded',
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
        'By SKU, separated by commas, such as MUG-1, COFFEE-250 x 2. May have placeholders, such as {{ event.properties.sku }}.',
      onlyIf: { what: 'lines' },
    }),
  shipping: z
    .boolean()
    .default(false)
    .meta({ title: 'Shipping too', control: 'switch', onlyIf: { what: 'lines' } }),
  amount: z
    .int()
    .min(1, 'An amount to refund is more than 0.')
    .max(1e12)
    .optional()
    .meta({
      title: 'Amount',
      control: 'money',
      needed: true,
      description: 'No lines are returned with it.',
      onlyIf: { what: 'amount' },
    }),
  restock: z
    .boolean()
    .default(false)
    .meta({
      title: 'Put items back into stock',
      control: 'switch',
      description: 'Items that come back, or were not shipped yet, can be sold again.',
      onlyIf: { what: ['whole', 'lines'] },
    }),
  notify: z.boolean().default(true).meta({
    title: 'The store notifies the customer',
    control: 'switch',
    description: 'With the message that your store sends about refunds.',
  }),
  note: z.string().trim().max(500).default('').meta({
    title: 'Reason',
    control: 'text',
    description: 'Shown with the refund in your store. May have placeholders.',
  }),
});
type Config = z.output<typeof config>;

/** Refunds the order of the flow. The store computes the amounts. */
export const refundNode = defineNode({
  kind: 'refund-order',
  title: 'Refund',
  summary: 'Refunds the order in your store: all of it, some lines or an amount, never more than is left.',
  family: 'action',
  icon: 'money',
  subjects: ['order', 'return', 'ticket'],
  config,
  initial: { what: 'whole' },
  example: { what: 'lines', lines: 'MUG-1', restock: true, note: 'Arrived broken' },
  versions: {},
  ports: () => outcomePorts('Refunded'),
  sentence({ what, lines }) {
    if (what === 'amount') return 'Refund an amount of the order';
    if (what !== 'lines') return 'Refund the whole order';
    return textIn(lines) === '' ? 'Refund: choose the lines' : `Refund ${textIn(lines).slice(0, 60)}`;
  },
  check: (written) => missingIn(written),
  asks: () => [{ capability: 'refund', connection: null }],
  uses: ({ lines, note }) => decisionsNamedIn(`${lines} ${note}`),
  sets: { refunded: { label: 'refunded amount', type: 'money' } },
  meaning: {
    arrive({ config: written, facts }) {
      const assumed = written.what === 'amount' ? (written.amount ?? 0) : (facts.order?.total ?? 0);
      const input = inputOf(written, facts.store.currency);
      return {
        call: { capability: 'refund', input, assumed: { refunded: assumed } },
        sentence: `Will refund: ${said(written, facts.store.currency)}.`,
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
  if (what === 'lines' && lines === '') return [fieldProblem('lines', 'Say which lines to refund.')];
  return what === 'amount' && amount === undefined ? [fieldProblem('amount', 'Say how much to refund.')] : [];
}
