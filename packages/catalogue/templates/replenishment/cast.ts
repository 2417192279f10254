import { DAY, HOUR, buys, happens, product, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';

interface Due {
  readonly customer?: Partial<CustomerFacts>;
  readonly stock?: number | null;
  readonly answers?: CastMember['answers'];
  readonly later?: CastMember['events'];
}

/** A week before the soap that they bought is due again. */
const due = (who: string, from: Instant, { customer = {}, stock = 12, answers, later = [] }: Due = {}) =>
  somebody(who, from, {
    customer: {
      lastOrderAt: from - 38 * DAY,
      predicted: {
        reorderAt: new Date(from + 7 * DAY).toISOString().slice(0, 10),
        reorderProduct: 'Cedar soap',
        reorderProductId: 'cedar-soap',
        reorderChance: 0.7,
      },
      ...customer,
    },
    products: [
      product('cedar-soap', { title: 'Cedar soap', category: 'beauty', price: 1_200, cost: 400, stock }),
    ],
    events: [
      happens('date-reached', from, {
        who,
        productId: 'cedar-soap',
        properties: { productId: 'cedar-soap', productTitle: 'Cedar soap' },
      }),
      ...later,
    ],
    ...(answers ? { answers } : {}),
  });

export const cast: Casting = (from) => ({
  'due-in-a-week': due('due-in-a-week', from),
  'shop-counts-no-stock': due('shop-counts-no-stock', from, { stock: null }),
  'finds-it-sold-out': due('finds-it-sold-out', from, { stock: 0 }),
  'uses-it-slowly': due('uses-it-slowly', from, {
    answers: {
      'lasts-longer': [{ event: 'survey-answered', after: 3 * HOUR, properties: { answer: 'Most of it' } }],
    },
  }),
  'said-so-before': due('said-so-before', from, { customer: { tags: ['uses it slowly'] } }),
  'orders-after-the-first': due('orders-after-the-first', from, {
    later: [buys('orders-after-the-first', from + 2 * DAY)],
  }),
  'sends-it-back': due('sends-it-back', from, {
    customer: { tags: ['uses it slowly'] },
    later: [happens('return-requested', from + 6 * DAY, { who: 'sends-it-back' })],
  }),
});
