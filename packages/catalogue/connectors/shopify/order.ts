import { z } from 'zod';
import { DAY } from '@millrace/base';
import { amount, compact, email, flag, id, instant, list, part, phone, read, text } from '../reading.ts';
import { cartName } from './cart.ts';
import { consentFrom, consentFromBox, consents, later } from './consent.ts';
import { addressSchema, countryOf, customerSchema, emailConsent, person } from './customer.ts';
import { changeId, currencyOf, onceId, type Delivery } from './delivery.ts';
import { intakeLine, linesSchema, moneySet } from './line.ts';

/** Topic to event type, and whether it happens once in an order's life. */
export const ORDER_TOPICS: Readonly<Record<string, { readonly type: string; readonly once: boolean }>> = {
  'orders/create': { type: 'order-placed', once: true },
  'orders/paid': { type: 'order-paid', once: true },
  'orders/cancelled': { type: 'order-cancelled', once: true },
  'orders/updated': { type: 'order-updated', once: false },
  'orders/fulfilled': { type: 'order-fulfilled', once: false },
  'orders/partially_fulfilled': { type: 'order-partially-fulfilled', once: false },
};

const orderSchema = z.looseObject({
  id,
  name: text(),
  order_number: text(),
  token: text(),
  cart_token: id.nullish(),
  checkout_token: id.nullish(),
  checkout_id: id.nullish(),
  email,
  contact_email: email,
  phone,
  customer: part(customerSchema),
  customer_locale: text(35),
  shipping_address: addressSchema,
  billing_address: addressSchema,
  buyer_accepts_marketing: flag,
  currency: text(10),
  presentment_currency: text(3),
  total_price: amount,
  total_discounts: amount.nullish(),
  total_tax: amount.nullish(),
  total_shipping_price_set: moneySet,
  line_items: linesSchema,
  discount_codes: list(z.looseObject({ code: text(120) }), 250),
  financial_status: text(),
  fulfillment_status: text(),
  source_name: text(),
  landing_site: text(1_000),
  cancel_reason: text(),
  created_at: instant,
  processed_at: instant,
  updated_at: instant,
  cancelled_at: instant,
  test: flag,
});
type Order = z.output<typeof orderSchema>;

/** `orders/*`. Everything is in the shop's own currency, `shop_money`, whatever the shopper was shown. */
export function orderEvent(payload: unknown, delivery: Delivery) {
  const order = read(orderSchema, payload, 'The order');
  const { type, once } = ORDER_TOPICS[delivery.topic]!;
  const placedAt = order.processed_at ?? order.created_at;
  const cartNames = [order.cart_token ? cartName(order.cart_token) : null, order.checkout_token, order.checkout_id].filter(
    (name): name is string => !!name,
  );
  return {
    id: once ? onceId(delivery.topic, order.id) : changeId(delivery, order.id, order.updated_at),
    type,
    occurredAt: type === 'order-placed' && imported(order) ? placedAt : delivery.triggeredAt,
    customer: buyer(order, cartNames[0] ?? `order:${order.id}`),
    properties: compact({
      orderId: order.id,
      number: order.name ?? order.order_number,
      cartId: cartNames[0],
      cartAliases: cartNames.slice(1),
      currency: currencyOf(order.currency, delivery.config),
      lines: order.line_items.map(intakeLine),
      total: order.total_price,
      discount: order.total_discounts ?? undefined,
      shipping: order.total_shipping_price_set?.shop_money?.amount,
      tax: order.total_tax ?? undefined,
      discountCodes: order.discount_codes.flatMap((discount) => discount.code ?? []).slice(0, 50),
      financialStatus: order.financial_status,
      fulfilmentStatus: order.fulfillment_status,
      placedAt,
      updatedAt: order.updated_at,
      source: order.source_name,
      landingSite: order.landing_site,
      cancelReason: order.cancel_reason,
      cancelledAt: order.cancelled_at,
      test: order.test || undefined,
    }),
  };
}

/** An order brought over from another shop is "created" today and was placed long ago: it should start nothing. */
function imported(order: Order): boolean {
  return order.processed_at !== undefined && order.created_at !== undefined && order.processed_at + DAY < order.created_at;
}

/**
 * A guest has no customer, a sale at the till perhaps not even an e-mail address. The cart's token stands in, so that
 * the order still finds the cart it came from.
 */
function buyer(order: Order, anonymousId: string) {
  const known = order.customer === undefined ? {} : person(order.customer);
  const address = order.shipping_address ?? order.billing_address;
  return compact({
    firstName: address?.first_name,
    lastName: address?.last_name,
    city: address?.city,
    country: countryOf(address),
    ...known,
    anonymousId,
    email: order.email ?? order.contact_email ?? order.customer?.email,
    phone: order.customer?.phone ?? order.phone,
    language: order.customer_locale ?? order.customer?.locale,
    consent: consents(
      later(order.customer && emailConsent(order.customer), consentFromBox(order.buyer_accepts_marketing, order.created_at)),
      consentFrom(order.customer?.sms_marketing_consent),
    ),
  });
}
