/** A predicted probability and whether the event happened. */
export interface Forecast {
  readonly probability: number;
  readonly happened: boolean;
}

export interface ReliabilityBin {
  /** Mean predicted probability in the group, 0 to 1. */
  readonly predicted: number;
  /** Share that happened, 0 to 1. */
  readonly observed: number;
  readonly count: number;
}

/**
 * Mean squared difference of probability and outcome, 0 (perfect) to 1 (Brier, Monthly Weather Review 78(1),
 * 1950).
 */
export function brierScore(forecasts: readonly Forecast[]): number {
  return average(forecasts, ({ probability, happened }) => (probability - (happened ? 1 : 0)) ** 2);
}

/** Mean negative log likelihood in nats, from 0; probabilities are kept 1e-12 away from 0 and 1. */
export function logLoss(forecasts: readonly Forecast[]): number {
  return average(
    forecasts,
    ({ probability, happened }) => -Math.log(Math.max(1e-12, happened ? probability : 1 - probability)),
  );
}

/**
 * Area under the ROC curve, 0 to 1: the chance that a positive case has a higher probability than a negative
 * one, ties counted half (the Mann-Whitney statistic). 0.5 when one of the groups is empty.
 */
export function areaUnderCurve(forecasts: readonly Forecast[]): number {
  const sorted = [...forecasts].sort((left, right) => left.probability - right.probability);
  let ranks = 0;
  let positives = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]!.probability === sorted[start]!.probability) end += 1;
    const tied = sorted.slice(start, end).filter((forecast) => forecast.happened).length;
    ranks += (tied * (start + 1 + end)) / 2;
    positives += tied;
    start = end;
  }
  const negatives = sorted.length - positives;
  return positives === 0 || negatives === 0
    ? 0.5
    : (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * Predicted and observed shares in groups of equal size by probability, lowest first. Fewer groups than
 * `bins` when there are few forecasts.
 */
export function reliability(forecasts: readonly Forecast[], bins = 10): readonly ReliabilityBin[] {
  const sorted = [...forecasts].sort((left, right) => left.probability - right.probability);
  const groups = Math.min(bins, sorted.length);
  return Array.from({ length: groups }, (_unused, index) => {
    const group = sorted.slice(
      Math.round((index * sorted.length) / groups),
      Math.round(((index + 1) * sorted.length) / groups),
    );
    return {
      predicted: average(group, (forecast) => forecast.probability),
      observed: average(group, (forecast) => (forecast.happened ? 1 : 0)),
      count: group.length,
    };
  });
}

/**
 * Mean distance of predicted and observed shares over the groups, weighted by size: 0 when perfectly
 * calibrated.
 */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  return total === 0
    ? 0
    : bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.predicted - bin.observed), 0) / total;
}

function average<Item>(items: readonly Item[], value: (item: Item) => number): number {
  let sum = 0;
  for (const item of items) sum += value(item);
  return items.length === 0 ? 0 : sum / items.length;
}
