import { DAY, HOUR, buys, happens, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';
import { NOT_FOUND, WELL_SUPPLIED, WENT_WRONG } from './content/emails.ts';

interface Late {
  readonly customer?: Partial<CustomerFacts>;
  /** Events, each with the days after the flow begins; before it when negative. */
  readonly also?: readonly (readonly [string, number])[];
  readonly says?: string;
  readonly buysAfter?: number;
  readonly calls?: CastMember['calls'];
}

/** Orders every 80 days, and ordered 87 days ago. */
const late = (who: string, from: Instant, { customer, also = [], says, buysAfter, calls }: Late = {}) =>
  somebody(who, from, {
    customer: { lastOrderAt: from - 87 * DAY, firstOrderAt: from - 327 * DAY, orderGapDays: 80, ...customer },
    events: [
      happens('date-reached', from, { who }),
      ...also.map(([type, after]) =>
        happens(type, from + after * DAY, {
          who,
          ...(type === 'product-viewed' ? { productId: 'linen-shirt' } : {}),
          properties: type.startsWith('ticket') ? { ticketId: `${who}/ticket` } : {},
        }),
      ),
      ...(buysAfter === undefined ? [] : [buys(who, from + buysAfter * DAY)]),
    ],
    ...(says === undefined
      ? {}
      : {
          answers: {
            'all-right': [{ event: 'survey-answered', after: 5 * HOUR, properties: { answer: says } }],
          },
        }),
    ...(calls ? { calls } : {}),
  });

const bargains = { discountShare: 0.75 };

export const cast: Casting = (from) => ({
  'had-a-ticket': late('had-a-ticket', from, { also: [['ticket-opened', -20]] }),
  'spends-much': late('spends-much', from, { customer: { totalSpent: 84_000, averageOrder: 21_000 } }),
  'still-looks': late('still-looks', from, { also: [['product-viewed', -2]] }),
  'is-quiet': late('is-quiet', from),
  'waits-for-a-code': late('waits-for-a-code', from, { customer: bargains }),
  'shop-refuses-code': late('shop-refuses-code', from, {
    customer: bargains,
    calls: { code: { outcome: 'refused' } },
  }),
  'has-enough': late('has-enough', from, { says: WELL_SUPPLIED }),
  'did-not-find-it': late('did-not-find-it', from, { says: NOT_FOUND }),
  'was-let-down': late('was-let-down', from, { says: WENT_WRONG }),
  'buys-after-all': late('buys-after-all', from, { buysAfter: 3 }),
  unsubscribes: late('unsubscribes', from, { also: [['customer-unsubscribed', 2]] }),
});
