import type { MinorUnits } from '@millrace/base';
import type { DecisionRecord, Facts } from '@millrace/flow';

/** The current state of a product. */
export interface ProductNow {
  readonly productId: string;
  readonly title: string;
  readonly category: string | null;
  readonly price: MinorUnits;
  /** Cost of one; null when unknown. */
  readonly cost: MinorUnits | null;
  /** Units left; null when not tracked. */
  readonly stock: number | null;
  readonly isForSale: boolean;
}

/** The bases by which a message block can choose products. */
export const PRODUCT_BASES = ['bought-together', 'best-sellers', 'same-category', 'recently-viewed'] as const;
export type ProductBasis = (typeof PRODUCT_BASES)[number];

export interface ProductWish {
  readonly basis: ProductBasis;
  readonly count: number;
  /** Products not to show, such as those just bought. Products in the basket are never shown. */
  readonly except: readonly string[];
  /** Products the person viewed, latest first. */
  readonly viewed: readonly string[];
}

/** The part of a model that chooses the products of messages. */
export interface ChoosesProducts {
  /** Ids of products to load before choosing, likeliest first. */
  candidates(facts: Facts, wish: ProductWish): readonly string[];
  /**
   * @param products current state, at least of those in `candidates`.
   * @returns ids to show, best first, and the record
   */
  choose(
    facts: Facts,
    products: readonly ProductNow[],
    wish: ProductWish,
  ): { readonly shown: readonly string[]; readonly record: DecisionRecord };
}
