import {
  DAY,
  HOUR,
  buys,
  happens,
  line,
  ofOrder,
  order,
  somebody,
  type CastMember,
  type Casting,
} from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';

const soap = line({ productId: 'cedar-soap', title: 'Cedar soap', category: 'beauty', price: 1_200 });

/** The order came four days before its delivery. */
function uses(
  who: string,
  from: Instant,
  customer: Partial<CustomerFacts>,
  more: Pick<CastMember, 'answers'> & { readonly later?: CastMember['events'] } = {},
): CastMember {
  const it = order(`${who}/order`, from - 4 * DAY, { lines: [soap], total: 1_200, fulfilment: 'delivered' });
  return somebody(who, from, {
    customer: { lastOrderAt: it.placedAt, ...customer },
    orders: [it],
    events: [ofOrder('order-delivered', from, it, who), ...(more.later ?? [])],
    ...(more.answers ? { answers: more.answers } : {}),
  });
}

/** Orders every 60 days. */
const every60 = (from: Instant) => ({ ordersCount: 4, firstOrderAt: from - 184 * DAY, orderGapDays: 60 });
const once = (from: Instant) => ({ ordersCount: 1, firstOrderAt: from - 4 * DAY, orderGapDays: null });

export const cast: Casting = (from) => ({
  'orders-every-60-days': uses('orders-every-60-days', from, every60(from)),
  'ordered-once': uses('ordered-once', from, once(from)),
  'orders-every-week': uses('orders-every-week', from, {
    ordersCount: 5,
    firstOrderAt: from - 32 * DAY,
    orderGapDays: 7,
  }),
  'uses-it-slowly': uses('uses-it-slowly', from, once(from), {
    answers: {
      'lasts-longer': [{ event: 'survey-answered', after: 3 * HOUR, properties: { answer: 'Most of it' } }],
    },
  }),
  'said-so-before': uses('said-so-before', from, { ...once(from), tags: ['uses it slowly'] }),
  'orders-after-the-first': uses('orders-after-the-first', from, once(from), {
    later: [buys('orders-after-the-first', from + 25 * DAY)],
  }),
  'sends-it-back': uses('sends-it-back', from, once(from), {
    later: [happens('return-requested', from + 6 * DAY, { who: 'sends-it-back' })],
  }),
});
