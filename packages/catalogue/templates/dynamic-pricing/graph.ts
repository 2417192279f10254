import { node, ways } from '../draw.ts';
import { forDays, hours } from '../durations.ts';
import type { Template } from '../template.ts';

const IT = '{{ product.title | default: "the product" }}';
const OURS = { label: 'Our price', value: '{{ product.price | money | default: "unknown" }}' };
const facts = [
  OURS,
  { label: 'Cost', value: '{{ product.cost | money | default: "unknown" }}' },
  { label: 'In stock', value: '{{ product.stock | default: "unknown" }}' },
];
const happened = (value: string) => ({ fact: 'event.type', operator: 'is' as const, value });
const SLOW = { fact: 'product.tags', operator: 'contains', value: 'slow-seller' } as const;
const DEMAND = {
  all: [
    happened('metric-anomaly'),
    { fact: 'event.properties.metric', operator: 'is' as const, value: 'product-sales' },
    { fact: 'event.properties.direction', operator: 'is' as const, value: 'high' },
  ],
};
const decided = {
  facts,
  who: 'approver',
  within: hours(24),
} as const;
const change = (config: object) => ({ ...config, margin: 25, ifUnable: 'person' });

/** Steps that change a price. What fails at one of them is looked at by a person. */
export const CHANGES = ['lower-slow', 'raise', 'follow', 'end-sale'] as const;

const taskOf = (change: string) => `look-at-${change}`;
/** The task for what could not be changed, beside its step. */
const lookAt = (change: string) =>
  node(taskOf(change), 'task', 'Task: look at the price', {
    title: `Look at the price of ${IT}`,
    details:
      'A change was refused, failed, or it is unclear whether it was made. Usually the margin would have fallen below 25%. Look in the store before you change anything.',
    facts,
    within: hours(24),
  });

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'product',
  nodes: [
    node('trigger', 'event-trigger', 'A reason to change a price', {
      events: ['product-stock-low', 'product-updated', 'competitor-price-seen', 'metric-anomaly'],
      filter: {
        any: [
          happened('product-stock-low'),
          happened('competitor-price-seen'),
          { all: [happened('product-updated'), SLOW] },
          DEMAND,
        ],
      },
      key: 'product',
      reentry: { rule: 'after', days: 14 },
      exits: [],
    }),
    node('which', 'condition', 'Which reason is it?', {
      paths: [
        { id: 'few', name: 'Few are left', when: happened('product-stock-low') },
        { id: 'competitor', name: 'A competitor’s price', when: happened('competitor-price-seen') },
        { id: 'demand', name: 'Many more are sold', when: DEMAND },
      ],
      otherwise: 'It does not sell',
    }),
    node('end-sale', 'reprice-product', 'End its sale', change({ how: 'end-sale' })),
    node('follow-them', 'approval', 'Follow the competitor?', {
      ...decided,
      title: `Lower ${IT} by 5%? {{ event.properties.competitor }} sells it for {{ event.properties.price | money }}`,
      details:
        'Look at their page first: the same product, in stock, with delivery? You may well stay above them. {{ event.properties.url | default: "" }}',
      risk: 'Whoever follows every price teaches customers to wait.',
    }),
    node(
      'follow',
      'reprice-product',
      'Lower it by 5%',
      change({ how: 'lower-percent', percent: 5, showBefore: false }),
    ),
    node('raise-it', 'approval', 'Raise it by 5%?', {
      ...decided,
      title: `Raise ${IT} by 5%? It sells far more than usual`,
      details:
        '{{ event.properties.summary | default: "" }} Look for the cause first: a mention, a mistake in the price, a reseller?',
      risk: 'Regular customers notice a higher price.',
    }),
    node('raise', 'reprice-product', 'Raise it by 5%', change({ how: 'raise-percent', percent: 5 })),
    node('lower-slow', 'reprice-product', 'Lower it by 15%', change({ how: 'lower-percent', percent: 15 })),
    node('thirty-days', 'wait', 'Wait 30 days', forDays(30)),
    node('still-slow', 'condition', 'Does it sell now?', {
      paths: [
        {
          id: 'slow',
          name: 'Still tagged, over 10 left',
          when: { all: [SLOW, { fact: 'product.stock', operator: 'more-than', value: 10 }] },
        },
      ],
      otherwise: 'It does',
    }),
    node('what-next', 'task', 'Task: what comes next', {
      title: `Decide what becomes of ${IT}`,
      details:
        'It fell by 15% a month ago and still does not sell. Bundle it, give it away with orders, return it to the vendor, or lower it again by hand.',
      facts,
      who: 'owner',
      within: hours(72),
    }),
    ...CHANGES.map(lookAt),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > which',
    'which:few > end-sale',
    'which:competitor > follow-them',
    'which:demand > raise-it',
    'which:else > lower-slow',
    'end-sale:done > end',
    // Refused when the product was in no sale: nothing is wrong.
    'end-sale:refused > end',
    'end-sale:failed > look-at-end-sale',
    'end-sale:unknown > look-at-end-sale',
    'follow-them:approved > follow',
    'follow-them:sent-back > end',
    'follow-them:nobody > end',
    'follow-them:failed > end',
    'raise-it:approved > raise',
    'raise-it:sent-back > end',
    'raise-it:nobody > end',
    'raise-it:failed > end',
    'follow:done > end',
    'raise:done > end',
    'lower-slow:done > thirty-days',
    ...['follow', 'raise', 'lower-slow'].flatMap((id) =>
      ['refused', 'failed', 'unknown'].map((port) => `${id}:${port} > ${taskOf(id)}`),
    ),
    'thirty-days > still-slow',
    'still-slow:slow > what-next',
    'still-slow:else > end',
    'what-next > end',
    ...CHANGES.map((id) => `${taskOf(id)} > end`),
  ),
  settings: { outcome: 'product-price-changed', failure: 'metric-anomaly', outcomeDays: 30, holdout: 0 },
};
