import type { Instant, MinorUnits } from '@millrace/base';

/** Units of one line that came back, or were never sent. */
export interface RefundedLine {
  /** Which line of the order, from nought. */
  readonly place: number;
  readonly quantity: number;
  readonly restock: 'return' | 'cancel' | 'no_restock' | 'legacy_restock';
  /** Minor units, with the discount taken off. */
  readonly amount: MinorUnits;
  /** The part of the discount that goes with it. */
  readonly discount: MinorUnits;
}

/** Money given back for an order. Kept in the state file. */
export interface ShopRefund {
  readonly id: number;
  /** Real time. */
  readonly at: Instant;
  readonly note: string | null;
  readonly lines: readonly RefundedLine[];
  readonly shipping: MinorUnits;
  /** What really went back, minor units. */
  readonly amount: MinorUnits;
}

/** What was asked under a key, and what came of it. */
export interface RefundKey {
  /** The input, as text. */
  readonly asked: string;
  readonly orderId: number;
  readonly refundId: number;
  /** Real time. */
  readonly at: Instant;
}
