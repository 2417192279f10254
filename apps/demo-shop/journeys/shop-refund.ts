import type { Instant, MinorUnits } from '@millrace/base';

/** Units of one line that came back, or were never sent. */
export interface RefundedLine {
  /** Index of the line in the order, from 0. */
  readonly place: number;
  readonly quantity: number;
  readonly restock: 'return' | 'cancel' | 'no_restock' | 'legacy_restock';
  /** Minor units, with the discount taken off. */
  readonly amount: MinorUnits;
  /** Its part of the discount. */
  readonly discount: MinorUnits;
}

/** A refund of an order. Kept in the state file. */
export interface ShopRefund {
  readonly id: number;
  /** Real time. */
  readonly at: Instant;
  readonly note: string | null;
  readonly lines: readonly RefundedLine[];
  readonly shipping: MinorUnits;
  /** The amount that was really refunded, in minor units. */
  readonly amount: MinorUnits;
}

/** What was asked under a key, and the refund made for it. */
export interface RefundKey {
  /** The input, as text. */
  readonly asked: string;
  readonly orderId: number;
  readonly refundId: number;
  /** Real time. */
  readonly at: Instant;
}
