import type { Json, MinorUnits } from '@millrace/base';
import { dot, solve } from '@millrace/measure';
import { CONTEXT_COLUMNS, encodeContext, type OfferContext } from './context.ts';
import { readOfferParameters, type OfferParameters, type OptionSums } from './parameters.ts';

const SIZE = CONTEXT_COLUMNS.length;

/** What the sums amount to: a line for each option. */
export interface RewardModel {
  readonly tries: (option: string) => number;
  readonly totalTries: number;
  /** Share of the margin that is earned, on average, 0 to 1: about the probability of buying. */
  readonly share: (context: OfferContext, option: string) => number;
  /** Margin expected in minor units: share times the margin if bought. Null when that margin is not known. */
  readonly value: (context: OfferContext, option: string) => MinorUnits | null;
}

/** Doubt about the pooled line, and about how much an option differs from it: in tries of somebody average. */
const POOLED_DOUBT = 1;
const OPTION_DOUBT = 25;

/**
 * Ridge regression of the share earned on the context, for each option, drawn towards the line of all options
 * together: θ_o = (A_o + λ I)⁻¹ (b_o + λ θ), with A = Σ x xᵀ, b = Σ x y (Hoerl and Kennard, Technometrics 12(1),
 * 1970, with the prior mean θ of the Bayesian reading). An option seldom tried so begins at what offers do in
 * general and leaves it as it is tried.
 */
export function rewardModel(parameters: OfferParameters): RewardModel {
  const all = Object.values(parameters.options);
  const pooledSums = all.reduce<Pick<OptionSums, 'xx' | 'xy'>>(
    (sum, option) => ({
      xx: option.xx.map((value, index) => value + (sum.xx[index] ?? 0)),
      xy: option.xy.map((value, index) => value + (sum.xy[index] ?? 0)),
    }),
    { xx: [], xy: [] },
  );
  const pooled = all.length === 0 ? new Float64Array(SIZE) : ridge(pooledSums, POOLED_DOUBT, new Float64Array(SIZE));
  const lines = new Map(Object.entries(parameters.options).map(([id, sums]) => [id, ridge(sums, OPTION_DOUBT, pooled)]));
  const share = (context: OfferContext, option: string) =>
    Math.min(1, Math.max(0, dot(lines.get(option) ?? pooled, encodeContext(context))));
  return {
    tries: (option) => parameters.options[option]?.tries ?? 0,
    totalTries: all.reduce((sum, option) => sum + option.tries, 0),
    share,
    value: (context, option) => {
      const margin = context.margins[option] ?? null;
      return margin === null ? null : margin * share(context, option);
    },
  };
}

/** (A + λ I)⁻¹ (b + λ θ): least squares with each tried `doubt` times more at the prior. Exported for its test. */
export function ridge(sums: Pick<OptionSums, 'xx' | 'xy'>, doubt: number, prior: Float64Array): Float64Array {
  const matrix = new Float64Array(SIZE * SIZE);
  let at = 0;
  for (let row = 0; row < SIZE; row += 1) for (let column = 0; column <= row; column += 1) matrix[row * SIZE + column] = sums.xx[at++] ?? 0;
  for (let row = 0; row < SIZE; row += 1) matrix[row * SIZE + row]! += doubt;
  return (
    solve(
      matrix,
      prior.map((value, index) => (sums.xy[index] ?? 0) + doubt * value),
      SIZE,
    ) ?? prior
  );
}

const READ = new WeakMap<object, RewardModel | null>();

/** The model in stored parameters, or null when they cannot be used. Remembered by object. */
export function readRewardModel(stored: Json | undefined): RewardModel | null {
  if (stored === null || typeof stored !== 'object') return null;
  const known = READ.get(stored);
  if (known !== undefined) return known;
  const parameters = readOfferParameters(stored);
  const model = parameters && rewardModel(parameters);
  READ.set(stored, model);
  return model;
}
