import type { Instant, MinorUnits } from '@millrace/base';

/**
 * When a state of an order was true by the sender's own stamp, and when it was told. Stamps of whole seconds are common,
 * so of two states with the same stamp the one told later counts.
 */
export interface Version {
  readonly at: Instant;
  readonly told: Instant;
}

export type LineKind = 'goods' | 'gift-card' | 'tip';

/** A line as the sender says it, in minor units of the shop's currency. Null: not said. */
export interface OrderLine {
  readonly lineId: string | null;
  readonly productId: string;
  readonly variantId: string | null;
  readonly kind: LineKind;
  /** Units ordered at first. */
  readonly quantity: number;
  /** Units that are left after edits and returns. */
  readonly currentQuantity: number | null;
  /** Price of one before any discount, tax in it or not as the whole order. */
  readonly price: MinorUnits;
  /** All discounts allocated to this line, for all its units together. */
  readonly discount: MinorUnits | null;
  /** Tax on the line after discounts, for all its units together. */
  readonly tax: MinorUnits | null;
  /** What one costs the store, when the sender says so. */
  readonly cost: MinorUnits | null;
}

/** What a sender may say of an order. All of it is optional, and what is not said stays as it was. */
export interface OrderFields {
  readonly lines: readonly OrderLine[];
  /** What the customer had to pay in all when they ordered. */
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
  /** What the customer was shown, in their own currency. Kept beside, and never added to anything. */
  readonly presented: { readonly currency: string; readonly total: MinorUnits };
  /** Ids of the refunds that `current...` figures already reflect. */
  readonly refundIds: readonly string[];
  readonly number: string;
  readonly placedAt: Instant;
  readonly discountCodes: readonly string[];
  readonly financialStatus: string;
  readonly fulfilmentStatus: string;
  /** An order that only tries the checkout out: read, and never counted. */
  readonly test: boolean;
}

/** Money given back, or units taken out of the order without any money moving. */
export interface OrderRefund {
  readonly id: string;
  readonly at: Instant;
  /** Minor units of the shop's currency; null when only `presented` or `lines` say how much. */
  readonly amount: MinorUnits | null;
  readonly presented: { readonly currency: string; readonly amount: MinorUnits } | null;
  /** Units leave the order and no money moves: an edit before payment, a cancelled part. */
  readonly removal: boolean;
  /** Shipping and duties in it, with their tax. */
  readonly extras: MinorUnits | null;
  readonly lines: readonly RefundLine[];
}

export interface RefundLine {
  readonly lineId: string | null;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly quantity: number;
  /** False: the goods are lost to the store, their cost stays. Null: not said. */
  readonly restocked: boolean | null;
  /** Goods as they were priced, for all units; null: as in the order. */
  readonly amount: MinorUnits | null;
  readonly tax: MinorUnits | null;
}

/** Units added to or taken off lines the order has already. New lines come with the next full state. */
export interface OrderEdit {
  readonly id: string;
  readonly at: Instant;
  readonly changes: readonly { readonly lineId: string; readonly units: number }[];
}
