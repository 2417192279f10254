import type { Instant, MinorUnits } from '@millrace/base';
import type { CartFacts, CustomerFacts, DecisionRecord, LineFacts, StoreFacts } from '@millrace/flow';

/**
 * A past cart without a message: no flow enrolled it, or its person was in the holdout. All values are as of
 * the last change of the cart; instants are in the person's own time.
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
  /** The present, in the person's own time. */
  readonly now: Instant;
}

/** An earlier decision of the model itself, with its result. Instants are in the person's own time. */
export interface PastDecision {
  readonly record: Pick<DecisionRecord, 'model' | 'by' | 'inputs' | 'options' | 'chosen' | 'score'>;
  readonly at: Instant;
  /** The present, in the person's own time. */
  readonly now: Instant;
  /** True when the person was in the holdout, so that the choice had no effect. */
  readonly heldOut: boolean;
  /** Margin of the order it led to, minor units; null while nothing was bought. */
  readonly reward: MinorUnits | null;
  /** Id of the customer it was about. */
  readonly person: string;
  /** The step that it was made at. */
  readonly flow: string;
  readonly node: string;
}

/** An earlier decision of the model about a message, with what the message did. */
export interface PastSend extends PastDecision {
  /** Whether they unsubscribed by a message of the channel it chose, sent in the same entry after the decision. */
  readonly unsubscribed: boolean;
}

/** An order that counts: placed, not cancelled, not a test. */
export interface PastOrder {
  readonly lines: readonly Pick<LineFacts, 'productId' | 'title' | 'category'>[];
  readonly placedAt: Instant;
}

/** Somebody who ordered, with all their orders that count. Instants are in the person's own time. */
export interface PastBuyer {
  readonly customerId: string;
  /** Oldest first, one at least. Revenue without tax and shipping, less refunds, in minor units. */
  readonly orders: readonly { readonly at: Instant; readonly revenue: MinorUnits }[];
  /** The present, in the person's own time. */
  readonly now: Instant;
}

/** Somebody who ordered, with what they bought. Instants are in the person's own time. */
export interface PastShopper {
  readonly customerId: string;
  /** IANA zone that exists: the person's, or the store's while theirs is unknown. */
  readonly zone: string;
  /**
   * Oldest first, one at least: of orders that count and were not refunded in full, without products that they have a subscription
   * of. Variants are one product.
   */
  readonly purchases: readonly {
    readonly productId: string;
    readonly title: string;
    readonly at: Instant;
    /** Pieces, 1 or more. */
    readonly quantity: number;
  }[];
  /** The present, in the person's own time. */
  readonly now: Instant;
}

/**
 * Somebody, with the times at which they were there in the last half year, and the model's own earlier decisions about them.
 * Instants are in the person's own time.
 */
export interface PastVisitor {
  /** IANA zone that exists: the person's, or the store's while theirs is unknown. */
  readonly zone: string;
  /** Of events of `VISIT_EVENTS`, newest first. */
  readonly times: readonly Instant[];
  readonly decisions: readonly PastDecision[];
  /** The present, in the person's own time. */
  readonly now: Instant;
}

/** A product that is sold, with what was asked for of it. Weeks end yesterday, in the time zone of the store. */
export interface PastProduct {
  readonly productId: string;
  /**
   * Oldest first, from when it was first known. Units of orders that count, also those returned later; and the days, 0 to 7, on which it
   * is not known to have been out of stock.
   */
  readonly weeks: readonly { readonly units: number; readonly days: number }[];
  /** Units by day of the week, Monday first, of the last half year. */
  readonly weekdays: readonly number[];
}

/** A ticket of the last year, with what became known of it. Instants are in real time. */
export interface PastTicket {
  /** What the customer wrote. It must not be kept by whoever learns from it. */
  readonly text: string | null;
  /** Id of the customer; null when they are unknown. */
  readonly person: string | null;
  /** Names of classes, intents and topics that the help desk gave when the ticket was opened; and later, newest first. */
  readonly deskFirst: readonly string[];
  readonly deskLater: readonly string[];
  /** The option that somebody of the team said was right, or sent an answer for; null when nobody did. */
  readonly team: string | null;
  /** What the model said of it in a flow; null when no flow decided. */
  readonly decided: (Pick<DecisionRecord, 'by' | 'chosen'> & { readonly probability: number }) | null;
  readonly at: Instant;
}

/** The kinds of history a model can learn from. The engine reads each of them, newest first. */
export interface Histories {
  readonly carts: PastCart;
  readonly decisions: PastDecision;
  readonly sends: PastSend;
  readonly orders: PastOrder;
  readonly buyers: PastBuyer;
  readonly shoppers: PastShopper;
  readonly visitors: PastVisitor;
  readonly products: PastProduct;
  readonly tickets: PastTicket;
}
export type HistoryName = keyof Histories;

/** The state of the store during training. */
export interface TrainingContext {
  /** Real time. */
  readonly now: Instant;
  readonly store: StoreFacts;
  /** How long a cart is left alone before it counts as abandoned, in milliseconds. */
  readonly abandonedAfter: number;
}
