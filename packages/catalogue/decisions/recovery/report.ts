import { z } from 'zod';
import { percent as inPercent } from '@millrace/base/words';
import {
  areaUnderCurve,
  brierScore,
  calibrationError,
  logLoss,
  reliability,
  type Forecast,
} from '@millrace/measure';
import type { Drift } from '../drift.ts';

const share = z.number().min(0).max(1);

/** The quality of the model on carts it did not learn from. Plain JSON. */
export const recoveryReportSchema = z.object({
  carts: z.number(),
  recovered: z.number(),
  /** Carts used for testing. */
  judged: z.number(),
  /** Share recovered among the carts learned from. */
  baseRate: share,
  /** Share recovered among the carts used for testing. */
  judgedRate: share,
  /** Mean squared error, 0 is perfect; and that of always predicting the base rate. */
  brier: z.number(),
  brierOfBaseRate: z.number(),
  logLoss: z.number(),
  logLossOfBaseRate: z.number(),
  /** 0.5 is guessing, 1 is perfect. */
  areaUnderCurve: share,
  bins: z.array(z.object({ count: z.number(), predicted: share, observed: share })).readonly(),
  /** Mean distance of predicted and true shares over the groups. */
  calibrationError: z.number(),
  /** What the stated rule would get. Absent in reports of earlier releases. */
  logLossOfRule: z.number().optional(),
  /** True when it beats always saying the base rate, and the stated rule, by more than chance. */
  isBetter: z.boolean(),
});
export type RecoveryReport = z.infer<typeof recoveryReportSchema>;

export function reportOn(
  forecasts: readonly Forecast[],
  carts: number,
  recovered: number,
  baseRate: number,
  byRule: readonly Forecast[],
): RecoveryReport {
  const atBaseRate = forecasts.map(({ happened }) => ({ probability: baseRate, happened }));
  const bins = reliability(forecasts);
  const ours = logLoss(forecasts);
  return {
    carts,
    recovered,
    judged: forecasts.length,
    baseRate,
    judgedRate:
      forecasts.length === 0
        ? 0
        : forecasts.filter((forecast) => forecast.happened).length / forecasts.length,
    brier: brierScore(forecasts),
    brierOfBaseRate: brierScore(atBaseRate),
    logLoss: ours,
    logLossOfBaseRate: logLoss(atBaseRate),
    logLossOfRule: logLoss(byRule),
    areaUnderCurve: areaUnderCurve(forecasts),
    bins,
    calibrationError: calibrationError(bins),
    isBetter: beats(forecasts, atBaseRate) && beats(forecasts, byRule),
  };
}

/** Standard errors by which the mean gain lies above zero: chance alone reaches it in about one of forty trainings. */
const CLEARLY = 2;

/** Whether forecasts lose less than others of the same carts, by an interval: paired, cart by cart. */
function beats(ours: readonly Forecast[], others: readonly Forecast[]): boolean {
  const gains = ours.map((forecast, index) => logLoss([others[index]!]) - logLoss([forecast]));
  if (gains.length < 2) return false;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
  return mean > CLEARLY * Math.sqrt(squares / (gains.length - 1) / gains.length);
}

/** Beyond this many standard errors a change is called one, so that a check every month seldom cries wolf. */
const SURE = 3;

/**
 * Whether a model in use got worse: compares its forecasts of carts that have ended since with its report. It
 * compares the mean forecast with the observed share, and the skill, 1 - Brier / Brier of the base rate,
 * since a change of the base rate alone changes the Brier score.
 */
export function checkDrift(report: RecoveryReport, recent: readonly Forecast[]): Drift {
  if (recent.length < 200)
    return {
      gotWorse: false,
      sentence: `Only ${recent.length} carts have ended since it learned; 200 are needed to check whether it got worse.`,
    };
  const happened = recent.filter((forecast) => forecast.happened).length;
  const rate = happened / recent.length;
  const foretold = recent.reduce((sum, forecast) => sum + forecast.probability, 0) / recent.length;
  const chance =
    recent.reduce((sum, { probability }) => sum + probability * (1 - probability), 0) / recent.length;
  // Random error of the new carts, and of the carts (as many as were tested) that set its level in training.
  const error = Math.sqrt(chance / recent.length + chance / Math.max(1, report.judged));
  const percent = (share: number) => inPercent(share, 1);
  if (Math.abs(foretold - rate) > SURE * error) {
    return {
      gotWorse: true,
      sentence: `It got worse: it predicted that ${percent(foretold)} of carts would come back, and ${percent(rate)} did.`,
    };
  }
  const losses = recent.map(
    ({ probability, happened: did }) => (probability - (did ? 1 : 0)) ** 2 - (rate - (did ? 1 : 0)) ** 2,
  );
  const gain = -losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const spread = Math.sqrt(losses.reduce((sum, loss) => sum + (loss + gain) ** 2, 0)) / losses.length;
  const promised =
    report.brierOfBaseRate > 0 ? (1 - report.brier / report.brierOfBaseRate) * rate * (1 - rate) : 0;
  if (gain + SURE * spread < promised)
    return {
      gotWorse: true,
      sentence: 'It got worse: it distinguishes carts less well than when it learned.',
    };
  return {
    gotWorse: false,
    sentence: `It is as good as when it learned: it predicted ${percent(foretold)}, and ${percent(rate)} came back.`,
  };
}
