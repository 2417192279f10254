import { DAY, HOUR, buys, happens, order, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';
import { EXCHANGE } from './content/emails.ts';

interface Sends {
  /** Days from the order to the request. */
  readonly orderedBefore?: number;
  /** Days from the request until the parcel is back. */
  readonly backAfter?: number;
  readonly exchange?: boolean;
  /** What the returns page adds: the answer of the policy, the items and the wish. */
  readonly page?: { readonly policyAnswer: 'accepted' | 'person'; readonly wish?: 'refund' | 'exchange' };
  /** Days from the request to another order. */
  readonly buysAfter?: number;
  readonly customer?: Partial<CustomerFacts>;
  readonly calls?: CastMember['calls'];
}

function sends(
  who: string,
  from: Instant,
  { orderedBefore = 9, backAfter, exchange = false, page, buysAfter, customer, calls }: Sends = {},
): CastMember {
  const it = order(`${who}/order`, from - orderedBefore * DAY, { fulfilment: 'delivered' });
  const properties = {
    returnId: `${who}/return`,
    orderId: it.id,
    reason: 'Too small',
    sku: 'SHIRT-M',
    ...page,
  };
  return somebody(who, from, {
    ...(customer ? { customer } : {}),
    orders: [it],
    events: [
      happens('return-requested', from, { who, orderId: it.id, properties }),
      ...(backAfter === undefined
        ? []
        : [happens('return-received', from + backAfter * DAY, { who, orderId: it.id, properties })]),
      ...(buysAfter === undefined ? [] : [buys(who, from + buysAfter * DAY)]),
    ],
    ...(exchange
      ? {
          answers: {
            accepted: [{ event: 'survey-answered', after: 5 * HOUR, properties: { answer: EXCHANGE } }],
          },
        }
      : {}),
    ...(calls ? { calls } : {}),
  });
}

const refused = { outcome: 'refused' } as const;

export const cast: Casting = (from) => ({
  'gets-money-back': sends('gets-money-back', from, { backAfter: 8 }),
  'wants-another-size': sends('wants-another-size', from, { backAfter: 8, exchange: true }),
  'wants-it-from-the-start': sends('wants-it-from-the-start', from, {
    backAfter: 8,
    page: { policyAnswer: 'accepted', wish: 'exchange' },
  }),
  'is-accepted-by-a-longer-policy': sends('is-accepted-by-a-longer-policy', from, {
    orderedBefore: 50,
    backAfter: 8,
    page: { policyAnswer: 'accepted', wish: 'refund' },
  }),
  'is-an-exception-of-the-page': sends('is-an-exception-of-the-page', from, {
    page: { policyAnswer: 'person' },
    calls: { exception: { outcome: 'done', result: { choice: 'sent-back', comment: 'It was worn.' } } },
  }),
  'orders-within-the-week': sends('orders-within-the-week', from, { backAfter: 6, buysAfter: 9 }),
  'orders-within-the-month': sends('orders-within-the-month', from, { backAfter: 6, buysAfter: 20 }),
  'sends-it-late': sends('sends-it-late', from, { backAfter: 29 }),
  'keeps-it': sends('keeps-it', from),
  'asks-too-late': sends('asks-too-late', from, { orderedBefore: 44, backAfter: 7 }),
  'asks-far-too-late': sends('asks-far-too-late', from, {
    orderedBefore: 200,
    calls: {
      exception: {
        outcome: 'done',
        result: { choice: 'sent-back', comment: 'It was bought more than half a year ago.' },
      },
    },
  }),
  'is-watched': sends('is-watched', from, {
    customer: { tags: ['returns-watch'] },
    calls: { exception: { outcome: 'done', result: {} } },
  }),
  'cannot-be-asked': sends('cannot-be-asked', from, { orderedBefore: 44, calls: { exception: refused } }),
  'no-label': sends('no-label', from, { backAfter: 9, calls: { label: refused } }),
  'carrier-down': sends('carrier-down', from, { backAfter: 9, calls: { label: { outcome: 'failed' } } }),
  'label-unclear': sends('label-unclear', from, { backAfter: 9, calls: { label: { outcome: 'unknown' } } }),
  'no-refund': sends('no-refund', from, { backAfter: 5, calls: { refund: refused } }),
  'store-down': sends('store-down', from, { backAfter: 5, calls: { refund: { outcome: 'failed' } } }),
  'refund-unclear': sends('refund-unclear', from, {
    backAfter: 5,
    calls: { refund: { outcome: 'unknown' } },
  }),
});
