import { own } from '@millrace/base';
import type { Json, MinorUnits } from '@millrace/base';
import { cholesky, dot, solve } from '@millrace/measure';
import { CONTEXT_COLUMNS, encodeContext, type OfferContext } from './context.ts';
import { noSums, readOfferParameters, type OfferParameters, type OptionSums } from './parameters.ts';

const SIZE = CONTEXT_COLUMNS.length;

/** The predictions from the sums: a line for each option. */
export interface RewardModel {
  readonly tries: (option: string) => number;
  readonly totalTries: number;
  /** Expected share of the margin that is earned, 0 to 1; about the probability of buying. */
  readonly share: (context: OfferContext, option: string) => number;
  /** Expected margin in minor units: share times the margin if bought. Null when that margin is unknown. */
  readonly value: (context: OfferContext, option: string) => MinorUnits | null;
  /** Standard deviation of that value, minor units. 0 when the margin is unknown. */
  readonly doubt: (context: OfferContext, option: string) => MinorUnits;
}

interface Line {
  readonly weights: Float64Array;
  /** Lower triangle L of A + λ I = L Lᵀ. */
  readonly factor: Float64Array;
}

/** Ridge penalties for the pooled line, and for the difference of an option from it. */
const POOLED_DOUBT = 1;
const OPTION_DOUBT = 25;

/**
 * Ridge regression of the share earned on the context, for each option, shrunk towards the line of all
 * options together: θ_o = (A_o + λ I)⁻¹ (b_o + λ θ), with A = Σ x xᵀ, b = Σ x y (Hoerl and Kennard,
 * Technometrics 12(1), 1970, with the prior mean θ of the Bayesian reading). So a rarely tried option starts
 * at the line of all offers and moves away from it with each try. The variance of the prediction at x is σ²
 * xᵀ (A_o + λ I)⁻¹ x, with σ² the mean squared residual of the lines.
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
  const pooled =
    all.length === 0 ? new Float64Array(SIZE) : ridge(pooledSums, POOLED_DOUBT, new Float64Array(SIZE));
  const lines = new Map(
    Object.entries(parameters.options).map(([id, sums]): [string, Line] => [id, lineOf(sums, pooled)]),
  );
  const fresh: Line = lineOf(noSums(), pooled);
  const noise = Math.max(1e-4, unexplained(parameters, lines));
  const share = (context: OfferContext, option: string) =>
    Math.min(1, Math.max(0, dot((lines.get(option) ?? fresh).weights, encodeContext(context))));
  return {
    tries: (option) => own(parameters.options, option)?.tries ?? 0,
    totalTries: all.reduce((sum, option) => sum + option.tries, 0),
    share,
    value: (context, option) => {
      const margin = own(context.margins, option) ?? null;
      return margin === null ? null : margin * share(context, option);
    },
    doubt: (context, option) =>
      Math.abs(own(context.margins, option) ?? 0) *
      Math.sqrt(noise * spread((lines.get(option) ?? fresh).factor, encodeContext(context))),
  };
}

function lineOf(sums: OptionSums, pooled: Float64Array): Line {
  const weights = ridge(sums, OPTION_DOUBT, pooled);
  return { weights, factor: cholesky(unfold(sums.xx, OPTION_DOUBT), SIZE) ?? unfold([], 1) };
}

/** Mean square of y less the line: (Σ y² - 2 θᵀ b + θᵀ A θ) / n over all options. */
function unexplained(parameters: OfferParameters, lines: ReadonlyMap<string, Line>): number {
  let squares = 0;
  let tries = 0;
  for (const [id, sums] of Object.entries(parameters.options)) {
    const { weights } = lines.get(id)!;
    squares += sums.yy - 2 * dot(weights, sums.xy);
    let at = 0;
    for (let row = 0; row < SIZE; row += 1) {
      for (let column = 0; column <= row; column += 1)
        squares += (row === column ? 1 : 2) * sums.xx[at++]! * weights[row]! * weights[column]!;
    }
    tries += sums.tries;
  }
  return tries === 0 ? 1 : squares / tries;
}

/** xᵀ (L Lᵀ)⁻¹ x, by solving L u = x and taking |u|². */
function spread(factor: Float64Array, x: readonly number[]): number {
  const solved = new Float64Array(SIZE);
  let squares = 0;
  for (let row = 0; row < SIZE; row += 1) {
    let sum = x[row]!;
    for (let column = 0; column < row; column += 1) sum -= factor[row * SIZE + column]! * solved[column]!;
    solved[row] = sum / factor[row * SIZE + row]!;
    squares += solved[row]! ** 2;
  }
  return squares;
}

/** The whole matrix from its lower triangle (only that half is read), with `doubt` on the diagonal. */
function unfold(triangle: readonly number[], doubt: number): Float64Array {
  const matrix = new Float64Array(SIZE * SIZE);
  let at = 0;
  for (let row = 0; row < SIZE; row += 1)
    for (let column = 0; column <= row; column += 1) matrix[row * SIZE + column] = triangle[at++] ?? 0;
  for (let row = 0; row < SIZE; row += 1) matrix[row * SIZE + row]! += doubt;
  return matrix;
}

/** (A + λ I)⁻¹ (b + λ θ), with λ = `doubt` and θ = `prior`. Exported for its test. */
export function ridge(sums: Pick<OptionSums, 'xx' | 'xy'>, doubt: number, prior: Float64Array): Float64Array {
  return (
    solve(
      unfold(sums.xx, doubt),
      prior.map((value, index) => (sums.xy[index] ?? 0) + doubt * value),
      SIZE,
    ) ?? prior
  );
}

const READ = new WeakMap<object, RewardModel | null>();

/** The model of stored parameters; null when they cannot be used. Cached by object. */
export function readRewardModel(stored: Json | undefined): RewardModel | null {
  if (stored === null || typeof stored !== 'object') return null;
  const known = READ.get(stored);
  if (known !== undefined) return known;
  const parameters = readOfferParameters(stored);
  const model = parameters && rewardModel(parameters);
  READ.set(stored, model);
  return model;
}
