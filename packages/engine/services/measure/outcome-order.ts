import type { Instant } from '@millrace/base';

/** An order as measuring looks at it. Money in minor units. */
export interface OutcomeOrder {
  readonly id: string;
  readonly total: number;
  readonly margin: number | null;
  readonly discount: number;
  readonly cart_id: string | null;
  readonly placed_at: Instant;
  readonly refunded: number;
  readonly refunded_margin: number;
}
