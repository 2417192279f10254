import { z } from 'zod';
import { parseAmount } from '@millrace/base';
import type { RefundableLine } from '../../acts/wanted-lines.ts';

const decimal = z.union([z.string(), z.number()]).transform(String).catch('0');
const number = z.union([z.string(), z.number()]).transform(String);
const tax = z.looseObject({ id: z.int(), total: decimal });
const item = z.looseObject({
  id: z.int(),
  sku: z.string().nullish().catch(null),
  product_id: number.nullish().catch(null),
  variation_id: number.nullish().catch(null),
  quantity: z.number().catch(0),
  total: decimal,
  taxes: z.array(tax).catch([]),
  meta_data: z.array(z.looseObject({ key: z.string().catch(''), value: z.unknown() })).catch([]),
});
const items = z.array(item).catch([]);

/** The fields of an order that a refund needs. */
export const orderSchema = z.looseObject({
  currency: z.string(),
  total: decimal,
  date_paid_gmt: z.string().nullish(),
  line_items: items,
  shipping_lines: items,
  fee_lines: items,
});
export const refundsSchema = z.array(
  z.looseObject({
    id: z.int(),
    amount: decimal,
    reason: z.string().nullish(),
    line_items: items,
    shipping_lines: items,
    fee_lines: items,
  }),
);
type Order = z.output<typeof orderSchema>;
type Refunds = z.output<typeof refundsSchema>;
type Item = z.output<typeof item>;

/** A line of the order with what was not refunded yet. Minor units. */
export interface LineLeft extends RefundableLine {
  readonly item: number;
  readonly total: number;
  readonly taxes: readonly { readonly id: number; readonly total: number }[];
}

export interface OrderLeft {
  readonly currency: string;
  readonly isPaid: boolean;
  readonly money: number;
  readonly lines: readonly LineLeft[];
  /** Shipping and fees. */
  readonly shipping: readonly LineLeft[];
  readonly fees: readonly LineLeft[];
}

/**
 * What is left of an order after its refunds. WooCommerce writes refunded amounts with the opposite sign, and
 * names their line.
 */
export function leftOf(order: Order, refunds: Refunds): OrderLeft {
  const minor = (text: string) => Math.abs(parseAmount(text, order.currency) ?? 0);
  const back = (id: number, of: (refund: Refunds[number]) => readonly Item[]) =>
    refunds
      .flatMap(of)
      .filter(({ meta_data: meta }) =>
        meta.some(({ key, value }) => key === '_refunded_item_id' && Number(value) === id),
      );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const left = (list: readonly Item[], of: (refund: Refunds[number]) => readonly Item[]): LineLeft[] =>
    list.map((one) => {
      const gone = back(one.id, of);
      const names = [one.sku, String(one.id), one.variation_id, one.product_id].filter(
        (name) => name && name !== '0',
      );
      return {
        id: String(one.id),
        item: one.id,
        names: names.map((name) => String(name).toLowerCase()),
        left: Math.max(0, one.quantity - sum(gone.map(({ quantity }) => Math.abs(quantity)))),
        total: Math.max(0, minor(one.total) - sum(gone.map(({ total }) => minor(total)))),
        taxes: one.taxes.map(({ id, total }) => ({
          id,
          total: Math.max(
            0,
            minor(total) -
              sum(
                gone.flatMap(({ taxes }) =>
                  taxes.filter((two) => two.id === id).map((two) => minor(two.total)),
                ),
              ),
          ),
        })),
      };
    });
  return {
    currency: order.currency,
    isPaid: !!order.date_paid_gmt,
    money: Math.max(0, minor(order.total) - sum(refunds.map(({ amount }) => minor(amount)))),
    lines: left(order.line_items, (refund) => refund.line_items),
    shipping: left(order.shipping_lines, (refund) => refund.shipping_lines),
    fees: left(order.fee_lines, (refund) => refund.fee_lines),
  };
}

/** The amount for a number of units of a line; the last units get everything that is left. Minor units. */
export function partOf({ left, total, taxes }: LineLeft, quantity: number) {
  const share = (amount: number) => (quantity >= left ? amount : Math.round((amount * quantity) / left));
  return { total: share(total), taxes: taxes.map(({ id, total: whole }) => ({ id, total: share(whole) })) };
}
