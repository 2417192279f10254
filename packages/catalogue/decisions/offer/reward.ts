import { own } from '@millrace/base';
import type { Json, MinorUnits } from '@millrace/base';
import { dot, invert, solve } from '@millrace/measure';
import { CONTEXT_COLUMNS, encodeContext, stakeOf, type OfferContext } from './context.ts';
import { readOfferParameters, type OfferParameters, type OfferSums } from './parameters.ts';

const SIZE = CONTEXT_COLUMNS.length;

/** The predictions from the sums. */
export interface RewardModel {
  readonly tries: (option: string) => number;
  readonly totalTries: number;
  /** Expected share of the option's margin that is earned, 0 to 1; about the probability of buying. */
  readonly share: (context: OfferContext, option: string) => number;
  /** Expected margin in minor units. Null when the margin is unknown. */
  readonly value: (context: OfferContext, option: string) => MinorUnits | null;
  /** Standard deviation of the part of that value in which options differ, minor units. 0 when the margin is unknown. */
  readonly doubt: (context: OfferContext, option: string) => MinorUnits;
}

/**
 * How far the coefficients may be from nothing before anything is known: standard deviations, in shares of the margin
 * without an offer. Wide for what every context tells, and narrow for what makes one option or one flow special, which
 * is learned late and only where many tries say so.
 */
const PRIOR = {
  /** Of what is earned with any offer or none. */
  base: 1,
  /** Of what giving all the margin away would bring, in general and by each column of the context. */
  given: 0.4,
  givenBy: 0.3,
  /** Of an option beyond what it gives away; of a flow; of what giving brings in a flow; of an option in a flow. */
  option: 0.02,
  flow: 0.05,
  flowGiven: 0.2,
  optionInFlow: 0.02,
};
const LEAST_NOISE = 1e-4;

/**
 * Bayesian linear regression of the margin earned, as a share y of the margin without an offer, on the context x and the
 * share g of that margin which an option gives away:
 *
 *   y = β·x + g (γ·x + c_f) + a_o + b_f + d_fo + noise, for option o in flow f.
 *
 * All coefficients are normal around 0 (`PRIOR`), so that before anything is known each option earns what the others do,
 * whatever it gives away, and all are tried alike. What one option teaches about giving away is used for all, and what one flow
 * teaches for the others: γ and a are the store's, b, c and d what is special about a flow (partial pooling: Gelman
 * and Hill, Data Analysis Using Regression and Multilevel/Hierarchical Models, 2007, chapter 12). With H = Λ + Σ z zᵀ / σ², the estimate is H⁻¹ Σ z y /
 * σ², and its variance at z is zᵀ H⁻¹ z (Bishop, Pattern Recognition and Machine Learning, 2006, 3.3). σ² is the mean squared residual of one
 * line for everything.
 */
export function rewardModel(parameters: OfferParameters): RewardModel {
  const layout = layoutOf(parameters.sums);
  const noise = noiseOf(parameters.sums);
  const precision = new Float64Array(layout.size * layout.size);
  const right = new Float64Array(layout.size);
  for (let at = 0; at < layout.size; at += 1) precision[at * layout.size + at] = layout.prior[at]! ** -2;
  for (const sums of parameters.sums) addSums(sums, layout, noise, precision, right);
  const covariance = invert(precision, layout.size);
  const weights = covariance ? product(covariance, right) : right.fill(0);
  const [base, slope] = [weights.subarray(0, SIZE), weights.subarray(SIZE, 2 * SIZE)];

  const lines = new Map<string, Map<string, Line>>();
  const lineOf = (flow: string, option: string): Line => {
    const ofFlow = lines.get(flow) ?? new Map<string, Line>();
    lines.set(flow, ofFlow);
    const line = ofFlow.get(option) ?? newLine(layout.placesOf(flow, option), weights, covariance);
    ofFlow.set(option, line);
    return line;
  };
  const value = (context: OfferContext, option: string): MinorUnits | null => {
    const stake = stakeOf(context, option);
    if (!stake) return null;
    const x = encodeContext(context);
    const { intercept, given } = lineOf(context.flow ?? '', option);
    const share = dot(base, x) + stake.given * (dot(slope, x) + given) + intercept;
    return stake.full * Math.min(1, Math.max(0, share));
  };
  return {
    tries: (option) => parameters.sums.reduce((sum, one) => sum + (one.option === option ? one.tries : 0), 0),
    totalTries: parameters.sums.reduce((sum, one) => sum + one.tries, 0),
    value,
    share: (context, option) => {
      const margin = own(context.margins, option) ?? null;
      return margin === null || margin <= 0
        ? 0
        : Math.min(1, Math.max(0, (value(context, option) ?? 0) / margin));
    },
    doubt: (context, option) => {
      const stake = stakeOf(context, option);
      if (!stake) return 0;
      const z = [...encodeContext(context).map((one) => stake.given * one), stake.given, 1, 1];
      return stake.full * Math.sqrt(Math.max(0, spread(lineOf(context.flow ?? '', option).differing, z)));
    },
  };
}

/** What is known of an option in a flow. */
interface Line {
  /** a + b + d, and c. */
  readonly intercept: number;
  readonly given: number;
  /** Covariance of γ, c, a and d, in which options differ; β and b are the same for all of them. */
  readonly differing: Float64Array;
}

/** Coefficients in which options differ. */
const DIFFERING = SIZE + 3;

function newLine(places: Places, weights: Float64Array, covariance: Float64Array | null): Line {
  const size = weights.length;
  const weight = (place: number | null) => (place === null ? 0 : weights[place]!);
  const at = [
    ...Array.from({ length: SIZE }, (_unused, index) => SIZE + index),
    places.flowGiven,
    places.option,
    places.optionInFlow,
  ];
  // What was never seen is at nothing, with the doubt of the prior.
  const unseen = [...new Array<number>(SIZE).fill(0), PRIOR.flowGiven, PRIOR.option, PRIOR.optionInFlow];
  const differing = new Float64Array(DIFFERING * DIFFERING);
  at.forEach((row, one) =>
    at.forEach((column, other) => {
      differing[one * DIFFERING + other] =
        row !== null && column !== null
          ? (covariance?.[row * size + column] ?? 0)
          : one === other
            ? unseen[one]! ** 2
            : 0;
    }),
  );
  return {
    intercept: weight(places.option) + weight(places.flow) + weight(places.optionInFlow),
    given: weight(places.flowGiven),
    differing,
  };
}

/** Where the coefficients of an option and a flow are; null for one that was never seen. */
type Places = Readonly<Record<'option' | 'flow' | 'flowGiven' | 'optionInFlow', number | null>>;

interface Layout {
  readonly size: number;
  /** Standard deviation of each coefficient before anything is known. */
  readonly prior: readonly number[];
  readonly placesOf: (flow: string, option: string) => Places;
}

function layoutOf(all: readonly OfferSums[]): Layout {
  const prior = [
    ...new Array<number>(SIZE).fill(PRIOR.base),
    PRIOR.given,
    ...new Array<number>(SIZE - 1).fill(PRIOR.givenBy),
  ];
  const places = new Map<string, number>();
  const take = (key: string, doubt: number) => {
    if (!places.has(key)) places.set(key, prior.push(doubt) - 1);
  };
  const keys = (flow: string, option: string) =>
    ({
      option: JSON.stringify({ option }),
      flow: JSON.stringify({ flow }),
      flowGiven: JSON.stringify({ flow, given: true }),
      optionInFlow: JSON.stringify({ flow, option }),
    }) as const;
  for (const { flow, option } of all)
    for (const [name, key] of Object.entries(keys(flow, option))) take(key, PRIOR[name as keyof Places]);
  return {
    size: prior.length,
    prior,
    placesOf(flow, option) {
      const key = keys(flow, option);
      const at = (name: keyof Places) => places.get(key[name]) ?? null;
      return {
        option: at('option'),
        flow: at('flow'),
        flowGiven: at('flowGiven'),
        optionInFlow: at('optionInFlow'),
      };
    },
  };
}

/**
 * Adds the sums of one option in one flow to Σ z zᵀ / σ² (lower triangle) and Σ z y / σ². Its z are the context, g times the
 * context, 1 for the option, the flow and both, and g for the flow.
 */
function addSums(
  sums: OfferSums,
  { size, placesOf }: Layout,
  noise: number,
  precision: Float64Array,
  right: Float64Array,
): void {
  const places = placesOf(sums.flow, sums.option);
  const ones = [places.option!, places.flow!, places.optionInFlow!];
  const add = (one: number, other: number, value: number) => {
    precision[Math.max(one, other) * size + Math.min(one, other)]! += value / noise;
  };
  let at = 0;
  for (let row = 0; row < SIZE; row += 1) {
    for (let column = 0; column <= row; column += 1, at += 1) {
      add(row, column, sums.xx[at]!);
      add(SIZE + row, column, sums.gxx[at]!);
      if (row !== column) add(SIZE + column, row, sums.gxx[at]!);
      add(SIZE + row, SIZE + column, sums.ggxx[at]!);
      // The first column of the context is 1, so its products are the sums of the columns themselves.
      if (column > 0) continue;
      for (const one of ones) {
        add(one, row, sums.xx[at]!);
        add(one, SIZE + row, sums.gxx[at]!);
      }
      add(places.flowGiven!, row, sums.gxx[at]!);
      add(places.flowGiven!, SIZE + row, sums.ggxx[at]!);
    }
    right[row]! += sums.xy[row]! / noise;
    right[SIZE + row]! += sums.gxy[row]! / noise;
  }
  const [tries, given, givenSquared] = [sums.xx[0]!, sums.gxx[0]!, sums.ggxx[0]!];
  for (const [index, one] of ones.entries()) {
    for (const other of ones.slice(0, index + 1)) add(one, other, tries);
    add(places.flowGiven!, one, given);
    right[one]! += sums.xy[0]! / noise;
  }
  add(places.flowGiven!, places.flowGiven!, givenSquared);
  right[places.flowGiven!]! += sums.gxy[0]! / noise;
}

/** Mean square of y less one ridge line on x for everything: (Σ y² - 2 θᵀ b + θᵀ A θ) / n. */
function noiseOf(all: readonly OfferSums[]): number {
  const matrix = new Float64Array(SIZE * SIZE);
  const right = new Float64Array(SIZE);
  for (const { xx, xy } of all) {
    let at = 0;
    for (let row = 0; row < SIZE; row += 1) {
      right[row]! += xy[row]!;
      for (let column = 0; column <= row; column += 1) matrix[row * SIZE + column]! += xx[at++]!;
    }
  }
  const known = matrix[0]!;
  if (known === 0) return 1;
  const squares = Float64Array.from(matrix);
  for (let row = 0; row < SIZE; row += 1) matrix[row * SIZE + row]! += PRIOR.base ** -2;
  const line = solve(matrix, right, SIZE);
  let sum = all.reduce((total, { yy }) => total + yy, 0);
  if (!line) return Math.max(LEAST_NOISE, sum / known);
  sum -= 2 * dot(line, right);
  for (let row = 0; row < SIZE; row += 1)
    for (let column = 0; column <= row; column += 1)
      sum += (row === column ? 1 : 2) * squares[row * SIZE + column]! * line[row]! * line[column]!;
  return Math.max(LEAST_NOISE, sum / known);
}

/** A v, of a square matrix. */
function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_unused, row) => dot(matrix.subarray(row * size, (row + 1) * size), vector));
}

/** zᵀ A z. */
function spread(matrix: Float64Array, z: readonly number[]): number {
  return z.reduce((sum, value, row) => sum + value * dot(z, matrix.subarray(row * z.length)), 0);
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
