import { DAY, HOUR, MINUTE, buys, cart, happens, product, somebody, type Casting } from '../cast.ts';
import type { ProductFacts } from '@millrace/flow';
import type { Instant } from '@millrace/base';

const shirt = product('linen-shirt');
const gone = product('wool-coat', { title: 'Wool coat', stock: 0 });

const views = (who: string, from: Instant, productId: string) => [
  happens('product-viewed', from - HOUR, { who, productId }),
  happens('product-viewed', from, { who, productId }),
];
const looks = (
  who: string,
  from: Instant,
  it: ProductFacts | null,
  more: Pick<Parameters<typeof somebody>[2], 'answers'> & {
    readonly later?: readonly ReturnType<typeof happens>[];
  } = {},
) =>
  somebody(who, from, {
    events: [...views(who, from, it?.id ?? 'unknown'), ...(more.later ?? [])],
    products: it ? [it] : [],
    ...(more.answers ? { answers: more.answers } : {}),
  });

export const cast: Casting = (from) => ({
  'looks-twice': looks('looks-twice', from, shirt),
  'looks-again': looks('looks-again', from, shirt, {
    later: [happens('product-viewed', from + DAY, { who: 'looks-again', productId: shirt.id })],
  }),
  clicks: looks('clicks', from, shirt, {
    answers: { 'its-page': [{ event: 'message-clicked', after: 5 * HOUR }] },
  }),
  'looks-at-sold-out': looks('looks-at-sold-out', from, gone),
  'looks-at-something': looks('looks-at-something', from, null),
  'buys-within-the-hour': looks('buys-within-the-hour', from, shirt, {
    later: [buys('buys-within-the-hour', from + 50 * MINUTE)],
  }),
  'fills-a-cart': looks('fills-a-cart', from, shirt, {
    later: [
      happens(
        'cart-updated',
        from + HOUR,
        { who: 'fills-a-cart', cartId: 'cart-1' },
        { cart: cart('cart-1', from + HOUR) },
      ),
    ],
  }),
  'goes-to-checkout': looks('goes-to-checkout', from, shirt, {
    later: [
      happens(
        'checkout-started',
        from + HOUR,
        { who: 'goes-to-checkout', cartId: 'cart-2' },
        { cart: cart('cart-2', from + HOUR, { step: 'checkout' }) },
      ),
    ],
  }),
});
