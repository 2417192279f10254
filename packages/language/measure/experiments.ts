import { draw } from '@millrace/base';
import type { Interval, SequenceOptions } from './confidence-sequence.ts';
import { differenceOfMeans, differenceOfRates } from './difference.ts';
import { mean, type Sums } from './sums.ts';

/**
 * Index of the variant a person is in, always the same: a salted hash compared with the cumulated shares.
 * @param shares of each variant, each at least 0; they need not add up to 1
 */
export function assignVariant(salt: string, personId: string, shares: readonly number[]): number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let left = draw(`variant:${salt}`, personId) * total;
  for (let index = 0; index < shares.length; index += 1) {
    left -= shares[index]!;
    if (left < 0) return index;
  }
  return Math.max(
    0,
    shares.findLastIndex((share) => share > 0),
  );
}

export interface Comparison {
  /** Difference of each further variant from the first, in the unit of the metric. */
  readonly against: readonly Interval[];
  /** Index of the variant that is better than every other one at the given level; null while none is. */
  readonly winner: number | null;
  /** Index of the variant with the highest mean so far. */
  readonly best: number;
}

/**
 * Compares any number of variants of one step, at any time. The error is split over the pairs (Bonferroni),
 * so that all intervals are valid together and at all times.
 * @param kind `rate` for something people did or did not, `mean` for money or counts
 */
export function compareVariants(
  variants: readonly Sums[],
  kind: 'rate' | 'mean',
  options: SequenceOptions = {},
): Comparison {
  const pairs = Math.max(1, (variants.length * (variants.length - 1)) / 2);
  const level = 1 - (1 - (options.level ?? 0.95)) / pairs;
  const difference = (left: Sums, right: Sums): Interval => {
    const { estimate, lower, upper } = (kind === 'rate' ? differenceOfRates : differenceOfMeans)(
      left,
      right,
      { ...options, level },
    );
    return { estimate, lower, upper };
  };
  const best = variants.reduce(
    (leader, sums, index) => (mean(sums) > mean(variants[leader]!) ? index : leader),
    0,
  );
  const isSure =
    variants.length > 1 &&
    variants.every((sums, index) => index === best || difference(variants[best]!, sums).lower > 0);
  return {
    against: variants.slice(1).map((sums) => difference(sums, variants[0]!)),
    winner: isSure ? best : null,
    best,
  };
}
