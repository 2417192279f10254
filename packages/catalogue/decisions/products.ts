import type { MinorUnits } from '@millrace/base';
import type { DecisionRecord, Facts } from '@millrace/flow';

/** A product as it is now. */
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

/** By what the products of a message can be chosen, as its block says. */
export const PRODUCT_BASES = ['bought-together', 'best-sellers', 'same-category', 'recently-viewed'] as const;
export type ProductBasis = (typeof PRODUCT_BASES)[number];

export interface ProductWish {
  readonly basis: ProductBasis;
  readonly count: number;
  /** Not to be shown, such as what was just bought. What is in the basket never is. */
  readonly except: readonly string[];
  /** What the person looked at, the latest first. */
  readonly viewed: readonly string[];
}

/** The side of a model that chooses the products of messages. */
export interface ChoosesProducts {
  /** Ids worth loading fresh before choosing, likeliest first. */
  candidates(facts: Facts, wish: ProductWish): readonly string[];
  /** @param products as they are now, at least those of `candidates`. @returns ids to show, best first, and why */
  choose(
    facts: Facts,
    products: readonly ProductNow[],
    wish: ProductWish,
  ): { readonly shown: readonly string[]; readonly record: DecisionRecord };
}
