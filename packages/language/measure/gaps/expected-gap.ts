import { normalQuantile } from '../demand-quantile.ts';
import { normalShareBelow } from '../special.ts';

/** Somebody's purchases of one product: days between them, and the wait since the last. */
export interface Repeats {
  readonly product: string;
  /** Oldest first. `days` is 1 or more; `quantity` is how many the purchase before the gap was of, above 0. */
  readonly gaps: readonly { readonly days: number; readonly quantity: number }[];
  /** Days since the last purchase, 0 or more. */
  readonly waited: number;
  /** How many the last purchase was of, above 0. */
  readonly quantity: number;
}

/** What is known of the gaps of one product. */
export interface GapProduct {
  /** Mean of the logarithm of days between purchases of one piece, and the variance of that estimate. */
  readonly mean: number;
  readonly doubt: number;
  /** Variances of the logarithm between people, and between gaps of one of them, drawn a little towards those of the store. */
  readonly people: number;
  readonly rest: number;
  /** Share of buyers who buy it again after their first purchase, and after a later one. */
  readonly first: number;
  readonly later: number;
}

/**
 * Gaps between purchases: log-normal, with the logarithm's mean drawn for each product around that of the store, and for each
 * person and product around that of the product. After each purchase some never come again (a cure model: Boag, Journal of the Royal
 * Statistical Society B 11(1), 1949).
 */
export interface GapModel {
  /** Of a product that nothing is known of. */
  readonly usual: GapProduct;
  /** Variances of the logarithm: between products, between people with the same product, between gaps of one of them. */
  readonly products: number;
  readonly people: number;
  readonly rest: number;
  /** Power of the quantity by which a gap is longer: 1 when twice as many last twice as long. */
  readonly quantity: number;
  readonly byProduct: Readonly<Record<string, GapProduct>>;
}

/** The next gap of somebody, as seen on the day of their last purchase. */
export interface ExpectedGap {
  /** Mean and standard deviation of the logarithm of its days. */
  readonly mean: number;
  readonly spread: number;
  /** Chance that they buy it again at all. */
  readonly again: number;
}

/** The gap after the last purchase. What somebody did before is drawn towards the product, the more so the less it is. */
export function expectedGap(
  model: GapModel,
  { product, gaps, quantity }: Omit<Repeats, 'waited'>,
): ExpectedGap {
  const { mean, doubt, people, rest, first, later } = model.byProduct[product] ?? model.usual;
  const count = gaps.length;
  const sum = gaps.reduce(
    (total, gap) => total + Math.log(gap.days) - model.quantity * Math.log(gap.quantity),
    0,
  );
  const drawn = people / (rest + count * people);
  const left = 1 - count * drawn;
  return {
    mean: mean * left + drawn * sum + model.quantity * Math.log(quantity),
    spread: Math.sqrt(rest + people * left + doubt * left * left),
    again: count === 0 ? first : later,
  };
}

/** Chance of a gap of more than so many days, of those who buy again. @param days 0 or more */
const longer = ({ mean, spread }: ExpectedGap, days: number): number =>
  days <= 0 ? 1 : normalShareBelow((mean - Math.log(days)) / spread);

/** Chance that nothing was bought within so many days, by those who buy again and those who never do. @param days 0 or more */
export const noGapWithin = (gap: ExpectedGap, days: number): number =>
  1 - gap.again + gap.again * longer(gap, days);

/**
 * Chance that somebody who has waited so many days buys it again in the next ones. What has never been seen, such as a gap of
 * years in a history of months, weighs little in it. @param waited, days 0 or more
 */
export function chanceWithin(gap: ExpectedGap, waited: number, days: number): number {
  const none = noGapWithin(gap, waited);
  return none <= 0 ? 0 : gapChance(gap, waited, waited + days) / none;
}

/** Chance of a gap above `from` and up to `to` days. @param from 0 or more */
export const gapChance = (gap: ExpectedGap, from: number, to: number): number =>
  gap.again * Math.max(0, longer(gap, from) - longer(gap, to));

/** Days within which a share of those buy who buy again. @param share between 0 and 1, both excluded */
export const gapQuantile = ({ mean, spread }: ExpectedGap, share: number): number =>
  Math.exp(mean + spread * normalQuantile(share));
