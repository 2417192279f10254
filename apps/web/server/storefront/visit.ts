import type { KnownStorefront } from '@millrace/run/storefront';

/** A request of a page of a store, or of somebody who came from one. */
export interface Visit {
  readonly request: Request;
  readonly storefront: KnownStorefront;
  /** The header `Origin`. */
  readonly origin: string | null;
  /** What follows in the path. */
  readonly rest: readonly string[];
}
