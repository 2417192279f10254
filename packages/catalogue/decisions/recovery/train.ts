import type { Instant } from '@millrace/base';
import {
  dot,
  fitLogistic,
  fitPlatt,
  logLoss,
  sigmoid,
  type Calibration,
  type Forecast,
} from '@millrace/measure';
import type { Training } from '../model.ts';
import { COLUMNS, encode } from './encode.ts';
import type { RecoveryFeatures } from './features.ts';
import { MINIMUM_CARTS, MINIMUM_RECOVERED } from './minimum.ts';
import type { RecoveryParameters } from './parameters.ts';
import { reportOn, type RecoveryReport } from './report.ts';
import { RULE_PARAMETERS } from './rule.ts';
import { recoveryProbability } from './score.ts';
import { standardise } from './standardise.ts';

/**
 * A past cart in the state it was abandoned in, and its outcome. Only carts whose recovery time is over and
 * that got no message.
 */
export interface RecoverySample {
  readonly features: RecoveryFeatures;
  readonly recovered: boolean;
  /** When it was abandoned. */
  readonly at: Instant;
}

/** L2 penalties to try. */
const PENALTIES = [0.3, 3, 30, 100, 300];

/**
 * Learns from past carts in order of time: the first 60 % are fitted, the next 20 % choose the penalty and straighten
 * the probabilities, the last 20 % are kept aside and only tell how good it is. If it is better than the usual rate and
 * than the rule, by more than chance, it is fitted once more in the same way to all carts: the first 80 % are fitted, the
 * last 20 % straighten the probabilities. What is used so knows the newest carts too.
 */
export function trainRecovery(
  samples: readonly RecoverySample[],
): Training<RecoveryParameters, RecoveryReport> {
  const recovered = samples.filter((sample) => sample.recovered).length;
  const refuse = (reason: string) => ({
    parameters: null,
    report: reportOn([], samples.length, recovered, 0, []),
    reason,
  });
  if (samples.length < MINIMUM_CARTS)
    return refuse(`There are ${samples.length} past carts and ${MINIMUM_CARTS} are needed to learn from.`);
  if (recovered < MINIMUM_RECOVERED)
    return refuse(
      `${recovered} past carts were recovered and ${MINIMUM_RECOVERED} are needed to learn from.`,
    );
  const byTime = [...samples].sort((left, right) => left.at - right.at);
  const rows = byTime.map((sample) => encode(sample.features));
  const fitEnd = Math.floor(byTime.length * 0.6);
  const tuneEnd = Math.floor(byTime.length * 0.8);
  const targets = byTime.map((sample) => (sample.recovered ? 1 : 0));
  const base = targets.slice(0, tuneEnd).reduce((sum: number, target) => sum + target, 0) / tuneEnd;
  if (base === 0 || base === 1)
    return refuse('All of the earlier carts ended the same way, so there is nothing to learn.');

  const fitted = PENALTIES.map((penalty) => fitWith(penalty, rows, targets, fitEnd, tuneEnd)).filter(
    (candidate) => candidate !== null,
  );
  const best = fitted.reduce<Candidate | null>(
    (leader, candidate) => (leader === null || candidate.loss < leader.loss ? candidate : leader),
    null,
  );
  if (!best) return refuse('No fact about the earlier carts predicts which ones come back.');

  const judged = parametersOf(best, base, byTime.length);
  const judgedRows = rows.slice(tuneEnd);
  const forecastsBy = (parameters: RecoveryParameters): Forecast[] =>
    judgedRows.map((row, index) => ({
      probability: recoveryProbability(row, parameters),
      happened: targets[tuneEnd + index] === 1,
    }));
  const report = reportOn(forecastsBy(judged), samples.length, recovered, base, forecastsBy(RULE_PARAMETERS));
  if (!report.isBetter)
    return {
      parameters: null,
      report,
      reason:
        'On the latest carts it was not clearly better than always saying the usual rate, and than the rule, so the rule goes on.',
    };
  const whole = fitWith(best.penalty, rows, targets, tuneEnd, rows.length);
  const parameters = whole ? parametersOf(whole, recovered / samples.length, byTime.length) : judged;
  return { parameters, report, reason: null };
}

const parametersOf = (
  { means, weights, intercept, calibration }: Candidate,
  baseRate: number,
  carts: number,
): RecoveryParameters => ({
  version: 1,
  columns: COLUMNS.map((column) => column.id),
  means,
  weights,
  intercept,
  calibration,
  baseRate,
  carts,
});

interface Candidate {
  readonly penalty: number;
  readonly means: number[];
  readonly weights: number[];
  readonly intercept: number;
  readonly calibration: Calibration;
  /** Log loss of the calibrated forecasts on the tuning part. */
  readonly loss: number;
}

function fitWith(
  penalty: number,
  rows: readonly number[][],
  targets: readonly number[],
  fitEnd: number,
  tuneEnd: number,
): Candidate | null {
  const scaled = standardise(rows.slice(0, fitEnd));
  // With few carts it stays near the rule, and moves away from it as they tell.
  const rule = RULE_PARAMETERS.weights.map((weight, index) => weight * scaled.scales[index]!);
  const fit = fitLogistic(scaled.rows, targets.slice(0, fitEnd), penalty, rule);
  if (!fit.converged) return null;
  // Back to the columns' own units, so that scoring needs no scales.
  const weights = fit.weights.map((weight, index) => weight / scaled.scales[index]!);
  const logOdds = rows.slice(fitEnd, tuneEnd).map(
    (row) =>
      fit.intercept +
      dot(
        weights,
        row.map((value, index) => value - scaled.means[index]!),
      ),
  );
  const outcomes = targets.slice(fitEnd, tuneEnd).map((target) => target === 1);
  const calibration = fitPlatt(logOdds, outcomes);
  if (!calibration) return null;
  const forecasts: Forecast[] = logOdds.map((value, index) => ({
    probability: sigmoid(calibration.slope * value + calibration.offset),
    happened: outcomes[index]!,
  }));
  return {
    penalty,
    means: [...scaled.means],
    weights,
    intercept: fit.intercept,
    calibration,
    loss: logLoss(forecasts),
  };
}
