import { DAY, NEWCOMER, buys, happens, somebody, type Casting } from '../cast.ts';

export const cast: Casting = (from) => ({
  'just-subscribed': somebody('just-subscribed', from, {
    customer: NEWCOMER,
    events: [
      happens('customer-subscribed', from, { who: 'just-subscribed', properties: { channel: 'email' } }),
    ],
  }),
  'buys-the-next-day': somebody('buys-the-next-day', from, {
    customer: NEWCOMER,
    events: [
      happens('customer-subscribed', from, { who: 'buys-the-next-day', properties: { channel: 'email' } }),
      buys('buys-the-next-day', from + DAY),
    ],
  }),
});
