import type { Instant, MinorUnits } from '@millrace/base';
import type { OrderAccount } from './order-account.ts';

/** What one order adds to the sums of one flow. All zero when it does not count. */
export interface Contribution {
  readonly orders: 0 | 1;
  readonly gross: MinorUnits;
  readonly discount: MinorUnits;
  readonly tax: MinorUnits;
  readonly refunded: MinorUnits;
  readonly net: MinorUnits;
  readonly revenue: MinorUnits;
  readonly cost: MinorUnits;
  readonly margin: MinorUnits;
}

export const NO_CONTRIBUTION: Contribution = {
  orders: 0,
  gross: 0,
  discount: 0,
  tax: 0,
  refunded: 0,
  net: 0,
  revenue: 0,
  cost: 0,
  margin: 0,
};

export function contributionOf(account: OrderAccount): Contribution {
  if (!account.counts) return NO_CONTRIBUTION;
  const { gross, discount, tax, refunded, net, revenue, cost, margin } = account;
  return { orders: 1, gross, discount, tax, refunded, net, revenue, cost, margin };
}

export interface Stay {
  readonly firstEnteredAt: Instant;
  /** The order that let the person in, if one did. */
  readonly firstOrderId: string | null;
  /** Until when outcomes count. */
  readonly windowEndsAt: Instant;
}

/**
 * Whether an order is an outcome of a stay in a flow: placed while the outcome window ran, and not the very order that
 * began it. Instants all by one clock.
 */
export function isOutcome(order: { readonly id: string; readonly placedAt: Instant }, stay: Stay): boolean {
  if (order.id === stay.firstOrderId) return false;
  return order.placedAt >= stay.firstEnteredAt && order.placedAt <= stay.windowEndsAt;
}
