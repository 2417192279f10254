import { parseAmount } from '@millrace/base';
import { orderId, type Journey } from '../../journeys/journey.ts';
import { moneyLeft, shippingLeft, unitsLeft, worthOf } from '../../journeys/refund.ts';
import { GATEWAY } from '../../shopify/refund.ts';
import { LOCATION } from '../../shopify/location.ts';
import { amountText } from '../../shopify/money-text.ts';
import { moneyBag } from './money-bag.ts';

export interface RefundLineInput {
  readonly lineItemId: string;
  readonly quantity: number;
  readonly restockType?: string | null;
  readonly locationId?: string | null;
}

export interface SuggestedArgs {
  readonly refundLineItems?: readonly RefundLineInput[] | null;
  readonly refundShipping?: boolean | null;
  readonly shippingAmount?: string | null;
  readonly suggestFullRefund?: boolean | null;
}

/** Index of the line of the order with this id, from 0; null for none. */
export function placeOf(journey: Journey, gid: string): number | null {
  const place = journey.lines.findIndex((_, index) => gid === lineGid(journey, index));
  return place < 0 ? null : place;
}
export const lineGid = (journey: Journey, place: number): string =>
  `gid://shopify/LineItem/${orderId(journey) * 10 + place}`;

/**
 * `SuggestedRefund`: the worth of these lines and the shipping, never more than is left of what was paid.
 * @param lineNodeAt gives the node of the line at an index
 */
export function suggestedRefund(
  journey: Journey,
  args: SuggestedArgs,
  currency: string,
  lineNodeAt: (place: number) => object,
) {
  const isFull = args.suggestFullRefund === true;
  const wanted: readonly RefundLineInput[] = isFull
    ? journey.lines.map((_, place) => ({
        lineItemId: lineGid(journey, place),
        quantity: unitsLeft(journey, place),
      }))
    : (args.refundLineItems ?? []);
  const lines = wanted.flatMap((line) => {
    const place = placeOf(journey, line.lineItemId);
    const quantity = place === null ? 0 : Math.min(line.quantity, unitsLeft(journey, place));
    return place === null || quantity === 0
      ? []
      : [
          {
            place,
            quantity,
            restock: line.restockType ?? 'NO_RESTOCK',
            ...worthOf(journey, place, quantity),
          },
        ];
  });
  const asked =
    args.shippingAmount == null ? shippingLeft(journey) : (parseAmount(args.shippingAmount, currency) ?? 0);
  const shipping = isFull || args.refundShipping ? Math.min(asked, shippingLeft(journey)) : 0;
  const goods = lines.reduce((sum, { amount }) => sum + amount, 0);
  const discount = lines.reduce((sum, line) => sum + line.discount, 0);
  const most = moneyLeft(journey);
  const amount = isFull ? most : Math.min(most, goods + shipping);
  const bag = (minor: number) => moneyBag(amountText(minor, currency), currency);
  return {
    amountSet: bag(amount),
    maximumRefundableSet: bag(most),
    subtotalSet: bag(goods + discount),
    discountedSubtotalSet: bag(goods),
    totalCartDiscountAmountSet: bag(discount),
    totalTaxSet: bag(0),
    totalDutiesSet: bag(0),
    shipping: { amountSet: bag(shipping), maximumRefundableSet: bag(shippingLeft(journey)), taxSet: bag(0) },
    refundDuties: [],
    refundLineItems: lines.map(({ place, quantity, restock, amount: worth }) => ({
      lineItem: lineNodeAt(place),
      quantity,
      restockType: restock,
      restocked: restock !== 'NO_RESTOCK',
      location: { id: `gid://shopify/Location/${LOCATION}`, name: 'The shed' },
      priceSet: bag(Math.round(worth / quantity)),
      subtotalSet: bag(worth),
      totalTaxSet: bag(0),
    })),
    suggestedTransactions:
      most === 0
        ? []
        : [
            {
              gateway: GATEWAY,
              formattedGateway: 'Shopify Payments',
              accountNumber: null,
              kind: 'SUGGESTED_REFUND',
              amountSet: bag(amount),
              maximumRefundableSet: bag(most),
              parentTransaction: { id: saleGid(journey) },
            },
          ],
  };
}

/** The one payment of an order. */
export const saleGid = (journey: Journey): string => `gid://shopify/OrderTransaction/${orderId(journey) + 8}`;
