import { BY_EMAIL, HOUR, buys, happens, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';

interface IsIn {
  readonly customer?: Partial<CustomerFacts>;
  /** The step whose message they click. */
  readonly clicks?: string;
  /** An event that ends it, and the hours after they were put in. */
  readonly later?: readonly [string, number];
  readonly calls?: CastMember['calls'];
}

const isIn = (who: string, from: Instant, { customer = {}, clicks, later, calls }: IsIn = {}) =>
  somebody(who, from, {
    customer,
    events: [
      happens('audience-chosen', from, { who }),
      ...(later === undefined
        ? []
        : later[0] === 'order-placed'
          ? [buys(who, from + later[1] * HOUR)]
          : [happens(later[0], from + later[1] * HOUR, { who })]),
    ],
    ...(clicks === undefined ? {} : { answers: { [clicks]: [{ event: 'message-clicked', after: HOUR }] } }),
    ...(calls ? { calls } : {}),
  });

const noTexts = { consent: BY_EMAIL };

export const cast: Casting = (from) => ({
  'gets-a-text': isIn('gets-a-text', from),
  'gets-an-email': isIn('gets-an-email', from, { customer: noTexts }),
  'clicks-the-text': isIn('clicks-the-text', from, { clicks: 'text' }),
  'clicks-the-email': isIn('clicks-the-email', from, { customer: noTexts, clicks: 'email' }),
  'buys-at-once': isIn('buys-at-once', from, { later: ['order-placed', 2] }),
  unsubscribes: isIn('unsubscribes', from, { later: ['customer-unsubscribed', 1] }),
  'shop-refuses-code': isIn('shop-refuses-code', from, { calls: { code: { outcome: 'refused' } } }),
});
