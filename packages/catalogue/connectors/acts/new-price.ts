import type { PriceTerms } from './change-price.ts';

/** A variant as the store sells it now. Minor units. */
export interface PricedVariant {
  readonly price: number;
  /** The old price, shown crossed out; null for none. */
  readonly compareAt: number | null;
  /** Null where the store does not know it. */
  readonly cost: number | null;
}

export interface NewPrice {
  readonly price: number;
  readonly compareAt: number | null;
}

export type PriceChange = NewPrice | 'same' | 'beyond';

/**
 * The price of a variant after the change, never below the floor or the margin and never above the ceiling.
 * If a limit would raise a price that should fall, or lower one that should rise, the price does not change.
 * @returns `beyond` if the price would be outside the limits and `terms.beyond` is `refuse`
 */
export function newPrice(variant: PricedVariant, terms: PriceTerms): PriceChange {
  const { price, compareAt } = variant;
  const wanted = wantedPrice(variant, terms);
  if (wanted === null) return 'same';
  const least = leastPrice(variant, terms);
  const most = terms.ceiling ?? Number.POSITIVE_INFINITY;
  const isBeyond = wanted < least || wanted > most;
  if (isBeyond && (terms.beyond === 'refuse' || least > most)) return 'beyond';
  const kept = Math.min(most, Math.max(least, wanted));
  // The limit would move the price in the opposite direction: it stays.
  const next = isBeyond && Math.sign(kept - price) !== Math.sign(wanted - price) ? price : kept;
  const before = beforeOf(variant, next, terms);
  return next === price && before === compareAt ? 'same' : { price: next, compareAt: before };
}

/** The lowest price that respects the floor and, after the cost, the margin. */
export function leastPrice(
  { price, cost }: PricedVariant,
  { floor, margin, assumedCostShare }: PriceTerms,
): number {
  const costs = cost ?? Math.round(price * assumedCostShare);
  // A millionth of a cent is a rounding error of binary fractions: 700 / 0.7 is exactly 1000.
  const byMargin = Math.ceil(costs / (1 - margin) - 1e-6);
  return Math.max(floor ?? 0, byMargin, 0);
}

function wantedPrice({ price, compareAt }: PricedVariant, { how, value }: PriceTerms): number | null {
  switch (how) {
    case 'lower-percent':
      return Math.round((price * (100 - Math.min(100, value))) / 100);
    case 'raise-percent':
      return Math.round((price * (100 + value)) / 100);
    case 'lower-amount':
      return Math.max(0, price - Math.round(value));
    case 'raise-amount':
      return price + Math.round(value);
    case 'set':
      return Math.round(value);
    case 'end-sale':
      return compareAt;
  }
}

/** The old price, shown crossed out: the highest known price, if the new one is lower. */
function beforeOf(
  { price, compareAt }: PricedVariant,
  next: number,
  { how, showBefore }: PriceTerms,
): number | null {
  if (how === 'end-sale') return next === price ? compareAt : null;
  const known = showBefore ? Math.max(price, compareAt ?? 0) : compareAt;
  // An old price must be higher than the new one.
  return known !== null && known > next ? known : null;
}
