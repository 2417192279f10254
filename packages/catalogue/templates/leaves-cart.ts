import { cart, happens, order, somebody, type CastMember } from './cast.ts';
import type { Instant } from '@millrace/base';
import type { CartFacts, CustomerFacts } from '@millrace/flow';

interface Does {
  readonly customer?: Partial<CustomerFacts>;
  readonly cart?: Partial<CartFacts>;
  /** Buys the cart this long after leaving it. */
  readonly buysAfter?: number;
  /** Views a product again this long after leaving the cart. */
  readonly looksAfter?: number;
  /** Clicked in a text this long before leaving the cart. */
  readonly textedBefore?: number;
  readonly answers?: CastMember['answers'];
}

/** A regular customer at full price who leaves a plain cart. */
export function leavesCart(who: string, from: Instant, does: Does = {}): CastMember {
  const left = cart(`${who}-cart`, from, does.cart);
  const { id: cartId, total: value } = left;
  const bought = does.buysAfter === undefined ? null : from + does.buysAfter;
  const it =
    bought === null ? null : order(`${who}-order`, bought, { total: value, lines: left.lines, cartId });
  return somebody(who, from, {
    ...(does.customer ? { customer: does.customer } : {}),
    ...(does.answers ? { answers: does.answers } : {}),
    events: [
      ...(does.textedBefore === undefined
        ? []
        : [happens('message-clicked', from - does.textedBefore, { who, properties: { channel: 'sms' } })]),
      happens('cart-abandoned', from, { who, cartId, value }, { cart: left }),
      ...(does.looksAfter === undefined
        ? []
        : [happens('product-viewed', from + does.looksAfter, { who, productId: 'linen-shirt' })]),
      ...(it === null
        ? []
        : [happens('order-placed', it.placedAt, { who, cartId, orderId: it.id, value }, { order: it })]),
    ],
  });
}
