import type { Instant, MinorUnits } from '@millrace/base';

/** A price that an app set, in place of the first price. Kept in the state file. */
export interface ShelfPrice {
  readonly price: MinorUnits;
  /** The earlier price, shown crossed out; null for none. */
  readonly compareAt: MinorUnits | null;
  /** Real time. */
  readonly changedAt: Instant;
}

/** Texts of a product that an app has written. */
export interface ShelfTexts {
  readonly title?: string;
  /** HTML. */
  readonly description?: string;
  readonly pageTitle?: string;
  readonly metaDescription?: string;
  /** Real time. */
  readonly changedAt: Instant;
}
