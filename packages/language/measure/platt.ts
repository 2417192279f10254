import { fitLogistic } from './logistic.ts';

/** Calibrated log-odds are `slope * z + offset`. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/**
 * Platt scaling, fitted on samples the model was not trained on. As in the paper, the targets are smoothed to
 * (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2), so that a small sample cannot lead to probabilities of 0 or 1.
 * Source: Platt, "Probabilistic outputs for support vector machines", Advances in Large Margin Classifiers,
 * 1999, section 2.2; fitted by Newton's method as Lin, Lin and Weng, "A note on Platt's probabilistic
 * outputs", Machine Learning 68, 2007.
 * @returns null when higher scores do not mean more positives, so that the model is useless
 */
export function fitPlatt(logOdds: readonly number[], happened: readonly boolean[]): Calibration | null {
  const positives = happened.filter(Boolean).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (happened.length - positives + 2);
  const fit = fitLogistic(
    logOdds.map((value) => [value]),
    happened.map((did) => (did ? high : low)),
    0,
  );
  const slope = fit.weights[0]!;
  return fit.converged && slope > 0 ? { slope, offset: fit.intercept } : null;
}
