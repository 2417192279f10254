import type { Json } from '@millrace/base';
import type { FactMeaning } from '@millrace/flow';
import type { TrainingContext } from './history.ts';
import type { DecisionModels } from './model.ts';

/** A fact about people that a model predicts, for conditions and segments. */
export interface PredictedFact extends FactMeaning {
  /** A value as somebody might have it, for sample people. @param random in [0, 1) */
  sample(random: () => number): Json;
}

/** What is predicted of one person, by name of the fact. What cannot be told of them is left out. */
export interface PredictedPerson {
  readonly customerId: string;
  readonly values: Readonly<Record<string, Json>>;
}

/**
 * Predictions about people, whether or not they are in a flow. They are made again after each training, for everybody
 * in the history, and stored.
 */
export interface Predicts<Parameters, Sample> {
  /** By name: `churnRisk` is `customer.predicted.churnRisk` in conditions. Rounded, so that few of them change in a day. */
  readonly facts: Readonly<Record<string, PredictedFact>>;
  people(
    parameters: Parameters,
    samples: readonly Sample[],
    context: TrainingContext,
  ): readonly PredictedPerson[];
  /**
   * What is predicted of one person, and why, in whole sentences for the page about them.
   * @param sample of this person alone
   */
  tell(parameters: Parameters, sample: Sample, context: TrainingContext): readonly string[];
}

/** The facts of people that these models predict, by path. */
export const predictedFacts = (models: DecisionModels): Readonly<Record<string, PredictedFact>> =>
  Object.fromEntries(
    Object.values(models).flatMap(({ predicts }) =>
      Object.entries(predicts?.facts ?? {}).map(([name, fact]) => [`customer.predicted.${name}`, fact]),
    ),
  );

/** What these models might predict of somebody, for sample people. @param random in [0, 1) */
export const samplePredictions = (models: DecisionModels, random: () => number): Record<string, Json> =>
  Object.fromEntries(
    Object.values(models).flatMap(({ predicts }) =>
      Object.entries(predicts?.facts ?? {}).map(([name, fact]) => [name, fact.sample(random)]),
    ),
  );
