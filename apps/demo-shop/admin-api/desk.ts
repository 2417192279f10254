import type { Instant, MinorUnits } from '@millrace/base';
import type { GraphQLResolveInfo } from 'graphql';
import type { Journey, ParcelHold } from '../journeys/journey.ts';
import type { RefundKey, ShopRefund } from '../journeys/shop-refund.ts';
import type { KnownCustomer } from '../people/known-customer.ts';
import type { OrderPayload } from '../shopify/order.ts';
import type { ShopCode } from '../shop/codes.ts';
import type { Product } from '../shop/product.ts';
import type { ShelfTexts } from '../shop/shelf-price.ts';
import type { WebhookBook } from '../shop/webhook-book.ts';

/** The data and actions that the Admin API works on: the shop as its owner sees it. */
export interface Desk {
  readonly currency: string;
  /** Real time, epoch milliseconds. */
  now(): Instant;
  /** By the code in capitals. */
  readonly codes: Record<string, ShopCode>;
  /** Tags that were added, by number of the customer. */
  readonly tags: Record<string, string[]>;
  readonly webhooks: WebhookBook;
  /** Notes that apps wrote, by number of the customer. */
  readonly notes: Record<string, string>;
  /** Whether there is such a customer. */
  knows(customer: string): boolean;
  /** Records that a customer changed just now. */
  changed(customer: string): void;
  customers(): readonly KnownCustomer[];
  products(): readonly ShelvedProduct[];
  /** Orders that the shop still has, unsorted. */
  orders(): readonly KnownOrder[];
  /** The refund that was made under each key. */
  readonly refundKeys: Record<string, RefundKey>;
  /** Refunds money for an order. */
  giveBack(order: KnownOrder, given: Omit<ShopRefund, 'id' | 'at'>): ShopRefund;
  /** Sets tags or the note of an order. */
  noteOrder(order: KnownOrder, change: { readonly tags?: readonly string[]; readonly note?: string }): void;
  /** Writes texts of a product; those that are left out stay. */
  writeTexts(product: number, texts: Omit<ShelfTexts, 'changedAt'>): void;
  /** Keeps the parcel of an order in the shop, or lets it go. */
  hold(order: KnownOrder, hold: ParcelHold | null): void;
  setPrice(product: number, price: MinorUnits, compareAt: MinorUnits | null): void;
}

/** A product with its current price, texts and stock. */
export interface ShelvedProduct {
  readonly product: Product;
  /** What apps wrote; null when none did. */
  readonly texts: ShelfTexts | null;
  readonly stock: number;
  /** The earlier price, shown crossed out; null for none. */
  readonly compareAt: MinorUnits | null;
  /** Real time. */
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface KnownOrder {
  readonly id: number;
  /** Real time. */
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly customer: KnownCustomer;
  readonly journey: Journey;
  /** The payload that a webhook would have now. */
  payload(): OrderPayload;
}

/** A field of the root: a query or a mutation that this shop answers. */
export type Operation = (args: never, desk: Desk, info: GraphQLResolveInfo) => unknown;
export type Operations = Readonly<Record<string, Operation>>;

export interface UserError {
  readonly code?: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}
