import { orderId, type Journey } from '../journeys/journey.ts';
import type { ShopRefund } from '../journeys/shop-refund.ts';
import type { World } from '../people/person.ts';
import { orderLines } from './lines.ts';
import { LOCATION } from './location.ts';
import { amountText, isoText, moneySet } from './money-text.ts';

/** `refunds/create`, and the same refund inside its order. */
export function refundPayload(
  { currency }: World,
  journey: Journey,
  { id, at, note, lines, shipping, amount }: ShopRefund,
) {
  const order = orderId(journey);
  const told = orderLines(journey.lines, order, currency, journey.sentAt !== null);
  const goods = lines.reduce((sum, line) => sum + line.amount, 0);
  /** Difference between the amount and the sum of lines and shipping. */
  const beside = amount - goods - shipping;
  const adjustment = (kind: string, place: number, minor: number) => ({
    id: id + 30 + place,
    order_id: order,
    refund_id: id,
    kind,
    amount: amountText(-minor, currency),
    amount_set: moneySet(-minor, currency),
    tax_amount: '0.00',
    tax_amount_set: moneySet(0, currency),
    reason: kind === 'shipping_refund' ? 'Shipping refund' : 'Refund discrepancy',
  });
  return {
    id,
    order_id: order,
    created_at: isoText(at),
    processed_at: isoText(at),
    note,
    user_id: null,
    restock: lines.some(({ restock }) => restock !== 'no_restock'),
    duties: [],
    order_adjustments: [
      ...(shipping > 0 ? [adjustment('shipping_refund', 0, shipping)] : []),
      ...(beside === 0 ? [] : [adjustment('refund_discrepancy', 1, beside)]),
    ],
    refund_line_items: lines.map((line, index) => ({
      id: id + 1 + index,
      quantity: line.quantity,
      line_item_id: told[line.place]!.id,
      location_id: line.restock === 'no_restock' ? null : LOCATION,
      restock_type: line.restock,
      subtotal: Number(amountText(line.amount, currency)),
      total_tax: 0,
      subtotal_set: moneySet(line.amount, currency),
      total_tax_set: moneySet(0, currency),
      line_item: told[line.place],
    })),
    transactions:
      amount === 0
        ? []
        : [
            {
              id: id + 2,
              order_id: order,
              kind: 'refund',
              gateway: GATEWAY,
              status: 'success',
              amount: amountText(amount, currency),
              currency,
              created_at: isoText(at),
            },
          ],
  };
}

/** The payment gateway of every order. */
export const GATEWAY = 'shopify_payments';
