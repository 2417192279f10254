import { fixed } from '@millrace/base/words';
import { z } from 'zod';
import {
  amount,
  compact,
  id,
  idOrNothing,
  instant,
  list,
  part,
  read,
  signedAmount,
  sumOf,
  text,
  units,
} from '../reading.ts';
import { currencyOf, onceId, type Delivery } from './delivery.ts';
import { lineSchema, productName } from './line.ts';
import { inShopMoney, moneySet, shopCurrency, shownCurrency, signedMoneySet } from './money.ts';

export const refundSchema = z.looseObject({
  id,
  created_at: instant,
  processed_at: instant,
  note: text(500),
  refund_line_items: list(
    z.looseObject({
      line_item_id: idOrNothing,
      quantity: units.optional(),
      restock_type: text(),
      subtotal: amount,
      subtotal_set: moneySet,
      total_tax: amount,
      total_tax_set: moneySet,
      line_item: part(lineSchema),
    }),
    500,
  ),
  /** Until 2024, refunded shipping and differences from the lines are here, with the opposite sign. */
  order_adjustments: list(
    z.looseObject({
      kind: text(60),
      amount: signedAmount,
      amount_set: signedMoneySet,
      tax_amount: signedAmount,
      tax_amount_set: signedMoneySet,
    }),
    100,
  ),
  refund_shipping_lines: list(
    z.looseObject({ subtotal_amount_set: moneySet, tax_amount_set: moneySet }),
    100,
  ),
  total_duties_set: moneySet,
  transactions: list(
    z.looseObject({ kind: text(), status: text(), amount, amount_set: moneySet, currency: text(10) }),
    100,
  ),
});
type Refund = z.output<typeof refundSchema>;

/** `refunds/create`. It names its order but no person: the person is the order's. */
export function refundEvent(payload: unknown, delivery: Delivery) {
  const refund = read(refundSchema.extend({ order_id: id }), payload, 'The refund');
  const { refundId, ...rest } = refundOf(refund, delivery);
  return {
    id: onceId(delivery.topic, refundId),
    type: 'order-refunded',
    occurredAt: delivery.triggeredAt,
    properties: compact({ orderId: refund.order_id, refundId, ...rest }),
  };
}

/** A refund as the intake describes it, alone or inside its order. */
export function refundOf(refund: Refund, delivery: Delivery) {
  const sets = refund.refund_line_items.flatMap((line) => [line.subtotal_set, line.total_tax_set]);
  const currency = currencyOf(shopCurrency(...sets, refund.total_duties_set), delivery.config);
  const paid = paidBack(refund);
  const extras = extrasOf(refund);
  return compact({
    refundId: refund.id,
    currency,
    ...moneyOf(refund, currency, extras),
    refundedAt: refund.processed_at ?? refund.created_at,
    // No money was refunded but lines are named: they were removed from the order.
    removal: (paid.length === 0 && refund.refund_line_items.length > 0) || undefined,
    extras,
    lines: refund.refund_line_items.map((line) =>
      compact({
        lineId: line.line_item_id ?? line.line_item?.id,
        productId: line.line_item === undefined ? undefined : productName(line.line_item),
        variantId: line.line_item?.variant_id,
        quantity: line.quantity ?? 1,
        restocked: line.restock_type === undefined ? undefined : line.restock_type !== 'no_restock',
        amount: inShopMoney(line.subtotal_set, line.subtotal),
        tax: inShopMoney(line.total_tax_set, line.total_tax),
      }),
    ),
    reason: refund.note,
  });
}

const paidBack = (refund: Refund) =>
  refund.transactions.filter(
    ({ kind, status }) =>
      (kind === undefined || kind === 'refund') && status !== 'failure' && status !== 'error',
  );

/** Refunded shipping and duties, with their tax. */
function extrasOf(refund: Refund): string | undefined {
  const shipping = refund.order_adjustments
    .filter((one) => one.kind === 'shipping_refund')
    .flatMap((one) => [
      one.amount_set?.shop_money?.amount ?? one.amount,
      one.tax_amount_set?.shop_money?.amount ?? one.tax_amount,
    ])
    .map((value) => value?.replace('-', ''));
  const lines = refund.refund_shipping_lines.flatMap((one) => [
    inShopMoney(one.subtotal_amount_set),
    inShopMoney(one.tax_amount_set),
  ]);
  return sumOf([...shipping, ...lines, inShopMoney(refund.total_duties_set)]);
}

/**
 * The refunded amount is the sum of the refund transactions. They are in the currency the shopper paid in. If
 * that is not the shop's, the rate comes from the lines, which have both currencies, or else from the order if
 * it is known.
 */
function moneyOf(refund: Refund, currency: string | undefined, extras: string | undefined) {
  const paid = paidBack(refund);
  const lines = refund.refund_line_items;
  const worth = sumOf([
    ...lines.flatMap((line) => [
      inShopMoney(line.subtotal_set, line.subtotal),
      inShopMoney(line.total_tax_set, line.total_tax),
    ]),
    extras,
  ]);
  if (paid.length === 0) return { amount: worth ?? '0' };
  const inShop = paid.map((one) => one.amount_set?.shop_money?.amount);
  if (inShop.every((one) => one !== undefined)) return { amount: sumOf(inShop) };
  const amount = sumOf(paid.map((one) => one.amount)) ?? worth ?? '0';
  const foreign = paid.map((one) => one.currency?.toUpperCase()).find((code) => code !== undefined);
  if (foreign === undefined || foreign === currency) return { amount };
  const presented = { currency: foreign, amount };
  const shownLines = lines.filter((line) => shownCurrency(line.subtotal_set) === foreign);
  const shown = sumOf(
    shownLines.flatMap((line) => [
      line.subtotal_set?.presentment_money?.amount,
      line.total_tax_set?.presentment_money?.amount,
    ]),
  );
  const atShop = sumOf(
    shownLines.flatMap((line) => [inShopMoney(line.subtotal_set), inShopMoney(line.total_tax_set)]),
  );
  if (shown === undefined || atShop === undefined || Number(shown) === 0) return { presented };
  return {
    amount: shown === amount ? atShop : fixed((Number(amount) * Number(atShop)) / Number(shown), 4),
    presented,
  };
}
