import { formatMoney, type Json } from '@millrace/base';
import { newPrice, PRICE_CHANGES, type PriceTerms } from '@millrace/connectors/acts';
import { defineNode, type Facts, type Problem } from '@millrace/flow';
import { z } from 'zod';
import { byOutcome, outcomePorts } from '../acting.ts';
import { fieldProblem } from '../reading.ts';

const BY_PERCENT = ['lower-percent', 'raise-percent'];
const BY_AMOUNT = ['lower-amount', 'raise-amount', 'set'];
const HOW = {
  'lower-percent': 'Lower it by percent',
  'lower-amount': 'Lower it by an amount',
  'raise-percent': 'Raise it by percent',
  'raise-amount': 'Raise it by an amount',
  set: 'Set it to',
  'end-sale': 'End the sale: back to the old price',
} as const;

const money = z.int().min(0).max(1e12).optional();

const config = z.strictObject({
  how: z
    .enum(PRICE_CHANGES)
    .default('lower-percent')
    .meta({ title: 'What happens to the price', control: 'select', labels: HOW }),
  percent: z
    .number()
    .min(0.1, 'Enter at least 0.1.')
    .max(100)
    .default(10)
    .meta({ title: 'Percent', control: 'percent', onlyIf: { how: BY_PERCENT } }),
  amount: money.meta({ title: 'Amount', control: 'money', needed: true, onlyIf: { how: BY_AMOUNT } }),
  showBefore: z
    .boolean()
    .default(true)
    .meta({
      title: 'Show the old price, crossed out',
      control: 'switch',
      onlyIf: { how: ['lower-percent', 'lower-amount', 'set'] },
    }),
  floor: money.meta({
    title: 'Never below',
    control: 'money',
    description: 'Leave empty when only the margin counts.',
  }),
  ceiling: money.meta({ title: 'Never above', control: 'money', description: 'Leave empty for no limit.' }),
  margin: z.number().min(0).max(95, 'No more than 95 percent.').default(20).meta({
    title: 'Minimum margin',
    control: 'percent',
    description: 'Share of the price that must remain after the cost of the product.',
  }),
  beyond: z
    .enum(['limit', 'refuse'])
    .default('limit')
    .meta({
      title: 'If it would go beyond that',
      control: 'select',
      labels: { limit: 'Go to the limit', refuse: 'Change nothing, and take the branch “Refused”' },
    }),
});
type Config = z.output<typeof config>;

/** Changes the price of the product of the flow, in the store. */
export const changePriceNode = defineNode({
  kind: 'reprice-product',
  title: 'Change price',
  summary: 'Lowers, raises or sets the price of the product in your store, within a floor and a margin.',
  family: 'action',
  icon: 'percent',
  subjects: ['product'],
  config,
  initial: { how: 'lower-percent', percent: 10 },
  example: { how: 'lower-percent', percent: 15, floor: 900, margin: 25 },
  versions: {},
  ports: () => outcomePorts('Changed'),
  sentence({ how, percent }) {
    const share = typeof percent === 'number' ? percent : 10;
    switch (how) {
      case 'lower-amount':
        return 'Lower the price by an amount';
      case 'raise-percent':
        return `Raise the price by ${share}%`;
      case 'raise-amount':
        return 'Raise the price by an amount';
      case 'set':
        return 'Set the price';
      case 'end-sale':
        return 'End the sale: back to the old price';
      default:
        return `Lower the price by ${share}%`;
    }
  },
  check: (written) => problemsIn(written),
  asks: () => [{ capability: 'change-price', connection: null }],
  sets: {
    newPrice: { label: 'new price', type: 'money' },
    oldPrice: { label: 'old price', type: 'money' },
  },
  meaning: {
    arrive({ config: written, facts }) {
      const terms = termsOf(written, facts);
      return {
        call: {
          capability: 'change-price',
          input: terms as unknown as Json,
          assumed: assumedOf(terms, facts),
        },
        sentence: `Will change the price: ${HOW[written.how].toLowerCase()}.`,
      };
    },
    wake: ({ facts }, wake) =>
      wake.type === 'answer' ? byOutcome(wake, (result) => pricesIn(result, facts)) : null,
  },
});

function pricesIn(result: Json, { store: { currency } }: Facts) {
  const { newPrice: now, oldPrice: before } = (result ?? {}) as {
    readonly newPrice?: unknown;
    readonly oldPrice?: unknown;
  };
  if (typeof now !== 'number' || typeof before !== 'number') return {};
  return {
    sentence: `Costs ${formatMoney({ amount: now, currency })} now.`,
    with: { variables: { newPrice: now, oldPrice: before } },
  };
}

function termsOf(
  { how, percent, amount, showBefore, floor, ceiling, margin, beyond }: Config,
  { store }: Facts,
): PriceTerms {
  return {
    how,
    value: BY_PERCENT.includes(how) ? percent : how === 'end-sale' ? 0 : (amount ?? 0),
    showBefore: showBefore && !how.startsWith('raise') && how !== 'end-sale',
    floor: floor ?? null,
    ceiling: ceiling || null,
    margin: margin / 100,
    assumedCostShare: store.assumedCostShare,
    beyond,
    currency: store.currency,
  };
}

/** The result in a rehearsal, computed from the product as stored here, without its variants. */
function assumedOf(terms: PriceTerms, { product }: Facts): Json {
  const price = product?.price ?? 0;
  const next = newPrice(
    { price, compareAt: product?.compareAtPrice ?? null, cost: product?.cost ?? null },
    terms,
  );
  return { oldPrice: price, newPrice: typeof next === 'string' ? price : next.price };
}

function problemsIn({ how, amount, floor, ceiling }: Config): readonly Omit<Problem, 'node'>[] {
  return [
    ...(BY_AMOUNT.includes(how) && !amount ? [fieldProblem('amount', 'Say how much.')] : []),
    ...(floor !== undefined && ceiling !== undefined && ceiling > 0 && floor > ceiling
      ? [fieldProblem('ceiling', 'The highest price is below the lowest one.')]
      : []),
  ];
}
