import { DAY, HOUR, buys, cart, happens, somebody, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';

interface Leaves {
  /** Hours after the cart at which they open a message of another flow. */
  readonly opensAfter?: number;
  readonly ticket?: boolean;
  readonly buysAfter?: number;
}

/** Asked for something, clicked when it was back, and left it in a cart. */
const leaves = (who: string, from: Instant, { opensAfter, ticket = false, buysAfter }: Leaves = {}) => {
  const left = cart(`${who}/cart`, from, { recoveryUrl: `https://shop.example/cart/${who}` });
  return somebody(who, from, {
    events: [
      happens('back-in-stock-requested', from - 9 * DAY, {
        who,
        productId: 'linen-shirt',
        properties: { productId: 'linen-shirt' },
      }),
      happens('message-clicked', from - DAY, { who }),
      ...(ticket
        ? [happens('ticket-opened', from - 2 * DAY, { who, properties: { ticketId: `${who}/ticket` } })]
        : []),
      happens('cart-abandoned', from, { who, cartId: left.id, value: left.total }, { cart: left }),
      ...(opensAfter === undefined ? [] : [happens('message-opened', from + opensAfter * HOUR, { who })]),
      ...(buysAfter === undefined ? [] : [buys(who, from + buysAfter * HOUR)]),
    ],
  });
};

export const cast: Casting = (from) => ({
  'opens-the-cart-mail': leaves('opens-the-cart-mail', from, { opensAfter: 5 }),
  'opens-nothing': leaves('opens-nothing', from),
  'has-a-ticket': leaves('has-a-ticket', from, { opensAfter: 5, ticket: true }),
  'buys-in-time': leaves('buys-in-time', from, { opensAfter: 3, buysAfter: 3.5 }),
});
