/** A row with few entries that are not zero. Both lists have one length; no place occurs twice. */
export interface SparseRow {
  /** Places of the entries, from 0. */
  readonly places: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface MultinomialFit {
  /** One after the other: the weight of place p for class c is at `p * classes + c`. */
  readonly weights: Float64Array;
  /** One for each class. It is penalised like the weights. */
  readonly intercepts: Float64Array;
  readonly rounds: number;
  readonly converged: boolean;
}

/** What is fitted. */
export interface MultinomialSamples {
  readonly rows: readonly SparseRow[];
  /** The class of each row, from 0. */
  readonly targets: ArrayLike<number>;
  readonly classes: number;
  /** One more than the largest place. */
  readonly size: number;
  /** Log-odds that each row starts from, one for each class, such as those of a rule. */
  readonly offsets?: readonly ArrayLike<number>[];
}

/** The newest changes that the step is made from. */
const REMEMBERED = 8;
const MOST_ROUNDS = 80;
/** The largest slope, for each row, at which it is done: what is left moves no probability that anybody sees. */
const FLAT = 1e-4;

/**
 * Multinomial logistic regression with an L2 penalty: the minimum of the sum of -ln softmax(offset + intercept +
 * weights · row)[class], plus penalty/2 times the squared weights and intercepts (Hastie, Tibshirani and Friedman, The
 * Elements of Statistical Learning, 2nd edition, section 4.4, equation 4.17 and section 18.3.2). Found by L-BFGS with
 * halved steps (Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5). The same samples give
 * the same weights.
 * @param penalty lambda, above 0
 * @param from where to begin, such as the fit by another penalty
 */
export function fitMultinomial(
  samples: MultinomialSamples,
  penalty: number,
  from?: Pick<MultinomialFit, 'weights' | 'intercepts'>,
): MultinomialFit {
  const { classes, size } = samples;
  const length = (size + 1) * classes;
  let theta: Float64Array = new Float64Array(length);
  if (from) {
    theta.set(from.weights);
    theta.set(from.intercepts, size * classes);
  }
  let gradient: Float64Array = new Float64Array(length);
  let loss = lossAt(samples, penalty, theta, gradient);
  const history: Change[] = [];
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    if (largest(gradient) <= FLAT * samples.rows.length) return fitted(theta, samples, round, true);
    const direction = downhill(gradient, history);
    const slope = product(gradient, direction);
    if (!(slope < 0)) return fitted(theta, samples, round, false);
    let stride = history.length === 0 ? Math.min(1, 1 / Math.sqrt(product(gradient, gradient))) : 1;
    let next = moved(theta, direction, stride);
    let nextGradient: Float64Array = new Float64Array(length);
    let nextLoss = lossAt(samples, penalty, next, nextGradient);
    // The condition of Armijo: equation 3.4 of the same book.
    while (nextLoss > loss + 1e-4 * stride * slope) {
      stride /= 2;
      if (stride < 1e-12) return fitted(theta, samples, round, false);
      next = moved(theta, direction, stride);
      nextGradient = new Float64Array(length);
      nextLoss = lossAt(samples, penalty, next, nextGradient);
    }
    remember(history, minus(next, theta), minus(nextGradient, gradient));
    theta = next;
    gradient = nextGradient;
    loss = nextLoss;
  }
  return fitted(theta, samples, MOST_ROUNDS, false);
}

/** Probabilities from log-odds; they add up to 1. @param temperature above 1 makes them less certain */
export function softmax(logOdds: ArrayLike<number>, temperature = 1): number[] {
  let top = -Infinity;
  for (let index = 0; index < logOdds.length; index += 1) top = Math.max(top, logOdds[index]!);
  const powers = Array.from(logOdds, (value) => Math.exp((value - top) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const [COLDEST, HOTTEST] = [0.2, 5];
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** What makes probabilities honest: `(1 - doubt) * softmax(logOdds / temperature) + doubt * usual`. */
export interface Honesty {
  readonly temperature: number;
  /** 0 to 1: the share of samples whose class nothing about them tells, such as those that were named wrongly. */
  readonly doubt: number;
}

const DOUBTS = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3];

/**
 * Temperature and doubt that minimise the mean log loss on samples the model was not trained on. The temperature is that of
 * Guo and others, "On calibration of modern neural networks", ICML 2017, section 4.2; the doubt is the mixing parameter of
 * a model of mistaken names, without which a model of them is too sure of what it is surest of. The temperature is found by
 * golden section, the doubt by trying.
 * @param usual shares of the classes
 * @returns a temperature between 0.2 and 5; 1, and no doubt, without samples
 */
export function fitHonesty(
  logOdds: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  usual: ArrayLike<number>,
): Honesty {
  let best: Honesty = { temperature: 1, doubt: 0 };
  if (logOdds.length === 0) return best;
  let least = Infinity;
  for (const doubt of DOUBTS) {
    const loss = (inverse: number) => {
      let sum = 0;
      for (let index = 0; index < logOdds.length; index += 1) {
        const target = targets[index]!;
        const share = shareOf(logOdds[index]!, target, inverse);
        sum -= Math.log(Math.max(1e-12, (1 - doubt) * share + doubt * usual[target]!));
      }
      return sum;
    };
    const inverse = lowest(loss, 1 / HOTTEST, 1 / COLDEST);
    const found = loss(inverse);
    if (found < least) [best, least] = [{ temperature: 1 / inverse, doubt }, found];
  }
  return best;
}

/** Where a function with one minimum is lowest, by golden section. */
function lowest(of: (value: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [of(left), of(right)];
  for (let round = 0; round < 24; round += 1)
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = of(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = of(right);
    }
  return (low + high) / 2;
}

/** One entry of the softmax. */
function shareOf(logOdds: ArrayLike<number>, target: number, inverse: number): number {
  let sum = 0;
  for (let one = 0; one < logOdds.length; one += 1)
    sum += Math.exp(Math.min(700, (logOdds[one]! - logOdds[target]!) * inverse));
  return 1 / sum;
}

/** Log-odds of each class before `softmax`. */
export function logOddsOfRow(
  { places, values }: SparseRow,
  { weights, intercepts }: { readonly weights: ArrayLike<number>; readonly intercepts: ArrayLike<number> },
  offset?: ArrayLike<number>,
): number[] {
  const classes = intercepts.length;
  const found = Array.from(intercepts, (intercept, index) => intercept + (offset?.[index] ?? 0));
  for (let entry = 0; entry < places.length; entry += 1) {
    const at = places[entry]! * classes;
    for (let index = 0; index < classes; index += 1) found[index]! += weights[at + index]! * values[entry]!;
  }
  return found;
}

/** The loss, and its gradient written into `gradient`. Written without lists of its own: it is most of the time of a fit. */
function lossAt(
  { rows, targets, classes, size, offsets }: MultinomialSamples,
  penalty: number,
  theta: Float64Array,
  gradient: Float64Array,
): number {
  let loss = (penalty / 2) * product(theta, theta);
  for (let index = 0; index < theta.length; index += 1) gradient[index] = penalty * theta[index]!;
  const intercepts = size * classes;
  const shares = new Float64Array(classes);
  for (let index = 0; index < rows.length; index += 1) {
    const { places, values } = rows[index]!;
    const offset = offsets?.[index];
    for (let one = 0; one < classes; one += 1) shares[one] = theta[intercepts + one]! + (offset?.[one] ?? 0);
    for (let entry = 0; entry < places.length; entry += 1) {
      const at = places[entry]! * classes;
      const value = values[entry]!;
      for (let one = 0; one < classes; one += 1) shares[one]! += theta[at + one]! * value;
    }
    let top = -Infinity;
    for (let one = 0; one < classes; one += 1) if (shares[one]! > top) top = shares[one]!;
    const target = targets[index]!;
    let sum = 0;
    const own = shares[target]! - top;
    for (let one = 0; one < classes; one += 1) sum += shares[one] = Math.exp(shares[one]! - top);
    loss += Math.log(sum) - own;
    for (let one = 0; one < classes; one += 1) shares[one]! /= sum;
    shares[target]! -= 1;
    for (let one = 0; one < classes; one += 1) gradient[intercepts + one]! += shares[one]!;
    for (let entry = 0; entry < places.length; entry += 1) {
      const at = places[entry]! * classes;
      const value = values[entry]!;
      for (let one = 0; one < classes; one += 1) gradient[at + one]! += shares[one]! * value;
    }
  }
  return loss;
}

interface Change {
  readonly step: Float64Array;
  readonly bend: Float64Array;
  readonly curvature: number;
}

/** Keeps a change of place and of gradient, if the loss curves upwards there. */
function remember(history: Change[], step: Float64Array, bend: Float64Array): void {
  const curvature = product(step, bend);
  if (curvature <= 1e-12 * product(step, step)) return;
  history.push({ step, bend, curvature });
  if (history.length > REMEMBERED) history.shift();
}

/** The two loops of algorithm 7.4. */
function downhill(gradient: Float64Array, history: readonly Change[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const { step, bend, curvature } of history.toReversed()) {
    const share = product(step, direction) / curvature;
    shares.push(share);
    add(direction, bend, -share);
  }
  const newest = history.at(-1);
  if (newest) {
    const scale = newest.curvature / product(newest.bend, newest.bend);
    for (let index = 0; index < direction.length; index += 1) direction[index]! *= scale;
  }
  for (const { step, bend, curvature } of history)
    add(direction, step, shares.pop()! - product(bend, direction) / curvature);
  return direction;
}

function fitted(
  theta: Float64Array,
  { classes, size }: MultinomialSamples,
  rounds: number,
  converged: boolean,
): MultinomialFit {
  return {
    weights: theta.slice(0, size * classes),
    intercepts: theta.slice(size * classes),
    rounds,
    converged,
  };
}

function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += left[index]! * right[index]!;
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let index = 0; index < to.length; index += 1) to[index]! += times * what[index]!;
}

function moved(from: Float64Array, direction: Float64Array, stride: number): Float64Array {
  const to = from.slice();
  add(to, direction, stride);
  return to;
}
function minus(left: Float64Array, right: Float64Array): Float64Array {
  const difference = left.slice();
  add(difference, right, -1);
  return difference;
}
function largest(values: Float64Array): number {
  let most = 0;
  for (let index = 0; index < values.length; index += 1) most = Math.max(most, Math.abs(values[index]!));
  return most;
}
