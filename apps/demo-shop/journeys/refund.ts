import type { MinorUnits } from '@millrace/base';
import { priceOfLine } from '../shop/catalogue.ts';
import { amounts, firstBack, orderId, type Journey } from './journey.ts';
import type { RefundedLine, ShopRefund } from './shop-refund.ts';

/** Everything given back for an order, oldest first. An earlier release wrote down no more than when the first line came back. */
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

/** What has come back so far. */
export function backOf(journey: Journey) {
  const refunds = refundsOf(journey);
  const lines = refunds.flatMap((refund) => refund.lines);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    refunds,
    /** Of lines alone, and of the discount on them. */
    goods: sum(lines.map(({ amount }) => amount)),
    discount: sum(lines.map(({ discount }) => discount)),
    shipping: sum(refunds.map(({ shipping }) => shipping)),
    paid: sum(refunds.map(({ amount }) => amount)),
    quantityOf: (place: number) =>
      sum(lines.filter((line) => line.place === place).map(({ quantity }) => quantity)),
  };
}

/** How many of a line are left to come back. */
export const unitsLeft = (journey: Journey, place: number): number =>
  Math.max(0, (journey.lines[place]?.[1] ?? 0) - backOf(journey).quantityOf(place));

/** Money that can still be given back, minor units. */
export const moneyLeft = (journey: Journey): MinorUnits =>
  Math.max(0, amounts(journey).total - backOf(journey).paid);

/** Shipping that can still be given back, minor units. */
export function shippingLeft(journey: Journey): MinorUnits {
  const { shipping, discount } = amounts(journey);
  const paid = journey.used?.kind === 'shipping' ? Math.max(0, shipping - discount) : shipping;
  return Math.max(0, paid - backOf(journey).shipping);
}

/** What the next units of a line are worth: with those before them, to the cent what the line was sold for. */
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

/** The discount over the lines by what they are worth; the last one takes what is left over. Free delivery lowers no line. */
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
