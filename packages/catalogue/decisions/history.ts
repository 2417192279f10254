import type { Instant, MinorUnits } from '@millrace/base';
import type { CartFacts, CustomerFacts, DecisionRecord, LineFacts, StoreFacts } from '@millrace/flow';

/**
 * A cart of the shop's past that no flow wrote about: taken up by none, or by one whose person was held out. All of it as it
 * was when the cart was last changed; instants are in the person's own time.
 */
export interface PastCart {
  readonly cart: Pick<
    CartFacts,
    'total' | 'itemsCount' | 'lines' | 'step' | 'device' | 'discountCodes' | 'newCategory'
  >;
  readonly customer: Pick<
    CustomerFacts,
    'ordersCount' | 'averageOrder' | 'lastOrderAt' | 'discountShare' | 'orderGapDays' | 'createdAt' | 'zone'
  >;
  readonly leftAt: Instant;
  /** Null while it is open. */
  readonly boughtAt: Instant | null;
  /** The present, by the person's clock. */
  readonly now: Instant;
}

/** An earlier decision of the model itself, and what came of it. Instants are in the person's own time. */
export interface PastDecision {
  readonly record: Pick<DecisionRecord, 'model' | 'by' | 'inputs' | 'options' | 'chosen' | 'score'>;
  readonly at: Instant;
  /** The present, by the person's clock. */
  readonly now: Instant;
  /** They were never given what was chosen. */
  readonly heldOut: boolean;
  /** Margin of the order it led to, minor units; null while nothing was bought. */
  readonly reward: MinorUnits | null;
}

/** An order that counts: placed, not cancelled, no test. */
export interface PastOrder {
  readonly lines: readonly Pick<LineFacts, 'productId' | 'title' | 'category'>[];
  readonly placedAt: Instant;
}

/** What of the shop's past a model can learn from. The engine reads each of these, newest first. */
export interface Histories {
  readonly carts: PastCart;
  readonly decisions: PastDecision;
  readonly orders: PastOrder;
}
export type HistoryName = keyof Histories;

/** What is true of the store while a model learns. */
export interface TrainingContext {
  /** Real time. */
  readonly now: Instant;
  readonly store: StoreFacts;
  /** How long a cart is left alone before it counts as abandoned, in milliseconds. */
  readonly abandonedAfter: number;
}
