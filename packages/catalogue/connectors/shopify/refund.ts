import { z } from 'zod';
import { parseAmount } from '@millrace/base';
import { amount, compact, id, instant, list, part, read, text } from '../reading.ts';
import { currencyOf, onceId, type Delivery } from './delivery.ts';
import { lineSchema, moneySet } from './line.ts';

const refundSchema = z.looseObject({
  id,
  order_id: id,
  created_at: instant,
  note: text(500),
  refund_line_items: list(
    z.looseObject({
      quantity: z.int().min(0),
      restock_type: text(),
      subtotal: amount.nullish(),
      total_tax: amount.nullish(),
      line_item: part(lineSchema),
      subtotal_set: moneySet,
    }),
    500,
  ),
  transactions: list(z.looseObject({ kind: text(), status: text(), amount: amount.nullish(), currency: text(10) }), 100),
});
type Refund = z.output<typeof refundSchema>;

/** `refunds/create`. It names its order and nobody: the person is the order's. */
export function refundEvent(payload: unknown, delivery: Delivery) {
  const refund = read(refundSchema, payload, 'The refund');
  const paid = paidBack(refund);
  const currency = currencyOf(paid[0]?.currency ?? refund.refund_line_items[0]?.subtotal_set?.shop_money?.currency_code, delivery.config);
  return {
    id: onceId(delivery.topic, refund.id),
    type: 'order-refunded',
    occurredAt: delivery.triggeredAt,
    properties: compact({
      orderId: refund.order_id,
      refundId: refund.id,
      currency,
      amount: amountOf(refund, currency),
      lines: refund.refund_line_items.map((line) => ({
        productId: line.line_item?.product_id ?? `custom:${line.line_item?.sku ?? line.line_item?.title ?? ''}`.slice(0, 255),
        quantity: line.quantity,
        restocked: line.restock_type !== undefined && line.restock_type !== 'no_restock',
      })),
      reason: refund.note,
    }),
  };
}

const paidBack = (refund: Refund) =>
  refund.transactions.filter(
    (transaction) => transaction.kind === 'refund' && transaction.status !== 'failure' && transaction.status !== 'error',
  );

/** What really went back is the sum of the refund transactions; a refund without any (store credit) is worth its lines. */
function amountOf(refund: Refund, currency = 'USD'): number {
  const units = (value: string | null | undefined) => parseAmount(value, currency) ?? 0;
  const transactions = paidBack(refund);
  if (transactions.length > 0) return transactions.reduce((sum, transaction) => sum + units(transaction.amount), 0);
  return refund.refund_line_items.reduce((sum, line) => sum + units(line.subtotal) + units(line.total_tax), 0);
}
