import type { MinorUnits } from '@millrace/base';
import type { Facts } from '@millrace/flow';
import type { OfferOption } from './options.ts';

export type OfferFacts = Pick<Facts, 'cart' | 'customer' | 'store'>;

/** The expected purchase: the cart, or the person's average order when there is no cart. */
export interface Basket {
  /** Minor units before any new offer; null when unknown. */
  readonly revenue: MinorUnits | null;
  /** Cost of the goods as a share of `revenue`. */
  readonly costShare: number;
  readonly from: 'cart' | 'usual order' | 'nothing';
}

/**
 * The expected purchase. Its revenue is the lower of lines and cart total, since a code already used lowers
 * the total.
 */
export function basketOf({ cart, customer, store }: OfferFacts): Basket {
  if (cart && cart.lines.length > 0) {
    const goods = cart.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
    const cost = cart.lines.reduce(
      (sum, line) => sum + (line.cost ?? line.price * store.assumedCostShare) * line.quantity,
      0,
    );
    const revenue = cart.total > 0 ? Math.min(goods, cart.total) : goods;
    if (revenue > 0) return { revenue, costShare: cost / revenue, from: 'cart' };
  }
  if (cart && cart.total > 0) return { revenue: cart.total, costShare: store.assumedCostShare, from: 'cart' };
  if (customer.averageOrder > 0)
    return { revenue: customer.averageOrder, costShare: store.assumedCostShare, from: 'usual order' };
  return { revenue: null, costShare: store.assumedCostShare, from: 'nothing' };
}

/** What the customer pays under an offer, as a share of the basket; null when the basket's value is needed and unknown. */
function paidShare(option: OfferOption, { revenue }: Basket): number | null {
  if (option.kind === 'percentage') return 1 - option.value / 100;
  if (option.kind !== 'amount') return 1;
  return revenue === null ? null : Math.max(0, 1 - option.value / revenue);
}

/** What an offer costs besides a lower price, as a share of the basket; null as above. */
function extraCost(option: OfferOption, { revenue }: Basket, shippingCost: MinorUnits): number | null {
  if (option.kind === 'payment-plan') return option.value / 100;
  const cost = option.kind === 'free-shipping' ? shippingCost : option.kind === 'gift' ? option.value : 0;
  return cost === 0 ? 0 : revenue === null ? null : cost / revenue;
}

/** Margin as a share of the customer's payment, after goods and the cost of the offer; null when unknown. */
export function marginShareUnder(
  option: OfferOption,
  basket: Basket,
  shippingCost: MinorUnits,
): number | null {
  if (option.kind === 'percentage') return shareUnderPercentage(option.value, basket.costShare);
  const [paid, extra] = [paidShare(option, basket), extraCost(option, basket, shippingCost)];
  if (paid === null || extra === null) return null;
  return paid <= 0 ? -Infinity : (paid - basket.costShare - extra) / paid;
}

/** Margin as a share of the payment at a percentage off. */
function shareUnderPercentage(percent: number, costShare: number): number {
  const kept = 1 - percent / 100;
  return kept <= 0 ? -Infinity : (kept - costShare) / kept;
}

/** Tolerance for rounding errors, so that a margin of exactly the floor passes. */
export const HAIR = 1e-9;

/**
 * Margin in whole minor units if the basket is bought under this offer, rounded down; null when the basket is
 * unknown.
 */
export function marginIfBought(
  option: OfferOption,
  basket: Basket,
  shippingCost: MinorUnits,
): MinorUnits | null {
  const [paid, extra] = [paidShare(option, basket), extraCost(option, basket, shippingCost)];
  if (basket.revenue === null || paid === null || extra === null) return null;
  return Math.floor(basket.revenue * (paid - basket.costShare - extra) + HAIR);
}

/** The discount of a code. `value` is a percentage for `percentage`, minor units for `amount`. */
export interface Discount {
  readonly kind: 'percentage' | 'amount' | 'free-shipping';
  readonly value: number;
}

/**
 * The smallest order, in minor units, at which a discount leaves the floor as margin; null when no order
 * does. A code may be used for another basket than it was made for, so the limit has to hold for every
 * basket.
 *
 * With cost share c, floor f and cost k of the discount, an order r leaves (r - k - c r) of the (r - k) paid
 * with an amount off, and (r - k - c r) of r with free shipping; solved for r.
 * @param costShare cost of the goods as a share of their price, 0 to 1
 * @param floor share of the payment that has to remain as margin, 0 to 1
 */
export function smallestOrder(
  { kind, value }: Discount,
  costShare: number,
  shippingCost: MinorUnits,
  floor: number,
): MinorUnits | null {
  if (kind === 'percentage') return shareUnderPercentage(value, costShare) >= floor - HAIR ? 0 : null;
  const room = 1 - costShare - floor;
  const cost = kind === 'amount' ? value * (1 - floor) : shippingCost;
  if (cost <= 0) return room >= -HAIR ? 0 : null;
  return room <= HAIR ? null : Math.ceil(cost / room - HAIR);
}
