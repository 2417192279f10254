import type { Interval } from './confidence-sequence.ts';

/** An effect in one of several groups. */
export interface GroupEffect {
  readonly estimate: number;
  /** Variance of the estimate, above 0. */
  readonly variance: number;
}

export interface Shrunk {
  /** The effect over all groups, and its variance. */
  readonly mean: number;
  readonly meanVariance: number;
  /** Variance of the true effects between the groups; 0 when what is seen is no more than chance explains. */
  readonly between: number;
  /** For each group in order, its effect drawn towards the mean, with an interval of about 95 %. */
  readonly groups: readonly Interval[];
}

const WITHIN = 1.96;

/**
 * Draws the effects of groups towards their mean, the more so the less is known of a group and the more alike the groups
 * are, so that the largest of several is not taken at its word. The variance between groups is that of DerSimonian and
 * Laird ("Meta-analysis in clinical trials", Controlled Clinical Trials 7(3), 1986); the rest is the empirical Bayes
 * estimate of Morris ("Parametric empirical Bayes inference", JASA 78(381), 1983), with the errors of the mean and of
 * the variance between groups added. The interval holds at one look, not at all of them.
 */
export function shrink(effects: readonly GroupEffect[]): Shrunk {
  const weights = effects.map(({ variance }) => 1 / variance);
  const sum = (of: (effect: GroupEffect, weight: number) => number, by = weights) =>
    effects.reduce((total, effect, index) => total + of(effect, by[index]!), 0);
  const all = sum((_effect, weight) => weight);
  const fixed = sum(({ estimate }, weight) => weight * estimate) / all;
  const spread = sum(({ estimate }, weight) => weight * (estimate - fixed) ** 2);
  const squares = sum((_effect, weight) => weight ** 2);
  const between =
    effects.length < 2 ? 0 : Math.max(0, (spread - (effects.length - 1)) / (all - squares / all));
  const random = effects.map(({ variance }) => 1 / (variance + between));
  const total = sum((_effect, weight) => weight, random);
  const mean = sum(({ estimate }, weight) => weight * estimate, random) / total;
  return {
    mean,
    meanVariance: 1 / total,
    between,
    groups: effects.map(({ estimate, variance }) => {
      const own = between / (between + variance);
      const drawn = own * estimate + (1 - own) * mean;
      // How alike the groups are is itself a guess, the less certain the fewer they are.
      const guess = (2 / Math.max(1, effects.length - 3)) * ((1 - own) * (estimate - mean)) ** 2;
      const error = WITHIN * Math.sqrt(own * variance + (1 - own) ** 2 / total + guess);
      return { estimate: drawn, lower: drawn - error, upper: drawn + error };
    }),
  };
}
