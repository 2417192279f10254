/**
 * The sums of a metric for a group of people, from which mean and variance follow, and which can be updated
 * with every event. Sums of money are integers in minor units; beyond 2^53 they lose a part in 10^16, which
 * no interval shows.
 */
export interface Sums {
  /** People. */
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

export const NO_SUMS: Sums = { n: 0, sum: 0, sumOfSquares: 0 };

export function addValue(sums: Sums, value: number): Sums {
  return { n: sums.n + 1, sum: sums.sum + value, sumOfSquares: sums.sumOfSquares + value * value };
}

export function addSums(left: Sums, right: Sums): Sums {
  return {
    n: left.n + right.n,
    sum: left.sum + right.sum,
    sumOfSquares: left.sumOfSquares + right.sumOfSquares,
  };
}

/** Mean; 0 without people. */
export function mean({ n, sum }: Sums): number {
  return n === 0 ? 0 : sum / n;
}

/** Unbiased variance, never negative; 0 for fewer than two. */
export function variance({ n, sum, sumOfSquares }: Sums): number {
  return n < 2 ? 0 : Math.max(0, (sumOfSquares - (sum * sum) / n) / (n - 1));
}

/** Sums of something each person did or did not do. */
export function countSums(people: number, did: number): Sums {
  return { n: people, sum: did, sumOfSquares: did };
}
