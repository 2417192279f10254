import { z } from 'zod';
import { checkedEvent } from '../checked-event.ts';
import {
  amount,
  compact,
  email,
  id,
  idOrNothing,
  instant,
  list,
  listOrNothing,
  part,
  phone,
  read,
  signedAmount,
  sumOf,
  text,
  units,
} from '../reading.ts';
import { deliveredTo, type SentAddress } from '../delivered-to.ts';
import { gmt, type Told } from './told.ts';
import { less, perUnit } from './money.ts';

export const addressSchema = part(
  z.looseObject({
    first_name: text(),
    last_name: text(),
    address_1: text(),
    postcode: text(40),
    city: text(),
    country: text(2),
    email,
    phone,
  }),
);

export function countryOf(address: z.output<typeof addressSchema>): string | undefined {
  const code = address?.country?.toUpperCase();
  return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined;
}

/** WooCommerce sends an empty address where there is none. */
const sentAddress = (address: z.output<typeof addressSchema>): SentAddress | undefined =>
  address && countryOf(address) !== undefined
    ? { country: countryOf(address), street: address.address_1, postcode: address.postcode }
    : undefined;

const lineSchema = z.looseObject({
  id: idOrNothing,
  name: text(400),
  product_id: idOrNothing,
  variation_id: idOrNothing,
  quantity: units.optional(),
  subtotal: amount,
  total: amount,
  total_tax: amount,
  sku: text(),
});
type Line = z.output<typeof lineSchema>;

const orderSchema = z.looseObject({
  id,
  number: text(),
  status: text(40),
  currency: text(3),
  customer_id: idOrNothing,
  billing: addressSchema,
  shipping: addressSchema,
  line_items: listOrNothing(lineSchema, 500),
  coupon_lines: list(z.looseObject({ code: text(120) }), 50),
  refunds: listOrNothing(z.looseObject({ id: idOrNothing, total: signedAmount }), 250),
  total: amount,
  total_tax: amount,
  discount_total: amount,
  shipping_total: amount,
  cart_hash: text(64),
  date_created_gmt: gmt,
  date_modified_gmt: gmt,
  date_paid_gmt: gmt,
  date_completed_gmt: gmt,
  updatedAt: instant,
});
type Order = z.output<typeof orderSchema>;

/** States before an order is placed: the shopper is still at the checkout, or the payment failed. */
const NOT_YET = ['checkout-draft', 'auto-draft', 'pending', 'failed', 'trash'];
const PLACED = ['processing', 'on-hold', 'completed', 'refunded'];
const PAYMENT: Readonly<Record<string, string>> = {
  processing: 'paid',
  completed: 'paid',
  'on-hold': 'pending',
  refunded: 'refunded',
  cancelled: 'voided',
};

/**
 * An order as the events of its life so far. WooCommerce reports states, and a webhook that was not delivered
 * is never sent again. So whatever state arrives first gives the events that happen once (placed, paid,
 * shipped, cancelled), under ids made from the order, so that each counts once. The state itself comes last.
 */
export function orderEvents(payload: unknown, told: Told) {
  const order = read(orderSchema, payload, 'The order');
  const status = order.status?.toLowerCase().replace(/^wc-/, '') ?? '';
  if (NOT_YET.includes(status)) return [];
  const customer = buyer(order);
  const properties = propertiesOf(order, status);
  const once = (type: string, at: number | undefined) =>
    checkedEvent(
      compact({ id: `woocommerce:${type}:${order.id}`, type, occurredAt: at, customer, properties }),
    );
  const changed = order.date_modified_gmt ?? told.at;
  const isPlaced = PLACED.includes(status) || order.date_paid_gmt !== undefined;
  return [
    ...(isPlaced ? [once('order-placed', order.date_created_gmt ?? told.at)] : []),
    ...(order.date_paid_gmt === undefined ? [] : [once('order-paid', order.date_paid_gmt)]),
    ...(status === 'completed' ? [once('order-fulfilled', order.date_completed_gmt ?? changed)] : []),
    ...(status === 'cancelled' ? [once('order-cancelled', changed)] : []),
    checkedEvent(
      compact({
        id: `woocommerce:order:${order.id}:${order.date_modified_gmt ?? ''}:${told.fingerprint}`.slice(
          0,
          255,
        ),
        type: 'order-updated',
        occurredAt: changed,
        customer,
        properties,
      }),
    ),
  ];
}

function propertiesOf(order: Order, status: string) {
  const goods = sumOf((order.line_items ?? []).map((line) => line.total));
  return compact({
    orderId: order.id,
    number: order.number,
    currency:
      order.currency && /^[A-Za-z]{3}$/.test(order.currency) ? order.currency.toUpperCase() : undefined,
    lines: order.line_items?.map(lineOf),
    total: order.total,
    subtotal: goods,
    discount: order.discount_total,
    shipping: order.shipping_total,
    tax: order.total_tax,
    // Lines and goods are without tax, whatever the shopper was shown.
    taxIncluded: false,
    refunds: order.refunds?.flatMap((refund) =>
      refund.id === undefined || refund.total === undefined
        ? []
        : [{ refundId: refund.id, amount: refund.total.replace(/^-/, '') }],
    ),
    discountCodes: order.coupon_lines.flatMap((coupon) => coupon.code ?? []),
    financialStatus: PAYMENT[status] ?? (status || undefined),
    fulfilmentStatus: status === 'completed' ? 'fulfilled' : undefined,
    placedAt: order.date_created_gmt,
    updatedAt: order.date_modified_gmt,
    cancelledAt: status === 'cancelled' ? order.date_modified_gmt : undefined,
    ...deliveredTo(sentAddress(order.billing), sentAddress(order.shipping)),
  });
}

function lineOf(line: Line) {
  const quantity = line.quantity ?? 1;
  const variation = line.variation_id === '0' ? undefined : line.variation_id;
  return compact({
    productId:
      line.product_id === undefined || line.product_id === '0'
        ? `custom:${line.sku ?? line.name ?? ''}`.slice(0, 255)
        : line.product_id,
    variantId: variation,
    lineId: line.id,
    title: line.name ?? '',
    sku: line.sku,
    quantity,
    price: perUnit(line.subtotal ?? line.total, quantity) ?? '0',
    discount: less(line.subtotal, line.total),
    tax: line.total_tax,
  });
}

/** A guest has customer id 0; the order's id is used instead, so that the order has a person. */
function buyer(order: Order) {
  const address = order.billing ?? order.shipping;
  return compact({
    externalId: order.customer_id === '0' ? undefined : order.customer_id,
    email: order.billing?.email,
    phone: order.billing?.phone,
    anonymousId: `order:${order.id}`,
    firstName: address?.first_name,
    lastName: address?.last_name,
    city: address?.city,
    country: countryOf(address),
  });
}
