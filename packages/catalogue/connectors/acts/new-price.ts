import type { PriceTerms } from './change-price.ts';

/** A variant as the store sells it now. Minor units. */
export interface PricedVariant {
  readonly price: number;
  /** The price before, as it is shown crossed out; null for none. */
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
 * The price of a variant after the change, never below the floor or the margin and never above the ceiling. A price that is to fall
 * does not rise because its limit is higher, and the other way round: it stays.
 * @returns `beyond` when it would be, and the terms say that nothing is changed then
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
  // Kept by its limit on the other side of where it stands: it goes nowhere.
  const next = isBeyond && Math.sign(kept - price) !== Math.sign(wanted - price) ? price : kept;
  const before = beforeOf(variant, next, terms);
  return next === price && before === compareAt ? 'same' : { price: next, compareAt: before };
}

/** The lowest price that keeps the floor, and after the cost the margin. */
export function leastPrice(
  { price, cost }: PricedVariant,
  { floor, margin, assumedCostShare }: PriceTerms,
): number {
  const costs = cost ?? Math.round(price * assumedCostShare);
  // A millionth of a cent is an error of binary fractions: 700 / 0.7 is 1000, and not a hair more.
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

/** What is shown crossed out: the highest price known, while the new one is lower. */
function beforeOf(
  { price, compareAt }: PricedVariant,
  next: number,
  { how, showBefore }: PriceTerms,
): number | null {
  if (how === 'end-sale') return next === price ? compareAt : null;
  const known = showBefore ? Math.max(price, compareAt ?? 0) : compareAt;
  // A price before that is no higher than the new one would be no price before.
  return known !== null && known > next ? known : null;
}
