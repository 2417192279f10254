import { sequenceInterval, type Interval, type SequenceOptions } from './confidence-sequence.ts';
import { mean, variance, type Sums } from './sums.ts';

/** A metric in the treated and the held-out arm, with an interval for their difference. */
export interface Difference extends Interval {
  readonly treated: number;
  readonly heldOut: number;
  /** Share of the variance that the covariate removed, 0 to 1; 0 without one. */
  readonly varianceRemoved: number;
}

/** A difference without its interval: the effect under one holdout share. */
export interface Effect {
  /** People in both arms. */
  readonly people: number;
  readonly estimate: number;
  /** Variance of the estimate; `Infinity` while an arm is too small. */
  readonly variance: number;
  readonly treated: number;
  readonly heldOut: number;
  readonly varianceRemoved: number;
}

/**
 * Combines effects measured under different holdout shares, each weighted by its people. Pooling the arms
 * themselves would compare people of different times: with a 50% holdout in a good season and 10% in a bad
 * one, the holdout would look better for that reason alone (Simpson's paradox). Source: Imbens and Rubin,
 * "Causal Inference for Statistics, Social, and Biomedical Sciences", 2015, chapter 9, stratified randomised
 * experiments; the estimate is a weighted mean of independent ones, Var = Σ w² Var.
 * @param dependence `any`: the same people may be in several, so that errors may add up: SD <= Σ w SD (the triangle inequality)
 */
export function pooled(effects: readonly Effect[], dependence: 'apart' | 'any' = 'apart'): Effect {
  const people = effects.reduce((sum, effect) => sum + effect.people, 0);
  const weighted = (value: (effect: Effect) => number, power = 1) =>
    effects.reduce((sum, effect) => sum + (effect.people / people) ** power * value(effect), 0);
  return {
    people,
    estimate: weighted((effect) => effect.estimate),
    variance:
      dependence === 'apart'
        ? weighted((effect) => effect.variance, 2)
        : weighted((effect) => Math.sqrt(effect.variance)) ** 2,
    treated: weighted((effect) => effect.treated),
    heldOut: weighted((effect) => effect.heldOut),
    varianceRemoved: weighted((effect) => effect.varianceRemoved),
  };
}

/** Adds an interval that is valid at all looks together. @param time of the interval's clock; people when left out */
export function withInterval(
  { people, variance: spread, ...effect }: Effect,
  options: SequenceOptions = {},
  time = people,
): Difference {
  const { treated, heldOut, varianceRemoved } = effect;
  return { ...sequenceInterval(effect.estimate, spread, time, options), treated, heldOut, varianceRemoved };
}

/**
 * Difference of means, treated less held out.
 *
 * The pseudo-outcome of a person (arm a, assigned with share π_a) is ȳ₁ - ȳ₀ ± (y - ȳ_a) / π_a; its mean is
 * the difference of means and its variance n (s₁²/n₁ + s₀²/n₀), with n = n₁ + n₀. Source: Waudby-Smith et al.
 * 2024, Theorem 3.1, with the arm's mean as the regression function.
 */
export function effectOnMean(treated: Sums, heldOut: Sums): Effect {
  return effect(
    treated,
    heldOut,
    treated.n > 1 && heldOut.n > 1 ? variance(treated) / treated.n + variance(heldOut) / heldOut.n : Infinity,
  );
}

/**
 * Difference of rates, for something each person did or did not do. For the variance alone, one person who
 * did and one who did not are added to each arm, so that the interval stays valid while only few did (Agresti
 * and Caffo, "Simple and effective confidence intervals for proportions", The American Statistician 54(4),
 * 2000).
 */
export function effectOnRate(treated: Sums, heldOut: Sums): Effect {
  return effect(
    treated,
    heldOut,
    treated.n > 0 && heldOut.n > 0 ? rateVariance(treated) + rateVariance(heldOut) : Infinity,
  );
}

function effect(treated: Sums, heldOut: Sums, spread: number): Effect {
  return {
    people: treated.n + heldOut.n,
    estimate: mean(treated) - mean(heldOut),
    variance: spread,
    treated: mean(treated),
    heldOut: mean(heldOut),
    varianceRemoved: 0,
  };
}

export const differenceOfMeans = (treated: Sums, heldOut: Sums, options: SequenceOptions = {}): Difference =>
  withInterval(effectOnMean(treated, heldOut), options);

export const differenceOfRates = (treated: Sums, heldOut: Sums, options: SequenceOptions = {}): Difference =>
  withInterval(effectOnRate(treated, heldOut), options);

function rateVariance({ n, sum }: Sums): number {
  const rate = (sum + 1) / (n + 2);
  return (rate * (1 - rate)) / n;
}
