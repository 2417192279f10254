import type { MinorUnits } from '@millrace/base';
import { priceOfLine } from '../shop/catalogue.ts';
import { amounts, firstBack, orderId, type Journey } from './journey.ts';
import type { RefundedLine, ShopRefund } from './shop-refund.ts';

/** The refunds of an order, oldest first. An earlier release recorded only when the first line came back. */
export function refundsOf(journey: Journey): readonly ShopRefund[] {
  const { refunds, refundedAt } = journey;
  if (refunds !== undefined || refundedAt === undefined) return refunds ?? [];
  const { amount, discount } = firstBack(journey);
  const line: RefundedLine = { place: 0, quantity: 1, restock: 'return', amount, discount };
  return [
    {
      id: orderId(journey) + 3,
      at: refundedAt,
      note: 'Changed their mind',
      lines: [line],
      shipping: 0,
      amount,
    },
  ];
}

/** All refunds so far, with their sums. */
export function backOf(journey: Journey) {
  const refunds = refundsOf(journey);
  const lines = refunds.flatMap((refund) => refund.lines);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    refunds,
    /** Of the lines only, and the discount on them. */
    goods: sum(lines.map(({ amount }) => amount)),
    discount: sum(lines.map(({ discount }) => discount)),
    shipping: sum(refunds.map(({ shipping }) => shipping)),
    paid: sum(refunds.map(({ amount }) => amount)),
    quantityOf: (place: number) =>
      sum(lines.filter((line) => line.place === place).map(({ quantity }) => quantity)),
  };
}

/** How many units of a line can still come back. */
export const unitsLeft = (journey: Journey, place: number): number =>
  Math.max(0, (journey.lines[place]?.[1] ?? 0) - backOf(journey).quantityOf(place));

/** Money that can still be refunded, in minor units. */
export const moneyLeft = (journey: Journey): MinorUnits =>
  Math.max(0, amounts(journey).total - backOf(journey).paid);

/** Shipping that can still be refunded, in minor units. */
export function shippingLeft(journey: Journey): MinorUnits {
  const { shipping, discount } = amounts(journey);
  const paid = journey.used?.kind === 'shipping' ? Math.max(0, shipping - discount) : shipping;
  return Math.max(0, paid - backOf(journey).shipping);
}

/** What the next units of a line are worth. All units together come to the price of the line, to the cent. */
export function worthOf(
  journey: Journey,
  place: number,
  quantity: number,
): Pick<RefundedLine, 'amount' | 'discount'> {
  const line = journey.lines[place]!;
  const [, count] = line;
  const before = backOf(journey).quantityOf(place);
  const share = (units: number) => Math.round((discountOfLine(journey, place) * units) / count);
  const discount = share(before + quantity) - share(before);
  return { amount: priceOfLine(line) * quantity - discount, discount };
}

/**
 * The part of the discount for a line, in proportion to its price; the last line takes the rest. Free shipping lowers
 * no line.
 */
function discountOfLine(journey: Journey, place: number): number {
  const { goods, discount } = amounts(journey);
  if (journey.used?.kind === 'shipping' || goods === 0) return 0;
  const upTo = (end: number) =>
    Math.round(
      (discount * journey.lines.slice(0, end).reduce((sum, line) => sum + priceOfLine(line) * line[1], 0)) /
        goods,
    );
  return upTo(place + 1) - upTo(place);
}
