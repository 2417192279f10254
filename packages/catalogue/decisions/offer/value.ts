import { NO_SUMS, addValue, mean, sequenceInterval, variance, type Interval } from '@millrace/measure';
import type { OfferContext } from './context.ts';
import type { OfferObservation } from './observe.ts';
import type { RewardModel } from './reward.ts';

/** A logged choice, with every option open at that time and its probability. */
export interface LoggedChoice extends OfferObservation {
  readonly open: readonly { readonly option: string; readonly probability: number }[];
}

/**
 * Another policy: probabilities of the open options in a context, adding up to 1. Options that were not open
 * have none.
 */
export type OtherPolicy = (
  context: OfferContext,
  open: readonly string[],
) => Readonly<Record<string, number>>;

export interface PolicyValue {
  /**
   * Margin per person in minor units, by three estimators. `best` is the doubly robust one when there is a
   * model.
   */
  readonly inversePropensity: Interval;
  readonly selfNormalised: number;
  readonly doublyRobust: Interval | null;
  readonly best: Interval;
  /** Margin really earned per person. */
  readonly earned: Interval;
  /**
   * The effective sample size, at most `choices`. When it is small, the policy is too different from the log
   * to judge.
   */
  readonly effectiveChoices: number;
  readonly choices: number;
}

/**
 * What another policy would have earned, estimated from the log of this one. With w = π(a|x) / p(a|x), reward
 * r and model q: IPS = mean(w r) (Horvitz and Thompson 1952); SNIPS = Σ w r / Σ w (Swaminathan and Joachims,
 * NeurIPS 2015, equation 8); DR = mean( Σ_a π(a|x) q(x, a) + w (r - q(x, a)) ) (Dudík, Langford and Li, ICML
 * 2011, equation 3). Intervals are valid at all looks together (see `sequenceInterval`); effective choices (Σ
 * w)² / Σ w² (Kish 1965).
 * @param model fitted on other choices than these, or on many more choices than it has parameters
 */
export function policyValue(
  log: readonly LoggedChoice[],
  policy: OtherPolicy,
  model: Pick<RewardModel, 'value'> | null = null,
  level = 0.95,
): PolicyValue {
  let weights = 0;
  let weightsSquared = 0;
  let weighted = 0;
  let propensity = NO_SUMS;
  let robust = NO_SUMS;
  let earned = NO_SUMS;
  for (const { context, option, probability, reward, open } of log) {
    const other = policy(
      context,
      open.map((entry) => entry.option),
    );
    const weight = (other[option] ?? 0) / probability;
    weights += weight;
    weightsSquared += weight * weight;
    weighted += weight * reward;
    propensity = addValue(propensity, weight * reward);
    earned = addValue(earned, reward);
    if (model) {
      const expected = open.reduce(
        (sum, entry) => sum + (other[entry.option] ?? 0) * (model.value(context, entry.option) ?? 0),
        0,
      );
      robust = addValue(robust, expected + weight * (reward - (model.value(context, option) ?? 0)));
    }
  }
  const interval = (sums: typeof NO_SUMS) =>
    sequenceInterval(mean(sums), sums.n > 1 ? variance(sums) / sums.n : Infinity, sums.n, { level });
  const inversePropensity = interval(propensity);
  const doublyRobust = model && interval(robust);
  return {
    inversePropensity,
    doublyRobust,
    best: doublyRobust ?? inversePropensity,
    selfNormalised: weights > 0 ? weighted / weights : 0,
    earned: interval(earned),
    effectiveChoices: weightsSquared > 0 ? (weights * weights) / weightsSquared : 0,
    choices: log.length,
  };
}

/** Always this option when it is open, else `none`, else any open option with equal probability. */
export function always(option: string): OtherPolicy {
  return (_context, open) => {
    const target = open.includes(option) ? option : open.includes('none') ? 'none' : null;
    return target === null ? Object.fromEntries(open.map((id) => [id, 1 / open.length])) : { [target]: 1 };
  };
}

/** Every open option with equal probability. */
export const alike: OtherPolicy = (_context, open) =>
  Object.fromEntries(open.map((id) => [id, 1 / open.length]));
