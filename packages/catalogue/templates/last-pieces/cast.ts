import { BY_EMAIL, DAY, HOUR, buys, happens, product, somebody, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';

interface Looked {
  readonly stock?: number;
  readonly tags?: readonly string[];
  readonly clicks?: boolean;
  readonly customer?: Partial<CustomerFacts>;
  readonly boughtBefore?: number;
  readonly buysAfter?: number;
}

/** Somebody who looked at a product of which few are left now. */
const looked = (
  who: string,
  from: Instant,
  { stock = 4, tags = [], clicks = false, customer = {}, boughtBefore, buysAfter }: Looked = {},
) =>
  somebody(who, from, {
    customer,
    events: [
      happens('product-viewed', from - DAY, { who, productId: who }),
      ...(boughtBefore === undefined ? [] : [buys(who, from - boughtBefore)]),
      happens('product-news', from, {
        who,
        productId: who,
        properties: { stockBefore: 30, stockAfter: stock },
      }),
      ...(buysAfter === undefined ? [] : [buys(who, from + buysAfter)]),
    ],
    products: [product(who, { stock, tags })],
    ...(clicks ? { answers: { 'few-left': [{ event: 'message-clicked', after: 2 * HOUR }] } } : {}),
  });

export const cast: Casting = (from) => ({
  'looked-once': looked('looked-once', from),
  'looked-at-the-last-one': looked('looked-at-the-last-one', from, { stock: 1 }),
  'comes-back-by-text': looked('comes-back-by-text', from, { clicks: true }),
  'has-no-texts': looked('has-no-texts', from, { clicks: true, customer: { consent: BY_EMAIL } }),
  'season-ends': looked('season-ends', from, { tags: ['last-season'] }),
  'bought-last-week': looked('bought-last-week', from, { boughtBefore: 7 * DAY }),
  'buys-at-once': looked('buys-at-once', from, { buysAfter: 3 * HOUR }),
});
