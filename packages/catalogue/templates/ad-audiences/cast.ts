import { BY_EMAIL, DAY, HOUR, buys, cart, happens, somebody, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';

interface Looks {
  readonly customer?: Partial<CustomerFacts>;
  /** Events, each with the days after the third look; before it when negative. */
  readonly also?: readonly (readonly [string, number])[];
}

const looks = (who: string, from: Instant, { customer = {}, also = [] }: Looks = {}) =>
  somebody(who, from, {
    customer: { consent: BY_EMAIL, ...customer },
    events: [
      ...[2 * DAY, HOUR, 0].map((before) =>
        happens('product-viewed', from - before, { who, productId: 'linen-shirt' }),
      ),
      ...also.map(([type, after]) => {
        const at = from + after * DAY;
        if (type === 'order-placed') return buys(who, at);
        if (type === 'cart-abandoned')
          return happens(type, at, { who, cartId: `${who}/cart` }, { cart: cart(`${who}/cart`, at) });
        const properties = { ticketId: `${who}/ticket`, returnId: `${who}/return`, channel: 'email' };
        return happens(type, at, { who, properties });
      }),
    ],
  });

export const cast: Casting = (from) => ({
  'only-looks': looks('only-looks', from),
  'buys-after-a-week': looks('buys-after-a-week', from, { also: [['order-placed', 3]] }),
  'opens-a-ticket': looks('opens-a-ticket', from, { also: [['ticket-opened', 2]] }),
  'sends-something-back': looks('sends-something-back', from, { also: [['return-requested', 4]] }),
  unsubscribes: looks('unsubscribes', from, { also: [['customer-unsubscribed', 6]] }),
  'did-not-agree': looks('did-not-agree', from, {
    customer: { consent: { email: 'unsubscribed', sms: 'never-asked', push: 'never-asked' } },
  }),
  'has-a-ticket': looks('has-a-ticket', from, { also: [['ticket-opened', -3]] }),
  'has-a-cart': looks('has-a-cart', from, { also: [['cart-abandoned', -1]] }),
  'has-just-bought': looks('has-just-bought', from, { also: [['order-placed', -2]] }),
});
