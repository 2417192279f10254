/**
 * What a number is. `count`: how many of something, 0 or more. `rate`: how many of a number `of`. `amount`: a sum
 * of money of so many things, `of`.
 */
export type MeasureKind = 'count' | 'rate' | 'amount';

/** One day, or the total of seven. */
export interface Observation {
  /** For a rate the number of those that did; for an amount, minor units. */
  readonly value: number;
  /** For a rate the number of all; for an amount the number of orders. Not used for a count. */
  readonly of: number;
}

/** A rate of fewer is not judged. */
export const FEWEST_OF_RATE = 30;

/** A scale on which the chance variation of a number does not depend on its size. */
export interface Scale {
  to(observation: Observation): number;
  /** Back to what is shown: a count, a share from 0 to 1, or minor units. Never below 0. */
  from(scaled: number): number;
  /** The least variance that chance alone gives it. */
  chance(observation: Observation): number;
}

/**
 * The scale for a number. Sources: Anscombe, "The transformation of Poisson, binomial and negative-binomial data",
 * Biometrika 35, 1948: 2 sqrt(x + 3/8) of a count has variance 1, and asin sqrt((x + 3/8) / (n + 3/4)) of a rate
 * has variance 1 / (4n + 2). The square root of a sum of many orders has about a quarter of their mean value
 * squared over the mean value.
 * @param all the observations, for the usual value of an order
 */
export function scaleOf(kind: MeasureKind, all: readonly (Observation | null)[]): Scale {
  switch (kind) {
    case 'count':
      return {
        to: ({ value }) => 2 * Math.sqrt(Math.max(0, value) + 3 / 8),
        from: (scaled) => Math.max(0, (Math.max(0, scaled) / 2) ** 2 - 3 / 8),
        chance: () => 1,
      };
    case 'rate':
      return {
        to: ({ value, of }) =>
          Math.asin(Math.sqrt((Math.min(of, Math.max(0, value)) + 3 / 8) / (of + 3 / 4))),
        from: (scaled) => Math.sin(Math.min(Math.PI / 2, Math.max(0, scaled))) ** 2,
        chance: ({ of }) => 1 / (4 * of + 2),
      };
    case 'amount': {
      let [sum, orders] = [0, 0];
      for (const one of all)
        if (one !== null) [sum, orders] = [sum + Math.max(0, one.value), orders + one.of];
      const usual = orders === 0 ? 1 : Math.max(1, sum / orders);
      return {
        to: ({ value }) => Math.sqrt(Math.max(0, value)),
        from: (scaled) => Math.max(0, scaled) ** 2,
        chance: () => usual / 2,
      };
    }
  }
}

/** An observation as it is shown: a rate is a share from 0 to 1. */
export const shownValue = (kind: MeasureKind, { value, of }: Observation): number =>
  kind === 'rate' ? (of === 0 ? 0 : value / of) : value;
