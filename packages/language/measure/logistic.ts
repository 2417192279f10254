import { solve } from './linear-algebra.ts';

export interface LogisticFit {
  readonly intercept: number;
  readonly weights: readonly number[];
  readonly rounds: number;
  readonly converged: boolean;
}

/**
 * Logistic regression with an L2 penalty on the weights and none on the intercept: the minimum of Σ ln(1 +
 * exp(-z)) for those it happened to and Σ ln(1 + exp(z)) for the others, plus penalty/2 · |weights|².
 * Newton's method, which here is iteratively reweighted least squares: Hastie, Tibshirani and Friedman, The
 * Elements of Statistical Learning, 2nd edition, section 4.4.1, equation 4.26; penalised as in section 4.4.4.
 * A step that increases the loss is halved.
 * @param rows features of each sample, all of one length, ideally of about unit scale
 * @param targets 1 or 0, or a share between
 * @param penalty lambda, at least 0; 1/C of scikit-learn
 * @param toward weights to shrink towards instead of zero: the penalty is then on the difference from them, as of a
 *   normal prior with this mean (the same book, section 3.4.3)
 * @param weights how many samples each counts for, at least 0; all 1 when left out
 */
export function fitLogistic(
  rows: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  penalty: number,
  toward?: readonly number[],
  weights?: ArrayLike<number>,
): LogisticFit {
  const size = (rows[0]?.length ?? 0) + 1;
  const prior = Float64Array.from({ length: size }, (_unused, index) => toward?.[index - 1] ?? 0);
  let theta = prior.slice();
  let loss = lossAt(rows, targets, weights, penalty, prior, theta);
  for (let round = 1; round <= 100; round += 1) {
    const { gradient, hessian } = derivatives(rows, targets, weights, penalty, prior, theta);
    const step = solve(hessian, gradient, size);
    if (!step) return fitted(theta, round, false);
    let stride = 1;
    let next = theta.map((value, index) => value - stride * step[index]!);
    let nextLoss = lossAt(rows, targets, weights, penalty, prior, next);
    while (nextLoss > loss + 1e-12 * Math.abs(loss) && stride > 1e-6) {
      stride /= 2;
      next = theta.map((value, index) => value - stride * step[index]!);
      nextLoss = lossAt(rows, targets, weights, penalty, prior, next);
    }
    const moved = Math.max(...step.map((value) => Math.abs(value))) * stride;
    theta = next;
    loss = nextLoss;
    if (moved < 1e-10) return fitted(theta, round, true);
  }
  return fitted(theta, 100, false);
}

function fitted(theta: Float64Array, rounds: number, converged: boolean): LogisticFit {
  return { intercept: theta[0]!, weights: Array.from(theta.subarray(1)), rounds, converged };
}

export function sigmoid(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

function logOddsOf(row: ArrayLike<number>, theta: Float64Array): number {
  let z = theta[0]!;
  for (let index = 0; index < row.length; index += 1) z += theta[index + 1]! * row[index]!;
  return z;
}

function lossAt(
  rows: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  penalty: number,
  prior: Float64Array,
  theta: Float64Array,
): number {
  let loss = 0;
  for (let index = 1; index < theta.length; index += 1)
    loss += (penalty / 2) * (theta[index]! - prior[index]!) ** 2;
  for (let index = 0; index < rows.length; index += 1) {
    const z = logOddsOf(rows[index]!, theta);
    // ln(1 + e^z) - y z, written so that it does not overflow.
    loss +=
      (weights?.[index] ?? 1) * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[index]! * z);
  }
  return loss;
}

function derivatives(
  rows: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  penalty: number,
  prior: Float64Array,
  theta: Float64Array,
) {
  const size = theta.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    const probability = sigmoid(logOddsOf(row, theta));
    const counted = weights?.[index] ?? 1;
    const residual = counted * (probability - targets[index]!);
    const weight = counted * probability * (1 - probability);
    gradient[0]! += residual;
    hessian[0]! += weight;
    for (let a = 1; a < size; a += 1) {
      const value = row[a - 1]!;
      gradient[a]! += residual * value;
      const weighted = weight * value;
      hessian[a * size]! += weighted;
      for (let b = 1; b <= a; b += 1) hessian[a * size + b]! += weighted * row[b - 1]!;
    }
  }
  for (let a = 1; a < size; a += 1) {
    gradient[a]! += penalty * (theta[a]! - prior[a]!);
    hessian[a * size + a]! += penalty;
  }
  // A tiny value on the diagonal, so that constant columns do not stop the fit. It does not move the minimum.
  for (let a = 0; a < size; a += 1) hessian[a * size + a]! += 1e-12;
  return { gradient, hessian };
}
