import { PLEASE_STOP } from './content/emails.ts';
import { DAY, HOUR, buys, happens, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';

/** 90 days after their last order. */
const quiet = (
  who: string,
  from: Instant,
  customer: Partial<CustomerFacts> = {},
  more: Pick<CastMember, 'answers' | 'calls'> & { readonly buysAfter?: number } = {},
) =>
  somebody(who, from, {
    customer: { lastOrderAt: from - 90 * DAY, orderGapDays: 45, ...customer },
    events: [
      happens('date-reached', from, { who }),
      ...(more.buysAfter === undefined ? [] : [buys(who, from + more.buysAfter)]),
    ],
    ...(more.answers ? { answers: more.answers } : {}),
    ...(more.calls ? { calls: more.calls } : {}),
  });

const bargains = { discountShare: 0.9, averageOrder: 9_000, totalSpent: 36_000 };
const small = { ...bargains, averageOrder: 4_000, totalSpent: 16_000 };
const opened = [{ event: 'message-opened', after: 2 * HOUR }];

export const cast: Casting = (from) => ({
  'buys-once-a-year': quiet('buys-once-a-year', from, {
    ordersCount: 3,
    firstOrderAt: from - 810 * DAY,
    orderGapDays: 360,
  }),
  'bought-once': quiet('bought-once', from, { ordersCount: 1, orderGapDays: null }),
  'likes-a-bargain': quiet('likes-a-bargain', from, bargains, { answers: { 'goes-with-it': opened } }),
  'likes-small-bargains': quiet('likes-small-bargains', from, small),
  'pays-full-price': quiet('pays-full-price', from, {}, { answers: { 'what-others-buy': opened } }),
  'shop-refuses-code': quiet('shop-refuses-code', from, bargains, {
    calls: { 'code-15': { outcome: 'refused' } },
  }),
  'says-go-on': quiet(
    'says-go-on',
    from,
    {},
    {
      answers: {
        'shall-we-stop': [{ event: 'survey-answered', after: DAY, properties: { answer: 'Yes, go on' } }],
      },
    },
  ),
  'says-stop': quiet(
    'says-stop',
    from,
    {},
    {
      answers: {
        'shall-we-stop': [{ event: 'survey-answered', after: DAY, properties: { answer: PLEASE_STOP } }],
      },
    },
  ),
  'comes-to-look': quiet(
    'comes-to-look',
    from,
    {},
    {
      answers: { 'shall-we-stop': [{ event: 'product-viewed', after: DAY }] },
    },
  ),
  'buys-after-a-week': quiet('buys-after-a-week', from, {}, { buysAfter: 7 * DAY }),
});
