import { z } from 'zod';
import { defineNode, type ProductInterest, type ProductNews } from '@millrace/flow';
import { entryRules, exitNameProblems } from '../entry-rules.ts';

const NEWS = {
  restocked: 'Is back in stock',
  'price-dropped': 'Costs less',
  'low-stock': 'Is nearly sold out',
} as const;

const config = z.strictObject({
  news: z
    .enum(['restocked', 'price-dropped', 'low-stock'])
    .default('restocked')
    .meta({ title: 'When a product', control: 'select', labels: NEWS }),
  percent: z
    .number()
    .min(1)
    .max(99)
    .default(5)
    .meta({ title: 'By at least', control: 'number', unit: '%', onlyIf: { news: 'price-dropped' } }),
  units: z
    .int('Units are whole.')
    .min(1)
    .max(10_000)
    .default(5)
    .meta({
      title: 'Units left',
      description: 'When this many or fewer are left, but not 0.',
      control: 'number',
      unit: 'units',
      onlyIf: { news: 'low-stock' },
    }),
  asked: z.boolean().default(true).meta({
    title: 'People who asked for an alert',
    description: 'People with the event “Asked for a back-in-stock alert”.',
    control: 'switch',
  }),
  viewed: z.boolean().default(false).meta({ title: 'People who viewed it', control: 'switch' }),
  inCart: z.boolean().default(false).meta({ title: 'People who have it in a cart', control: 'switch' }),
  bought: z.boolean().default(false).meta({ title: 'People who bought it before', control: 'switch' }),
  days: z.int('Days are whole.').min(1).max(730).default(90).meta({
    title: 'Look back',
    description: 'How long ago they may have shown interest.',
    control: 'number',
    unit: 'days',
  }),
  ...entryRules,
});
type Config = z.output<typeof config>;

const peopleOf = ({
  asked,
  viewed,
  inCart,
  bought,
}: Pick<Config, 'asked' | 'viewed' | 'inCart' | 'bought'>): readonly ProductInterest[] => [
  ...(asked ? (['asked'] as const) : []),
  ...(viewed ? (['viewed'] as const) : []),
  ...(inCart ? (['in-cart'] as const) : []),
  ...(bought ? (['bought'] as const) : []),
];

function newsOf({ news, percent, units }: Config): ProductNews {
  if (news === 'price-dropped') return { is: news, percent };
  return news === 'low-stock' ? { is: news, units } : { is: news };
}

const WORDS: Readonly<Record<ProductInterest, string>> = {
  asked: 'asked',
  viewed: 'viewed it',
  'in-cart': 'have it in a cart',
  bought: 'bought it',
};

/** The trigger of flows about news of a product that people care about. */
export const productTrigger = defineNode({
  kind: 'product-trigger',
  title: 'Product news',
  summary:
    'Lets in people who asked for, viewed or bought a product when it is back in stock, cheaper or nearly sold out.',
  family: 'trigger',
  icon: 'bell',
  sentence(written) {
    const news =
      typeof written['news'] === 'string' && Object.hasOwn(NEWS, written['news'])
        ? (written['news'] as keyof typeof NEWS)
        : 'restocked';
    const is = (name: string, fallback: boolean) =>
      typeof written[name] === 'boolean' ? written[name] : fallback;
    const people = peopleOf({
      asked: is('asked', true),
      viewed: is('viewed', false),
      inCart: is('inCart', false),
      bought: is('bought', false),
    });
    const who =
      people.length === 0
        ? 'choose for whom'
        : `for people who ${people.map((one) => WORDS[one]).join(' or ')}`;
    return `A product ${NEWS[news].toLowerCase()}, ${who}`;
  },
  config,
  initial: { news: 'restocked' },
  example: {
    news: 'restocked',
    asked: true,
    viewed: true,
    days: 60,
    reentry: { rule: 'always' },
    exits: [{ event: 'order-placed', match: 'customer' }],
  },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: (read) => ({
    event: 'product-news',
    source: { type: 'product', news: newsOf(read), people: peopleOf(read), days: read.days },
    filter: null,
    reentry: read.reentry,
    exits: read.exits,
    key: 'product',
  }),
  check: (read) => [
    ...(peopleOf(read).length === 0
      ? [
          {
            severity: 'error' as const,
            code: 'people-missing',
            sentence: 'Choose who enters: people who asked, viewed it, have it in a cart or bought it.',
            field: 'asked',
          },
        ]
      : []),
    ...exitNameProblems(read.exits),
  ],
  meaning: {
    arrive: ({ facts, config: read }) => ({
      go: 'next',
      sentence: `Entered: ${facts.product?.title ? `“${facts.product.title}”` : 'a product'} ${NEWS[read.news].toLowerCase()}.`,
    }),
  },
});
