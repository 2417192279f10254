import { BY_EMAIL, HOUR, buys, happens, product, somebody, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { ConsentState } from '@millrace/flow';

interface Waits {
  readonly stock?: number;
  readonly clicks?: boolean;
  readonly consent?: Readonly<Record<string, ConsentState>>;
  readonly buysAfter?: number;
}

const waits = (who: string, from: Instant, { stock = 12, clicks = false, consent, buysAfter }: Waits = {}) =>
  somebody(who, from, {
    ...(consent ? { customer: { consent } } : {}),
    events: [
      happens('product-news', from, { who, productId: 'linen-shirt' }),
      ...(buysAfter === undefined ? [] : [buys(who, from + buysAfter)]),
    ],
    products: [product('linen-shirt', { stock })],
    ...(clicks ? { answers: { 'it-is-back': [{ event: 'message-clicked', after: 2 * HOUR }] } } : {}),
  });

/** Who is in which wave is drawn by their names. */
export const cast: Casting = (from) => ({
  ann: waits('ann', from),
  ben: waits('ben', from),
  chloe: waits('chloe', from),
  'david-clicks': waits('david-clicks', from, { clicks: true }),
  'elif-clicks-last-few': waits('elif-clicks-last-few', from, { clicks: true, stock: 4 }),
  'farid-clicks-no-texts': waits('farid-clicks-no-texts', from, {
    clicks: true,
    stock: 4,
    consent: BY_EMAIL,
  }),
  'grace-finds-none': waits('grace-finds-none', from, { stock: 0 }),
  'hugo-finds-none': waits('hugo-finds-none', from, { stock: 0 }),
  'ivy-buys': waits('ivy-buys', from, { buysAfter: 25 * HOUR }),
});
