import { DAY, NEWCOMER, buys, happens, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';

const subscribes = (
  who: string,
  from: Instant,
  source: string,
  more: Pick<CastMember, 'calls'> & { readonly later?: CastMember['events'] } = {},
) =>
  somebody(who, from, {
    customer: NEWCOMER,
    events: [
      happens('customer-subscribed', from, { who, properties: { channel: 'email', source } }),
      ...(more.later ?? []),
    ],
    ...(more.calls ? { calls: more.calls } : {}),
  });

export const cast: Casting = (from) => ({
  'from-a-form': subscribes('from-a-form', from, 'pop-up form'),
  'from-a-friend': subscribes('from-a-friend', from, 'friend'),
  'from-instagram': subscribes('from-instagram', from, 'Instagram'),
  'from-an-ad': subscribes('from-an-ad', from, 'ad'),
  'buys-on-day-6': subscribes('buys-on-day-6', from, 'pop-up form', {
    later: [buys('buys-on-day-6', from + 6 * DAY)],
  }),
  'unsubscribes-on-day-3': subscribes('unsubscribes-on-day-3', from, 'pop-up form', {
    later: [
      happens('customer-unsubscribed', from + 3 * DAY, {
        who: 'unsubscribes-on-day-3',
        properties: { channel: 'email' },
      }),
    ],
  }),
  'shop-refuses-code': subscribes('shop-refuses-code', from, 'pop-up form', {
    calls: { code: { outcome: 'refused' } },
  }),
});
