import { happens, product, something, type CastMember, type Casting } from '../cast.ts';
import type { Instant, Json } from '@millrace/base';
import type { ProductFacts } from '@millrace/flow';

interface Has {
  readonly it?: Partial<ProductFacts>;
  readonly calls?: CastMember['calls'];
}

const when = (
  who: string,
  at: Instant,
  type: string,
  properties: Readonly<Record<string, Json>>,
  { it = {}, calls }: Has = {},
): CastMember =>
  something(who, {
    customer: { firstName: it.title ?? 'Linen shirt' },
    events: [happens(type, at, { who, productId: who, properties: { productId: who, ...properties } })],
    products: [product(who, it)],
    ...(calls ? { calls } : {}),
  });

const few = (who: string, from: Instant, has: Has = {}) =>
  when(
    who,
    from,
    'product-stock-low',
    { stockBefore: 9, stockAfter: 4 },
    {
      ...has,
      it: { compareAtPrice: 8_900, stock: 4, ...has.it },
    },
  );
const slow = (who: string, from: Instant, has: Has = {}) =>
  when(who, from, 'product-updated', {}, { ...has, it: { tags: ['slow-seller'], stock: 80, ...has.it } });
const rival = (who: string, from: Instant, has: Has = {}) =>
  when(
    who,
    from,
    'competitor-price-seen',
    { competitor: 'Southmill', price: 6_400, url: 'https://southmill.example/linen-shirt' },
    has,
  );
const demand = (who: string, from: Instant, has: Has = {}) =>
  when(
    who,
    from,
    'metric-anomaly',
    {
      metric: 'product-sales',
      direction: 'high',
      isWorse: false,
      value: 41,
      expected: 12,
      summary: '41 units of the linen shirt were sold on Monday; 5 to 19 are usual.',
    },
    has,
  );

const ENDS = ['refused', 'failed', 'unknown'] as const;
const sentBack = {
  outcome: 'done',
  result: { choice: 'sent-back', comment: 'We stay where we are.' },
} as const;
const nobodyAnswers = { outcome: 'done', result: {} } as const;

export const cast: Casting = (from) => ({
  'few-left-in-a-sale': few('few-left-in-a-sale', from),
  'slow-seller': slow('slow-seller', from),
  'slow-seller-sells': slow('slow-seller-sells', from, { it: { title: 'Clay mug', stock: 6 } }),
  'competitor-is-cheaper': rival('competitor-is-cheaper', from),
  'competitor-is-ignored': rival('competitor-is-ignored', from, { calls: { 'follow-them': sentBack } }),
  'competitor-nobody-asked': rival('competitor-nobody-asked', from, {
    calls: { 'follow-them': nobodyAnswers },
  }),
  'competitor-not-asked': rival('competitor-not-asked', from, {
    calls: { 'follow-them': { outcome: 'refused' } },
  }),
  'sells-far-more': demand('sells-far-more', from),
  'sells-far-more-no': demand('sells-far-more-no', from, { calls: { 'raise-it': sentBack } }),
  'sells-far-more-silence': demand('sells-far-more-silence', from, { calls: { 'raise-it': nobodyAnswers } }),
  'sells-far-more-not-asked': demand('sells-far-more-not-asked', from, {
    calls: { 'raise-it': { outcome: 'refused' } },
  }),
  ...Object.fromEntries(
    ENDS.flatMap((outcome) => [
      [`end-sale-${outcome}`, few(`end-sale-${outcome}`, from, { calls: { 'end-sale': { outcome } } })],
      [`follow-${outcome}`, rival(`follow-${outcome}`, from, { calls: { follow: { outcome } } })],
      [`raise-${outcome}`, demand(`raise-${outcome}`, from, { calls: { raise: { outcome } } })],
      [`slow-${outcome}`, slow(`slow-${outcome}`, from, { calls: { 'lower-slow': { outcome } } })],
    ]),
  ),
});
