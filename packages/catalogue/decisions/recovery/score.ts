import { percent } from '@millrace/base/words';
import type { DecisionRecord, Facts } from '@millrace/flow';
import { encode } from './encode.ts';
import { contributions, explain } from './explain.ts';
import { featuresAsJson, recoveryFeatures, type RecoveryFeatures, type RecoverySource } from './features.ts';
import { readRecoveryParameters, type RecoveryParameters } from './parameters.ts';
import { RULE_PARAMETERS } from './rule.ts';
import { RECOVERY_SEGMENTS, segmentOf, type RecoverySegment } from './segment.ts';

/** The probability is never certain: it stays this far from 0 and 1. */
const EDGE = 0.001;

/** Calibrated probability that a cart with these features is recovered, within [0.001, 0.999]. */
export function recoveryProbability(row: readonly number[], parameters: RecoveryParameters): number {
  let logOdds = parameters.intercept;
  for (let index = 0; index < row.length; index += 1)
    logOdds += parameters.weights[index]! * (row[index]! - parameters.means[index]!);
  const calibrated = parameters.calibration.slope * logOdds + parameters.calibration.offset;
  return Math.min(1 - EDGE, Math.max(EDGE, 1 / (1 + Math.exp(-calibrated))));
}

export interface RecoveryScore {
  /** Probability that this cart is ordered, 0.001 to 0.999. */
  readonly probability: number;
  readonly segment: RecoverySegment;
  /** `chosen` is the segment; `score` the probability. */
  readonly record: DecisionRecord;
}

/** Scores the abandoned cart, by the trained model in `facts.models.recovery`, else by the rule. */
export function scoreRecovery(facts: RecoverySource & Pick<Facts, 'models'>): RecoveryScore {
  const features = recoveryFeatures(facts);
  const trained = readRecoveryParameters(facts.models['recovery']);
  const parameters = trained ?? RULE_PARAMETERS;
  const row = encode(features);
  const probability = recoveryProbability(row, parameters);
  const { segment, sentence } = segmentOf(features);
  return {
    probability,
    segment,
    record: record(features, row, parameters, trained !== null, probability, segment, sentence),
  };
}

/** The facts that a decision by this score sets. */
export const factsOfScore = ({ probability, segment }: Pick<RecoveryScore, 'probability' | 'segment'>) => ({
  recovery: probability,
  segment,
});

/** Options by segment, made once. Segments are found by rule, so the chosen one has the probability 1. */
const OPTIONS = Object.fromEntries(
  Object.keys(RECOVERY_SEGMENTS).map((found) => [
    found,
    Object.entries(RECOVERY_SEGMENTS).map(([id, { rule }]) => ({
      id,
      probability: id === found ? 1 : 0,
      score: null,
      note: rule,
    })),
  ]),
) as unknown as Readonly<Record<RecoverySegment, DecisionRecord['options']>>;

function record(
  features: RecoveryFeatures,
  row: readonly number[],
  parameters: RecoveryParameters,
  trained: boolean,
  probability: number,
  segment: RecoverySegment,
  sentence: string,
): DecisionRecord {
  const usual = parameters.baseRate;
  const comparison =
    probability > usual * 1.1 ? 'more than' : probability < usual * 0.9 ? 'less than' : 'close to';
  const opening = trained
    ? `Comes back with a probability of ${percent(probability)}, ${comparison} the usual ${percent(usual)} of ${parameters.carts} past carts.`
    : `Comes back with a probability of about ${percent(probability)} by a rule of thumb, since there are too few past carts to learn from.`;
  return {
    model: 'recovery',
    by: trained ? 'model' : 'rule',
    inputs: featuresAsJson(features),
    options: OPTIONS[segment],
    chosen: segment,
    score: Math.round(probability * 10_000) / 10_000,
    explanation: [opening, ...explain(features, contributions(row, parameters)), sentence],
  };
}
