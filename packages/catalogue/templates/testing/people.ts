import { DAY, HOUR, MINUTE } from '@millrace/base';
import { cart, customer, event, store } from '@millrace/flow/testing';
import type { CartFacts, CustomerFacts } from '@millrace/flow';
import type { RehearsalEvent, RehearsalPerson, RehearsalSend } from '@millrace/rehearsal';

/** A Tuesday at noon in Berlin. */
export const FROM = Date.UTC(2026, 9, 6, 10);
export const UNTIL = FROM + 90 * DAY;
export const STORE = store;

interface Does {
  readonly customer?: Partial<CustomerFacts>;
  readonly cart?: Partial<CartFacts>;
  /** Buys the cart this long after leaving it. */
  readonly buysAfter?: number;
  /** Views a product again this long after leaving the cart. */
  readonly looksAfter?: number;
  /** Opens e-mails this long after they arrive. */
  readonly opensAfter?: number;
}

/** A regular customer at full price with a plain cart. A test only gives the differences. */
export function person(id: string, does: Does = {}): RehearsalPerson {
  const regular = customer({
    id,
    ordersCount: 4,
    discountShare: 0,
    lastOrderAt: FROM - 60 * DAY,
    firstOrderAt: FROM - 300 * DAY,
    ...does.customer,
  });
  const left = cart({
    id: `${id}-cart`,
    total: 9_000,
    step: 'cart',
    newCategory: false,
    discountCodes: [],
    createdAt: FROM,
    updatedAt: FROM,
    ...does.cart,
  });
  const cartId = left.id;
  const orderId = `${id}-order`;
  const events: RehearsalEvent[] = [
    { event: event('cart-abandoned', { id: `${id}-left`, at: FROM, cartId, value: left.total }), cart: left },
  ];
  if (does.looksAfter !== undefined)
    events.push({
      event: event('product-viewed', {
        id: `${id}-looked`,
        at: FROM + does.looksAfter,
        productId: 'product-0',
      }),
    });
  if (does.buysAfter !== undefined) {
    const placedAt = FROM + does.buysAfter;
    events.push({
      event: event('order-placed', { id: `${id}-bought`, at: placedAt, cartId, orderId, value: left.total }),
      order: {
        id: orderId,
        number: null,
        currency: left.currency,
        total: left.total,
        discount: 0,
        margin: 4_000,
        lines: left.lines,
        placedAt,
        status: 'paid',
        fulfilment: null,
        cartId,
      },
    });
  }
  return { customer: regular, events: events.sort((one, other) => one.event.at - other.event.at) };
}

/** Opens every e-mail that arrives, after a while. */
export function opening(after: number) {
  return ({ at, message, customer: { id } }: RehearsalSend): readonly RehearsalEvent[] =>
    message.channel === 'email'
      ? [
          {
            event: event('message-opened', {
              id: `${id}-opened-${message.messageId}`,
              at: at + after,
              messageId: message.messageId,
            }),
          },
        ]
      : [];
}

export { DAY, HOUR, MINUTE };
