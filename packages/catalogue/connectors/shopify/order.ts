import { z } from 'zod';
import { DAY } from '@millrace/base';
import {
  compact,
  email,
  flag,
  id,
  idOrNothing,
  instant,
  list,
  listOrNothing,
  part,
  phone,
  read,
  text,
} from '../reading.ts';
import { deliveredTo } from '../delivered-to.ts';
import { cartName } from './cart.ts';
import { consentFrom, consentFromBox, consents, later } from './consent.ts';
import { addressSchema, countryOf, customerSchema, emailConsent, person, sentAddress } from './customer.ts';
import { changeId, onceId, type Delivery } from './delivery.ts';
import { linesSchema, orderLine } from './line.ts';
import { moneyOf, orderMoney } from './order-money.ts';
import { refundOf, refundSchema } from './refund.ts';

/** Topics that report the whole state of an order. */
export const ORDER_TOPICS: Readonly<Record<string, string>> = {
  'orders/create': 'order-placed',
  'orders/paid': 'order-paid',
  'orders/cancelled': 'order-cancelled',
  'orders/updated': 'order-updated',
  'orders/fulfilled': 'order-fulfilled',
  'orders/partially_fulfilled': 'order-partially-fulfilled',
};
/** What happens once in an order's life. */
const ONCE: readonly string[] = ['order-placed', 'order-paid', 'order-cancelled'];

const orderSchema = z.looseObject({
  id,
  name: text(),
  order_number: text(),
  token: text(),
  cart_token: idOrNothing,
  checkout_token: idOrNothing,
  checkout_id: idOrNothing,
  email,
  contact_email: email,
  phone,
  customer: part(customerSchema),
  customer_locale: text(35),
  shipping_address: addressSchema,
  billing_address: addressSchema,
  buyer_accepts_marketing: flag,
  line_items: linesSchema,
  refunds: listOrNothing(refundSchema, 250),
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
  ...orderMoney,
});
type Order = z.output<typeof orderSchema>;

/** `orders/*`. Everything is in the shop's own currency, `shop_money`, whatever the shopper was shown. */
export function orderEvent(payload: unknown, delivery: Delivery) {
  const order = read(orderSchema, payload, 'The order');
  const type = typeOf(order, payload, delivery.topic);
  const placedAt = order.processed_at ?? order.created_at;
  const cartNames = [
    order.cart_token === undefined ? undefined : cartName(order.cart_token),
    order.checkout_token,
    order.checkout_id,
  ].filter((name) => name !== undefined);
  return {
    id: ONCE.includes(type)
      ? onceId(delivery.topic, order.id)
      : changeId(delivery, order.id, order.updated_at),
    type,
    occurredAt: type === 'order-placed' && imported(order) ? placedAt : delivery.triggeredAt,
    customer: buyer(order, cartNames[0] ?? `order:${order.id}`),
    properties: compact({
      orderId: order.id,
      number: order.name ?? order.order_number,
      cartId: cartNames[0],
      cartAliases: cartNames.slice(1),
      lines: order.line_items?.map(orderLine),
      refunds: order.refunds?.map((refund) => refundOf(refund, delivery)),
      ...moneyOf(order, delivery.config),
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
      ...deliveredTo(sentAddress(order.billing_address), sentAddress(order.shipping_address)),
    }),
  };
}

const NOT_PAID = ['pending', 'authorized', 'partially_paid', 'voided', 'expired'];

/**
 * The body must confirm the topic, which is a header, and headers are not signed. An order whose body is not
 * cancelled, paid or shipped counts only as changed.
 */
function typeOf(order: Order, payload: unknown, topic: string): string {
  const says = (field: string) => typeof payload === 'object' && payload !== null && field in payload;
  const isSo =
    topic === 'orders/cancelled'
      ? order.cancelled_at !== undefined
      : topic === 'orders/paid'
        ? !NOT_PAID.includes(order.financial_status ?? '')
        : topic === 'orders/fulfilled'
          ? order.fulfillment_status === 'fulfilled' || !says('fulfillment_status')
          : topic === 'orders/partially_fulfilled'
            ? order.fulfillment_status === 'partial' || !says('fulfillment_status')
            : true;
  return isSo ? ORDER_TOPICS[topic]! : 'order-updated';
}

/**
 * An order imported from another shop is "created" today but was placed long ago: it must not start a flow.
 */
function imported(order: Order): boolean {
  return (
    order.processed_at !== undefined &&
    order.created_at !== undefined &&
    order.processed_at + DAY < order.created_at
  );
}

/**
 * A guest has no customer, and a sale in a shop may have no e-mail address either. Then the cart's token
 * identifies the person, so that the order still finds its cart.
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
      later(
        order.customer && emailConsent(order.customer),
        consentFromBox(order.buyer_accepts_marketing, order.created_at),
      ),
      consentFrom(order.customer?.sms_marketing_consent),
    ),
  });
}
