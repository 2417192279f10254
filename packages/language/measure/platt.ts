import { fitLogistic } from './logistic.ts';

/** Straightens log-odds: calibrated log-odds are `slope * z + offset`. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/**
 * Platt scaling on samples the model did not learn from. The targets are drawn in a little, as the paper has it:
 * (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2), so that a small held part cannot ask for certainty.
 * Source: Platt, "Probabilistic outputs for support vector machines", Advances in Large Margin Classifiers, 1999,
 * section 2.2; fitted by Newton's method as Lin, Lin and Weng, "A note on Platt's probabilistic outputs", Machine Learning 68, 2007.
 * @returns null when higher scores do not go with more recoveries, that is, when the model knows nothing
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
