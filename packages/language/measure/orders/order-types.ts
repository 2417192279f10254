import type { Instant, MinorUnits } from '@millrace/base';

/**
 * The version of a value. Timestamps of whole seconds are common, so of two values with the same `at` the one
 * that arrived later counts.
 */
export interface Version {
  /** The sender's own timestamp. */
  readonly at: Instant;
  /** When the message arrived. */
  readonly told: Instant;
}

export type LineKind = 'goods' | 'gift-card' | 'tip';

/** A line as the sender gives it, in minor units of the shop's currency. Null: not given. */
export interface OrderLine {
  readonly lineId: string | null;
  readonly productId: string;
  readonly variantId: string | null;
  readonly kind: LineKind;
  /** Units ordered at first. */
  readonly quantity: number;
  /** Units left after edits and returns. */
  readonly currentQuantity: number | null;
  /** Price of one before discounts. `taxIncluded` of the order says whether it contains tax. */
  readonly price: MinorUnits;
  /** All discounts allocated to this line, for all its units together. */
  readonly discount: MinorUnits | null;
  /** Tax on the line after discounts, for all its units together. */
  readonly tax: MinorUnits | null;
  /** Cost of one to the store, when the sender gives it. */
  readonly cost: MinorUnits | null;
}

/** The fields of an order that a sender may give. A field that a message leaves out keeps its value. */
export interface OrderFields {
  readonly lines: readonly OrderLine[];
  /** The amount the customer had to pay in all when they ordered. */
  readonly total: MinorUnits;
  /** The same after edits, returns and refunds. */
  readonly currentTotal: MinorUnits;
  /** Goods after discounts. */
  readonly subtotal: MinorUnits;
  readonly currentSubtotal: MinorUnits;
  readonly discount: MinorUnits;
  readonly currentDiscount: MinorUnits;
  readonly tax: MinorUnits;
  readonly currentTax: MinorUnits;
  /** True when prices contain the tax. */
  readonly taxIncluded: boolean;
  readonly shipping: MinorUnits;
  readonly currentShipping: MinorUnits;
  readonly tip: MinorUnits;
  readonly duties: MinorUnits;
  /** The total as shown to the customer, in their own currency. Stored, and never added to anything. */
  readonly presented: { readonly currency: string; readonly total: MinorUnits };
  /** Ids of the refunds that `current...` figures already reflect. */
  readonly refundIds: readonly string[];
  readonly number: string;
  readonly placedAt: Instant;
  readonly discountCodes: readonly string[];
  readonly financialStatus: string;
  readonly fulfilmentStatus: string;
  /** True for a test order: it is stored and never counted. */
  readonly test: boolean;
}

/** Money given back, or units removed from the order without a payment. */
export interface OrderRefund {
  readonly id: string;
  readonly at: Instant;
  /** Minor units of the shop's currency; null when only `presented` or `lines` have the amount. */
  readonly amount: MinorUnits | null;
  readonly presented: { readonly currency: string; readonly amount: MinorUnits } | null;
  /** True when units leave the order without a payment: an edit before payment, a cancelled part. */
  readonly removal: boolean;
  /** Shipping and duties in the refund, with their tax. */
  readonly extras: MinorUnits | null;
  readonly lines: readonly RefundLine[];
}

export interface RefundLine {
  readonly lineId: string | null;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly quantity: number;
  /** False: the goods are lost to the store, so their cost stays. Null: not given. */
  readonly restocked: boolean | null;
  /** Value of the goods at their price, for all units; null: as in the order. */
  readonly amount: MinorUnits | null;
  readonly tax: MinorUnits | null;
}

/** Units added to, or removed from, existing lines. New lines come with the next full state. */
export interface OrderEdit {
  readonly id: string;
  readonly at: Instant;
  readonly changes: readonly { readonly lineId: string; readonly units: number }[];
}
